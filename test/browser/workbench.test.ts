/** The built workbench opens in a real browser. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, openPage } from './chromium.ts'
import { serveWorkbench } from './serve.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
})

test.each(['/', '/some/folder/'])('the workbench opens below %s without an error', async (path) => {
  const served = await serveWorkbench(path)
  const page = await openPage(browser)
  try {
    const problems = problemsOf(page)
    await page.goto(served.address)
    await page.getByText('Reberth').first().waitFor()

    expect(await page.title()).toContain('Reberth')
    expect(problems).toEqual([])
  } finally {
    await page.close()
    await served.close()
  }
})

/** Collects what a person would find red in the browser's console. */
function problemsOf(page: Page): string[] {
  const problems: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('requestfailed', (request) => problems.push(`no answer: ${request.url()}`))
  page.on('response', (response) => {
    if (!response.ok()) problems.push(`${response.status()}: ${response.url()}`)
  })
  return problems
}
