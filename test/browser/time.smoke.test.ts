/** Going through time: addresses, bookmarks, jumps, and the page without a network. */
import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { digestOf } from '../../src/model/trace.ts'
import { simulate } from '../../src/run/simulate.ts'
import { launchChromium } from './chromium.ts'
import { breakNode, goTo, openWorkbench, picture, ready, timeOf } from './page.ts'
import { modelOf } from './scenarios.ts'
import { serveWorkbench } from './serve.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
})

test('a moment of a branch that was changed by hand comes back from its address', async () => {
  const served = await serveWorkbench('/some/sub/')
  const { page, problems, close } = await openWorkbench(browser, served.address)
  await goTo(page, '20s')
  await breakNode(page, 0, /^Crash/)
  await page.locator('.rails li').nth(1).waitFor()
  await goTo(page, '1:05.25')
  await page.keyboard.press('3')
  await page.waitForFunction(() => /fork=.*show=believed/.test(location.hash))
  const address = page.url()
  const digest = await page.locator('.about-run').getAttribute('title')
  const again = await openWorkbench(browser, address)
  await again.page.locator('.rails li').nth(1).waitFor()
  await again.page.waitForFunction(() => /show=believed/.test(location.hash))
  expect(await timeOf(again.page)).toBe(await timeOf(page))
  expect(await again.page.locator('.about-run').getAttribute('title')).toBe(digest)
  await again.page.goto(`${served.address}#v=1&scenario=no-such.yaml`)
  await again.page.locator('.notice.problem', { hasText: 'no scenario no-such.yaml' }).waitFor()
  expect(await again.page.locator('.about-run').getAttribute('title')).toBe(digest)
  expect([...problems, ...again.problems]).toEqual([])
  await again.close()
  await close()
  await served.close()
})

test('a seed from an address is in the file that is saved, which runs to the same digest', async () => {
  const served = await serveWorkbench()
  const address = `${served.address}#v=1&scenario=flapping.yaml&seed=4711`
  const { page, problems, close } = await openWorkbench(browser, address)
  await page.locator('.about-run', { hasText: 'seed 4711' }).waitFor()
  const saving = page.waitForEvent('download')
  await page.keyboard.press('s')
  const saved = readFileSync(await (await saving).path(), 'utf8')
  expect(saved).toMatch(/^seed: "?4711"?$/m)
  const again = digestOf(simulate(modelOf('flapping.yaml', saved)).trace)
  expect(await page.locator('.about-run').getAttribute('title')).toBe(`digest ${again}`)
  expect(problems).toEqual([])
  await close()
  await served.close()
})

test('a moment is kept, found again after a reload, and failures are jumped to', async () => {
  const served = await serveWorkbench()
  const { page, problems, close } = await openWorkbench(browser, served.address)
  await page.keyboard.press('j')
  const failed = await timeOf(page)
  await page.keyboard.press('k')
  await page.locator('.lanes .bookmark').waitFor()
  await picture(page, 'bookmark')
  await page.reload()
  await ready(page)
  await page.keyboard.press('End')
  await page.locator('.lanes .bookmark').click()
  expect(await timeOf(page)).toBe(failed)
  expect(problems).toEqual([])
  await close()
  await served.close()
})

test('after the first visit the page works without a server', async () => {
  const served = await serveWorkbench('/some/sub/')
  const { page, close } = await openWorkbench(browser, served.address)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await served.close()
  await page.reload()
  await ready(page)
  expect(await page.locator('.scenario b').textContent()).toBe('A node dies and comes back')
  await close()
})
