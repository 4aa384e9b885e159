/** Everything that is done to a cluster by hand: dragged, pressed, typed, and taken back. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { swarmScenario } from '../fixtures/swarm-scenario.ts'
import { breakNode, freeWaterOf, goTo, openScenario, ready } from './page.ts'
import { prepareWorkbench } from './prepare.ts'
import { sixNodes } from './scenarios.ts'

const workbench = prepareWorkbench()

async function carry(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 30, from.y - 30, { steps: 3 })
  await page.mouse.move(to.x, to.y, { steps: 5 })
}

interface Point {
  readonly x: number
  readonly y: number
}

async function middleOf(page: Page, selector: string): Promise<Point> {
  const box = await page.locator(selector).first().boundingBox()
  if (box === null) throw new Error(`${selector} is nowhere`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

const rail = (page: Page, name: string) =>
  page.locator('.rails button[aria-current="true"]', { hasText: name })

test('a fault is dragged from the tray onto the name of a rack, and its line is shown first', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'six.yaml', sixNodes)
  await goTo(page, '20s')
  const crash = await middleOf(page, '.fault-tray button')
  await carry(page, crash, await middleOf(page, 'g.quay text.rack'))
  expect(await page.locator('.carried').innerText()).toBe('crash rack r1')
  expect(await page.locator('g.berth.pointed').count()).toBe(2)
  await page.mouse.up()
  const dialog = page.getByRole('dialog', { name: 'Crash rack r1' })
  expect(await dialog.locator('code').innerText()).toBe('{ at: 20.001s, fault: crash, rack: r1 }')
  await dialog.getByRole('button', { name: 'Do it' }).click()
  await rail(page, 'crash rack r1').waitFor()
  await goTo(page, '21s')
  expect(await page.locator('g.berth.broken').count()).toBe(2)

  // Onto a berth that is down already: the reason stands beside the pointer, and nothing happens.
  await carry(page, await middleOf(page, '.fault-tray button'), await freeWaterOf(page, 0))
  expect(await page.locator('.carried').innerText()).toBe('node-1: it is down already')
  await page.mouse.up()
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.keyboard.press('Control+z')
  await rail(page, 'main').waitFor()
  expect(await page.locator('.rails li').count()).toBe(1)
  await page.keyboard.press('Control+Shift+z')
  await rail(page, 'crash rack r1').waitFor()
  expect(problems).toEqual([])
  await close()
})

test('without a pointer the tray leads to the palette, and each verb has its reason when it cannot be done', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'six.yaml', sixNodes)
  await goTo(page, '50s')
  await page.getByRole('button', { name: 'Recover', exact: true }).focus()
  await page.keyboard.press('Enter')
  expect(await page.getByRole('combobox').inputValue()).toBe('recover ')
  await page.keyboard.type('node-3')
  const option = page.getByRole('option', { name: /^recover node-3/ })
  expect(await option.getAttribute('aria-disabled')).toBe('true')
  expect(await option.innerText()).toContain('it is up and reachable')
  await page.keyboard.press('Escape')

  await page.locator('.picture g.box[aria-label^="web-4"]').click({ button: 'right' })
  const menu = page.getByRole('menu', { name: 'web-4' })
  await menu.getByRole('menuitem', { name: 'Unpause' }).hover()
  expect(await menu.locator('.line').innerText()).toBe('Not now: the manager believes it running.')
  await menu.getByRole('menuitem', { name: 'Stop behind the manager' }).hover()
  expect(await menu.locator('.line code').innerText()).toBe(
    '{ at: 50.001s, engine: stop, node: node-3, name: web-4 }',
  )
  await menu.getByRole('menuitem', { name: 'Stop behind the manager' }).click()
  await rail(page, 'stop web-4 behind the manager').waitFor()
  expect(problems).toEqual([])
  await close()
})

test('a waiting box carried to a berth asks why it is not there, and is never placed', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'swarm.yaml', swarmScenario)
  await goTo(page, '60s')
  const from = await middleOf(page, '.picture g.waiting')
  await carry(page, from, await freeWaterOf(page, 3))
  expect(await page.locator('.carried').innerText()).toBe('why is big.1 not on node-4?')
  await page.mouse.up()
  const asked = page.locator('.why-not-there')
  await asked.waitFor()
  expect(await asked.innerText()).toMatch(/^node-4 refused it: .*7g/)
  expect(await page.locator('.verdicts tr.asked th').innerText()).toBe('node-4')
  expect(await page.locator('.rails li').count()).toBe(1)
  expect(problems).toEqual([])
  await close()
})

test('acting at the end goes on from there, and acting in the past forks', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'six.yaml', sixNodes)
  await page.keyboard.press('End')
  await breakNode(page, 0, /^Crash/)
  await rail(page, 'crash node-1').waitFor()
  expect(await page.locator('.time-field input').inputValue()).toBe('4:00.0')
  await page.keyboard.press('End')
  expect(await page.locator('.time-field input').inputValue()).toBe('14:00.0')
  await goTo(page, '60s')
  await breakNode(page, 2, /^Freeze/)
  await rail(page, 'freeze node-3').waitFor()
  expect(await page.locator('.rails li').count()).toBe(3)
  expect(problems).toEqual([])
  await close()
})

test('on a phone a long press opens the sheet, and its line is confirmed', async () => {
  const context = await workbench.browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    locale: 'en-US',
  })
  const page = await context.newPage()
  await page.goto(workbench.address)
  await ready(page)
  const finger = await context.newCDPSession(page)
  const at = await freeWaterOf(page, 1)
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] })
  const menu = page.getByRole('menu', { name: 'node-2' })
  await menu.waitFor()
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  const sheet = await menu.boundingBox()
  expect(Math.round((sheet?.y ?? 0) + (sheet?.height ?? 0))).toBe(844)
  await menu.getByRole('menuitem', { name: 'Crash' }).tap()
  const dialog = page.getByRole('dialog', { name: 'Crash' })
  expect(await dialog.locator('code').innerText()).toContain('fault: crash, node: node-2')
  await dialog.getByRole('button', { name: 'Do it' }).tap()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('tab', { name: 'Runs' }).tap()
  await rail(page, 'crash node-2').waitFor()
  await context.close()
})
