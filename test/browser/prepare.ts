/** A browser and the built workbench, for all stories of a file. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launchChromium } from './chromium.ts'
import { type OpenOptions, openWorkbench, type Workbench } from './page.ts'
import { type Served, serveWorkbench } from './serve.ts'

export interface Prepared {
  /** The workbench's address, with a slash at the end. */
  readonly address: string
  readonly browser: Browser
  open(options?: OpenOptions): Promise<Workbench>
  /** At an address that was copied, or served elsewhere. */
  openAt(address: string, options?: OpenOptions): Promise<Workbench>
}

/** To be called once in a file, outside of its tests: both are there before the first, and gone after the last. */
export function prepareWorkbench(): Prepared {
  let browser: Browser
  let served: Served
  beforeAll(async () => {
    browser = await launchChromium()
    served = await serveWorkbench()
  })
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })
  return {
    get address() {
      return served.address
    },
    get browser() {
      return browser
    },
    open: (options) => openWorkbench(browser, served.address, options),
    openAt: (address, options) => openWorkbench(browser, address, options),
  }
}
