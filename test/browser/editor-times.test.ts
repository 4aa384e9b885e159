/** Moving the events of a scenario's timeline while it is written: over the lanes, and in the text. */
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { clockOf } from '../../src/projection/harbour-words.ts'
import { axeFinds, openEditor, typeOver } from './editor-page.ts'
import { openScenario, picture } from './page.ts'
import { prepareWorkbench } from './prepare.ts'
import { sixNodes } from './scenarios.ts'

const workbench = prepareWorkbench()

/** The handle over the lanes of the event that is called so. */
function markOf(page: Page, words: string): Locator {
  return page.getByRole('slider', { name: `Time of ${words}` })
}

/** Presses the button there, moves it sideways in several steps, and leaves it down. */
async function dragBy(page: Page, what: Locator, distance: number): Promise<void> {
  const { x, y, width, height } = await boxOf(what)
  const from = { x: x + width / 2, y: y + height / 2 }
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  for (let part = 1; part <= 8; part++) {
    await page.mouse.move(from.x + (distance * part) / 8, from.y)
  }
}

/** Whether the run that is shown has the event where its handle stands. */
async function isDrawnAt(page: Page, happening: string, mark: Locator): Promise<boolean> {
  const drawn = page.locator('g.happening', { hasText: happening }).locator('rect')
  const [one, other] = [await boxOf(drawn), await boxOf(mark)]
  return Math.abs(one.x + one.width / 2 - other.x - other.width / 2) < 2
}

async function boxOf(what: Locator) {
  return (await what.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
}

test('an event is dragged over the lanes: the text says its new time, and the run follows', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'six.yaml', sixNodes)
  await openEditor(page)
  const mark = markOf(page, 'crash node-2')
  expect(await mark.getAttribute('aria-valuetext')).toBe('0:30.0')
  const line = page.locator('.cm-line', { hasText: 'fault: crash' })
  await dragBy(page, mark, 90)
  expect(await page.locator('.entry-line').innerText()).toBe(
    await mark.getAttribute('aria-valuetext'),
  )
  await picture(page, 'editor-drag')
  // Nothing is run while it is held.
  await page.waitForTimeout(600)
  expect(await isDrawnAt(page, 'crash node-2', mark)).toBe(false)
  await page.mouse.up()
  const [, seconds] = /at: (\d+)s/.exec(await line.innerText()) ?? []
  expect(Number(seconds)).toBeGreaterThan(45)
  expect(await mark.getAttribute('aria-valuetext')).toBe(clockOf(Number(seconds) * 1e6))
  await expect.poll(() => isDrawnAt(page, 'crash node-2', mark)).toBe(true)
  expect(await axeFinds(page)).toEqual([])

  // The whole drag is one step.
  await page.locator('.cm-content').focus()
  await page.keyboard.press('Control+z')
  expect(await line.innerText()).toContain('at: 30s,')
  await page.keyboard.press('Control+Shift+z')
  expect(await line.innerText()).toContain(`at: ${seconds}s,`)

  // With the mark in focus the arrows move it, and undoing is still of the text.
  await mark.focus()
  await page.keyboard.press('ArrowRight')
  await page.locator('.cm-line', { hasText: `at: ${Number(seconds) + 1}s, fault: crash` }).waitFor()
  await page.keyboard.press('Shift+ArrowRight')
  await page
    .locator('.cm-line', { hasText: `at: ${Number(seconds) + 11}s, fault: crash` })
    .waitFor()
  for (let step = 0; step < 3; step++) await page.keyboard.press('Control+z')
  await page.locator('.cm-line', { hasText: 'at: 30s, fault: crash' }).waitFor()
  expect(await mark.getAttribute('aria-valuetext')).toBe('0:30.0')
  await expect.poll(() => isDrawnAt(page, 'crash node-2', mark)).toBe(true)

  // Escape, while it is held, puts it back and leaves no step behind.
  await dragBy(page, mark, 60)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  expect(await line.innerText()).toContain('at: 30s')
  expect(problems).toEqual([])
  await close()
})

test('where the lanes are zoomed a finger sets a time more exactly, and the zoom stays', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'six.yaml', sixNodes)
  await openEditor(page)
  const mark = markOf(page, 'crash node-2')
  const first = await boxOf(mark)
  await page.mouse.move(first.x + 7, first.y + 30)
  for (let notch = 0; notch < 18; notch++) await page.mouse.wheel(0, -100)
  const length = async () =>
    Number(await mark.getAttribute('aria-valuemax')) -
    Number(await mark.getAttribute('aria-valuemin'))
  await expect.poll(length).toBeLessThan(6e6)
  const zoomed = await length()
  const { x, y } = await boxOf(mark)
  const touch = await page.context().newCDPSession(page)
  const at = (distance: number) => [{ x: x + 7 + distance, y: y + 7 }]
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) })
  for (const distance of [10, 20, 30, 40]) {
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(distance) })
  }
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await page.locator('.cm-line', { hasText: /at: 30\.\ds, fault: crash/ }).waitFor()
  await expect.poll(() => isDrawnAt(page, 'crash node-2', mark)).toBe(true)
  expect(await length()).toBe(zoomed)
  expect(problems).toEqual([])
  await close()
})

test('an event is moved in the text: with its grip, and with Alt and the arrows', async () => {
  const { page, problems, close } = await workbench.open({ isDark: true })
  const text = sixNodes.replace('at: 65s', 'at: "1m5s"')
  await openScenario(page, 'six.yaml', text)
  await openEditor(page)
  const line = page.locator('.cm-line', { hasText: 'fault: unreachable' })
  const { y, height } = await boxOf(line)
  const grips = page.locator('.cm-gutterElement .time-grip')
  const rows = await grips.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().y))
  const grip = grips.nth(rows.findIndex((at) => Math.abs(at - y) < height / 2))
  await dragBy(page, grip, 40)
  expect(await line.innerText()).toContain('at: "1m15s"')
  await picture(page, 'editor-grip')
  await page.mouse.up()
  const mark = markOf(page, 'unreachable node-5')
  expect(await mark.getAttribute('aria-valuetext')).toBe('1:15.0')
  await expect.poll(() => isDrawnAt(page, 'cut off node-5', mark)).toBe(true)

  await line.click()
  await page.keyboard.press('Alt+ArrowDown')
  expect(await line.innerText()).toContain('at: "1m14s"')
  await page.keyboard.press('Shift+Alt+ArrowUp')
  expect(await line.innerText()).toContain('at: "1m24s"')
  await expect.poll(() => isDrawnAt(page, 'cut off node-5', mark)).toBe(true)

  await typeOver(page, 'fault: unreachable', '- { fault: unreachable, node: node-5 }')
  await page.keyboard.press('Alt+ArrowUp')
  expect(await page.locator('.time-reason').innerText()).toContain('no time of its own')
  expect(problems).toEqual([])
  await close()
})
