/** A new build is put on the server while somebody has the page open. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { serviceWorkerOf } from '../../src/cli/offline-plugin.ts'
import { launchChromium } from './chromium.ts'
import { goTo, openWorkbench, ready, timeOf } from './page.ts'
import { type Served, serveWorkbench } from './serve.ts'

const built =
  process.env.REBERTH_WORKBENCH ?? fileURLToPath(new URL('../../dist/web/', import.meta.url))

let browser: Browser
let folder: string
let served: Served

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
})
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reberth-build-'))
  cpSync(built, folder, { recursive: true })
  served = await serveWorkbench('/', `${folder}/`)
})
afterEach(async () => {
  await served?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The same page with another title, as the next build would be. */
function putNewBuild(): void {
  const page = join(folder, 'index.html')
  writeFileSync(page, readFileSync(page, 'utf8').replace('<title>', '<title>Newer '))
  writeFileSync(join(folder, 'service-worker.js'), serviceWorkerOf(folder))
}

test('whoever is in the middle of something is asked, and nothing is loaded anew by itself', async () => {
  const { page, problems, close } = await openWorkbench(browser, served.address)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  putNewBuild()
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update())
  const notice = page
    .getByRole('status')
    .filter({ hasText: 'There is a new version of this page.' })
  await notice.waitFor()
  await goTo(page, '1:00')
  expect(await page.title()).not.toContain('Newer')
  await notice.getByRole('button', { name: 'Later' }).click()
  await notice.waitFor({ state: 'detached' })
  expect(await timeOf(page)).toBe('1:00.0')
  expect(problems).toEqual([])
  await close()
})

test('Reload takes the new version, at the moment that was looked at', async () => {
  const { page, problems, close } = await openWorkbench(browser, served.address)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  putNewBuild()
  await goTo(page, '1:00')
  await page.waitForURL(/t=60s/)
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update())
  await page.getByRole('button', { name: 'Reload' }).click()
  await page.waitForFunction(() => document.title.includes('Newer'))
  await ready(page)
  await expect.poll(() => timeOf(page)).toBe('1:00.0')
  expect(problems).toEqual([])
  await close()
})
