/** The workbench as a person meets it: opened, dropped onto, clicked and read. */
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'

export interface OpenOptions {
  readonly width?: number
  readonly height?: number
  readonly isDark?: boolean
  readonly isCalm?: boolean
  /** The system asks for more contrast, or forces its own few colours. */
  readonly contrast?: 'more' | 'forced'
}

export interface Workbench {
  readonly page: Page
  /** What a person would find red or yellow in the browser's console, so far. */
  readonly problems: readonly string[]
  close(): Promise<void>
}

/** Opens the workbench and waits until its first run can be played. */
export async function openWorkbench(
  browser: Browser,
  address: string,
  { width = 1600, height = 1000, isDark = false, isCalm = false, contrast }: OpenOptions = {},
): Promise<Workbench> {
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width, height },
    colorScheme: isDark ? 'dark' : 'light',
    reducedMotion: isCalm ? 'reduce' : 'no-preference',
    ...(contrast === 'more' && { contrast: 'more' as const }),
    ...(contrast === 'forced' && { forcedColors: 'active' as const }),
    acceptDownloads: true,
  })
  const page = await context.newPage()
  const problems = problemsOf(page)
  await page.goto(address)
  await ready(page)
  return { page, problems, close: () => context.close() }
}

/** A run is there. */
export async function ready(page: Page): Promise<void> {
  await page.locator('.transport .play:enabled').waitFor()
  await page.evaluate(() => document.fonts.ready)
}

/** Collects what a person would find red in the browser's console. */
export function problemsOf(page: Page): string[] {
  const problems: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('requestfailed', (request) => problems.push(`no answer: ${request.url()}`))
  page.on('response', (response) => {
    // 304: what the browser has is still right.
    if (!response.ok() && response.status() !== 304)
      problems.push(`${response.status()}: ${response.url()}`)
  })
  return problems
}

/** Drops files onto the page, by name and text. */
export async function drop(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  const dataTransfer = await page.evaluateHandle((entries) => {
    const transfer = new DataTransfer()
    for (const [name, text] of entries) transfer.items.add(new File([text], name))
    return transfer
  }, Object.entries(files))
  await page.dispatchEvent('body', 'drop', { dataTransfer })
}

/** Drops a scenario and waits until it is the one that is shown. */
export async function openScenario(page: Page, name: string, text: string): Promise<void> {
  await drop(page, { [name]: text })
  const title = /^name: (.*)$/m.exec(text)?.[1] ?? name
  await page.locator('.scenario b', { hasText: title }).waitFor()
  await ready(page)
}

/** Types a time, or words such as `next down`, into the time field. */
export async function goTo(page: Page, words: string): Promise<void> {
  const field = page.locator('.time-field input')
  await field.fill(words)
  await field.press('Enter')
}

/** The time as the page shows it. */
export function timeOf(page: Page): Promise<string> {
  return page.locator('.time-field input').inputValue()
}

/** The marks of the boxes in a berth, by their names: `web-1: known`. */
export async function boxesOf(page: Page): Promise<string[]> {
  return page.locator('.picture g.box').evaluateAll((boxes) =>
    boxes.map((box) => {
      const kind = box.getAttribute('class')?.split(' ')[1] ?? ''
      return `${box.getAttribute('aria-label')?.split(',')[0]}: ${kind}`
    }),
  )
}

/** A point of a berth above its boxes, in the page. */
export async function freeWaterOf(page: Page, node: number): Promise<{ x: number; y: number }> {
  const frame = page.locator(`g.berth[data-node="${node}"] .frame`)
  const { x, y, width } = (await frame.boundingBox()) ?? { x: 0, y: 0, width: 0 }
  return { x: x + width / 3, y: y + 12 }
}

/** Clicks a berth and takes one of its verbs. */
export async function breakNode(page: Page, node: number, verb: RegExp): Promise<void> {
  const { x, y } = await freeWaterOf(page, node)
  await page.mouse.click(x, y)
  await page.getByRole('menuitem', { name: verb }).click()
}

const pictures = fileURLToPath(new URL('../../test-results/', import.meta.url))

/** Takes a picture of the page for whoever wants to look at it. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: `${pictures}${name}.png` })
}
