/** What goes wrong is told in plain words, with the way out, and nothing that was there is lost. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { digestOf } from '../../src/model/trace.ts'
import { simulate } from '../../src/run/simulate.ts'
import { drop, openScenario, picture, ready } from './page.ts'
import { prepareWorkbench } from './prepare.ts'
import { modelOf, scenarioText, sixNodes } from './scenarios.ts'

const workbench = prepareWorkbench()

const large = 'thousand-nodes.yaml'
const digestNow = (page: Page) => page.locator('.about-run').getAttribute('title')

test('what is computed of a long run can be used, and computed to its end later', async () => {
  const { page, problems, close } = await workbench.open()
  await drop(page, { [large]: scenarioText(large) })
  // At once: on a fast machine the whole run is there in two seconds.
  await page.getByRole('button', { name: 'Use what is computed' }).dispatchEvent('click')
  const notice = page.locator('.notice.warnings')
  await notice.waitFor()
  expect(await notice.innerText()).toMatch(
    /Computed to \d+:\d+\.\d of \d+:\d+\.\d: what would come/,
  )
  const whole = `digest ${digestOf(simulate(modelOf(large)).trace)}`
  const part = await digestNow(page)
  expect(part).not.toBe(whole)
  await page.keyboard.press('End')
  await picture(page, 'part-of-a-run')

  await page.getByRole('button', { name: 'Compute all of it' }).click()
  await page.waitForFunction(
    (before) => document.querySelector('.about-run')?.getAttribute('title') !== before,
    part,
  )
  expect(await digestNow(page)).toBe(whole)
  expect(await page.locator('.notice').count()).toBe(0)
  expect(problems).toEqual([])
  await close()
})

/** Opens the page, then lets every worker that starts later be `source`. */
async function openWithWorker(source: string) {
  // A service worker would answer before the route is asked.
  const context = await workbench.browser.newContext({ locale: 'en-US', serviceWorkers: 'block' })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await context.newPage()
  await page.goto(workbench.address)
  await ready(page)
  const before = await digestNow(page)
  // Stopping a computation ends its worker, so the next one starts another.
  await drop(page, { [large]: scenarioText(large) })
  await page.locator('.notice.computing').waitFor()
  await page.route(/\/worker-[^/]*\.js$/, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: source }),
  )
  await page.keyboard.press('Escape')
  await page.locator('.notice.computing').waitFor({ state: 'detached' })
  return { page, before, close: () => context.close() }
}

test('a worker that the browser ends is told, the open run stays, and the next run works', async () => {
  const { page, before, close } = await openWithWorker(
    'self.onmessage = () => { throw new Error("out of memory") }',
  )
  await drop(page, { 'six.yaml': sixNodes })
  const notice = page.locator('.notice.problem')
  await notice.waitFor()
  expect(await notice.innerText()).toContain('The simulation stopped working')
  expect(await notice.innerText()).toContain('out of memory')
  expect(await notice.innerText()).toContain('try the run again')
  expect(await digestNow(page)).toBe(before)
  await page.unroute(/\/worker-[^/]*\.js$/)
  await openScenario(page, 'six.yaml', sixNodes)
  await close()
})

test('storage that is full loses no bookmark that is seen, and says that none is kept', async () => {
  const { page, problems, close } = await workbench.open()
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.locator('.lanes .bookmark').waitFor()
  await page.locator('.bookmark-list summary', { hasText: 'bookmarks 1, not kept' }).click()
  expect(await page.locator('.bookmark-list p').innerText()).toMatch(/storage is full or forbidden/)
  expect(problems).toEqual([])
  await close()
})

test('an address that was cut off opens what it can and says what it could not', async () => {
  const { page, problems, close } = await workbench.openAt(
    `${workbench.address}#v=1&scenario=rack-failure.yaml&t=abc&select=node:node-99&colour=red`,
  )
  const notice = page.locator('.notice.problem')
  await notice.waitFor()
  const words = await notice.innerText()
  expect(words).toContain('t=abc says nothing known')
  expect(words).toContain('The run has no node node-99 to select')
  expect(words).toContain('colour is no part of an address')
  expect(words).not.toContain('last good run')
  expect(problems).toEqual([])
  await close()
})
