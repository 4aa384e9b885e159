/**
 * Goes to every view of one size as a person does, and looks: at the console, with axe, and beside the stored
 * picture.
 *
 * The page opens in one theme and is then switched to the other, as a person's system does at dusk. A picture
 * of the second theme is stored only where colours are the point of a view; the rules of colour are asked in
 * both.
 */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasPackagedChromium, launchChromium } from '../chromium.ts'
import { openWorkbench } from '../page.ts'
import { type Served, serveWorkbench } from '../serve.ts'
import { pictureProblem } from '../stored-picture.ts'
import { views } from '../views.ts'
import { violations } from '../violations.ts'
import { type SizeName, sizes, type View } from './view.ts'

type Theme = 'light' | 'dark'

/** One view alone: `REBERTH_VIEW=figures`. */
const wanted = process.env.REBERTH_VIEW

export function lookAtViews(size: SizeName, first: Theme): void {
  const chosen = views.filter(
    (view) =>
      (view.sizes ?? Object.keys(sizes)).includes(size) && (wanted ?? view.name) === view.name,
  )
  let browser: Browser
  let served: Served

  beforeAll(async () => {
    browser = await launchChromium('packaged')
    served = await serveWorkbench()
  })

  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  describe(`at ${sizes[size].width} x ${sizes[size].height} there is nothing to mend, and it looks as it did`, () => {
    for (const view of chosen) {
      test(view.name, async (context) => {
        expect(await look(view, { browser, served, size, first })).toEqual([])
        if (!hasPackagedChromium) context.skip('stored pictures are of the packaged Chromium')
      })
    }
  })
}

interface Situation {
  readonly browser: Browser
  readonly served: Served
  readonly size: SizeName
  readonly first: Theme
}

/** Everything that is wrong with a view, in words. */
async function look(view: View, { browser, served, size, first }: Situation): Promise<string[]> {
  const { name, go, contrast, hasBothThemes = false, isPaper = false } = view
  const second = first === 'light' ? 'dark' : 'light'
  const options = {
    ...sizes[size],
    isDark: first === 'dark',
    isCalm: true,
    ...(contrast && { contrast }),
  }
  const { page, problems, close } = await openWorkbench(browser, served.address, options)
  try {
    await go(page, size)
    await settled(page)
    const found: string[] = []
    const isKept = size !== 'wide' || view.isDialog !== true
    if (isKept) found.push(...(await pictureProblems(page, `${name}.${size}.${first}`)))
    const words = await violations(page, isPaper ? 'colours' : 'all')
    found.push(...words.map((text) => `${first}: ${text}`))
    await page.emulateMedia({ colorScheme: second })
    await settled(page)
    if (hasBothThemes) found.push(...(await pictureProblems(page, `${name}.${size}.${second}`)))
    found.push(...(await violations(page, 'colours')).map((text) => `${second}: ${text}`))
    return [...problems, ...found]
  } finally {
    await close()
  }
}

/** Two frames without a change of the page, and no table that is still to be made. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    // Hidden tables are made again when the page has stood still for 300 ms.
    await new Promise((resolve) => setTimeout(resolve, 450))
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  })
}

async function pictureProblems(page: Page, name: string): Promise<string[]> {
  if (!hasPackagedChromium) return []
  const seen = await page.screenshot({ animations: 'disabled', caret: 'hide', scale: 'css' })
  return [pictureProblem(name, seen) ?? []].flat()
}
