/** Writing a scenario beside its harbour, and saving what is seen, as a person does. */
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Download, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockOf } from '../../src/projection/harbour-words.ts'
import { launchChromium } from './chromium.ts'
import { drop, goTo, openScenario, openWorkbench, picture } from './page.ts'
import { sixNodes } from './scenarios.ts'
import { type Served, serveWorkbench } from './serve.ts'

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

const foot = '.editor-foot'

async function openEditor(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await page.locator(`${foot} p`, { hasText: 'It runs' }).waitFor()
}

/** Selects a line of the text by a part of it, and types over it. */
async function typeOver(page: Page, part: string, text: string): Promise<void> {
  await page.locator('.cm-line', { hasText: part }).click()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+End')
  await page.keyboard.insertText(text)
}

async function axeFinds(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}

/** Of a downloaded file. */
async function textOf(download: Download): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of await download.createReadStream()) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

test('a wrong word is told at its place, mended with one click, and the run follows the text', async () => {
  const { page, problems, close } = await openWorkbench(browser, served.address)
  await openScenario(page, 'six.yaml', sixNodes)
  const before = await page.locator('.about-run').getAttribute('title')
  await openEditor(page)
  await typeOver(page, 'strategy: spread', 'swarm: { strategy: binpak }')
  await page.locator(`${foot} p`, { hasText: '1 problem; this is the last good run' }).waitFor()
  expect(await page.locator('.issue-line').innerText()).toContain('did you mean binpack?')
  expect(await page.locator('.editor-issues').innerText()).toContain('5:20')
  expect(await page.locator('.about-run').getAttribute('title')).toBe(before)
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('F8')
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('binpak')
  await picture(page, 'editor-problem')
  expect(await axeFinds(page)).toEqual([])
  await page.locator('.issue-line button').click()
  await page.locator('.about-run', { hasText: 'binpack' }).waitFor()
  expect(await page.locator('.issue-line').count()).toBe(0)
  expect(problems).toEqual([])
  await close()
})

test('the schema completes what is typed, a name rings its berth, and a berth shows its line', async () => {
  const { page, problems, close } = await openWorkbench(browser, served.address, { isDark: true })
  await openScenario(page, 'six.yaml', sixNodes)
  await openEditor(page)
  await page.locator('.cm-content').click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('  - { at: 110s, fau')
  await page.locator('.cm-tooltip-autocomplete li', { hasText: 'fault' }).waitFor()
  await picture(page, 'editor-completion')
  // A list that has only just appeared does not take the key yet.
  await page.waitForTimeout(150)
  await page.keyboard.press('Enter')
  await page.locator('.cm-tooltip-autocomplete li', { hasText: 'unreachable' }).waitFor()
  await page.keyboard.type('unreachable, node: node-3')
  await page.keyboard.press('Escape')
  await page.locator('div.lanes', { hasText: 'cut off node-3' }).waitFor()

  await page.locator('.cm-line', { hasText: 'name: node-5' }).locator('text=node-5').last().hover()
  expect(await page.locator('.berth.pointed').getAttribute('data-node')).toBe('4')
  const frame = (await page.locator('g.berth[data-node="2"] .frame').boundingBox()) ?? {
    x: 0,
    y: 0,
  }
  await page.mouse.click(frame.x + 20, frame.y + 12)
  await page.getByRole('menu').waitFor()
  expect(await page.locator('.cm-activeLine').innerText()).toContain('node-{3..4}')
  await page.keyboard.press('Escape')
  expect(await axeFinds(page)).toEqual([])
  expect(problems).toEqual([])
  await close()
})

test('text that was not saved outlives a reload, another scenario, and a full browser', async () => {
  const { page, problems, close } = await openWorkbench(browser, served.address)
  await openScenario(page, 'six.yaml', sixNodes)
  await openEditor(page)
  await typeOver(page, 'name: Six nodes', 'name: Mine alone')
  await page.locator('.scenario b', { hasText: 'Mine alone' }).waitFor()
  await page.reload()
  await page.locator('.editor-remark', { hasText: 'your text from before' }).waitFor()
  await page.locator('.scenario b', { hasText: 'Mine alone' }).waitFor()

  await drop(page, { 'other.yaml': 'name: Another one\nnodes:\n  - {}\n' })
  await page.locator('.cm-line', { hasText: 'Another one' }).waitFor()
  await page.locator('.cm-content').click()
  await page.keyboard.press('Control+z')
  await page.locator('.scenario b', { hasText: 'Mine alone' }).waitFor()
  expect(await page.locator('.editor header code').innerText()).toBe('six.yaml')

  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  await page.keyboard.press('Control+End')
  await page.keyboard.type('# more')
  await page.getByRole('alert').filter({ hasText: 'no room to keep the text' }).waitFor()
  expect(problems).toEqual([])
  await close()
})

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
  const { page, problems, close } = await openWorkbench(browser, served.address)
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
  const { page, problems, close } = await openWorkbench(browser, served.address)
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
  const { page, problems, close } = await openWorkbench(browser, served.address, { isDark: true })
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

test('a whole entry is offered where one begins, filled in from one place to the next, and runs', async () => {
  const { page, problems, close } = await openWorkbench(browser, served.address)
  await openScenario(page, 'six.yaml', sixNodes)
  await openEditor(page)
  await page.locator('.cm-content').click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('  - par')
  const offer = page.locator('.cm-tooltip-autocomplete li', { hasText: 'partition and heal' })
  await offer.waitFor()
  await picture(page, 'editor-snippet')
  expect(await axeFinds(page)).toEqual([])
  await offer.click()
  // The time is selected first, then the node, in both lines at once.
  await page.keyboard.type('105s')
  await page.keyboard.press('Tab')
  await page.keyboard.type('node-4')
  await page.keyboard.press('Escape')
  const lines = page.locator('.cm-line', { hasText: 'name: cut' })
  expect(await lines.first().innerText()).toBe(
    '  - { at: 105s, fault: partition, between: [[node-4]], name: cut }',
  )
  expect(await lines.last().innerText()).toMatch(/^ {2}- \{ at: \w+, fault: heal, name: cut \}$/)
  await page.locator('div.lanes', { hasText: 'cut off node-4' }).waitFor()
  expect(problems).toEqual([])
  await close()
})

test('pictures, tables, trace and scenario are saved under names that say what they are', async () => {
  const { page, problems, close } = await openWorkbench(browser, served.address)
  await openScenario(page, 'six.yaml', sixNodes)
  await goTo(page, '1:50')
  await page.getByRole('button', { name: 'Export…' }).click()
  const save = async (part: string, name: string | RegExp) => {
    const button = page.getByRole('region', { name: part }).getByRole('button', { name })
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
    return { file: download.suggestedFilename(), text: await textOf(download) }
  }
  const harbour = await save('Picture of the harbour', 'SVG')
  expect(harbour.file).toBe('six-1m50s-harbour.svg')
  expect(harbour.text).toContain('>node-2</text>')
  expect(harbour.text).toContain('@font-face')
  expect(harbour.text).not.toMatch(/var\(|class=/)
  expect((await save('Picture of the harbour', 'PNG')).text.slice(1, 4)).toBe('PNG')
  expect((await save('Picture of the timeline', 'SVG')).text).toContain('believed healthy')
  const nodes = await save('Tables', /^Nodes/)
  expect(nodes.file).toBe('six-1m50s-nodes.csv')
  expect(nodes.text).toContain('"crashed since 30.0 s, not noticed yet')
  expect((await save('The run', 'Trace (.jsonl)')).text).toContain('"reberth-trace"')
  expect((await save('The run', 'Scenario (.yaml)')).text).toBe(sixNodes)
  expect(await axeFinds(page)).toEqual([])
  await page.keyboard.press('Escape')

  await page.keyboard.press('o')
  await page.getByRole('searchbox', { name: 'Filter' }).fill('quorum')
  expect(await page.locator('.gallery-group h3').allInnerTexts()).toEqual(['Swarm mode 1'])
  expect(await axeFinds(page)).toEqual([])
  expect(problems).toEqual([])
  await close()
})
