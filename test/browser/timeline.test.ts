/** The timeline under a pointer: the axis scrubs and zooms, the lanes draw a span. */
import { expect, test } from 'vitest'
import { simulate } from '../../src/run/simulate.ts'
import { openScenario, picture, timeOf } from './page.ts'
import { prepareWorkbench } from './prepare.ts'
import { modelOf, sixNodes } from './scenarios.ts'
import { violations } from './violations.ts'

const workbench = prepareWorkbench()

async function openSix() {
  const opened = await workbench.open()
  await openScenario(opened.page, 'six.yaml', sixNodes)
  const box = await opened.page.locator('.lanes-svg').first().boundingBox()
  if (box === null) throw new Error('there are no lanes')
  return { ...opened, box }
}

const secondsOf = (clock: string) =>
  clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)

test('a drag on the axis moves through time, and the wheel zooms around the pointer', async () => {
  const { page, problems, close, box } = await openSix()
  await page.mouse.move(box.x + 300, box.y + 14)
  await page.mouse.down()
  const first = secondsOf(await timeOf(page))
  await page.mouse.move(box.x + 500, box.y + 14, { steps: 4 })
  const second = secondsOf(await timeOf(page))
  await page.mouse.up()
  expect(second).toBeGreaterThan(first + 20)
  expect(await page.locator('.picked').count()).toBe(0)

  await page.mouse.wheel(0, -240)
  await page.waitForFunction(() => /span=/.test(location.hash))
  // What is under the pointer stays there.
  await page.mouse.click(box.x + 500, box.y + 14)
  expect(Math.abs(secondsOf(await timeOf(page)) - second)).toBeLessThan(1)
  await page.mouse.dblclick(box.x + 700, box.y + 14)
  await page.waitForFunction(() => !/span=/.test(location.hash))
  expect(problems).toEqual([])
  await close()
})

test('a drag on the lanes draws a span: counted, told, played to its end, and cleared', async () => {
  const { page, problems, close, box } = await openSix()
  await page.mouse.move(box.x + 300, box.y + 100)
  await page.mouse.down()
  await page.mouse.move(box.x + 560, box.y + 100, { steps: 6 })
  await page.mouse.up()
  const words = page.getByRole('region', { name: 'Span of time' })
  expect(await words.innerText()).toMatch(
    /\d:\d\d\.\d to \d:\d\d\.\d .* · \d+ facts · \d+ decisions?/,
  )
  expect(await page.locator('.log .earlier').innerText()).toMatch(/^only \d:\d\d\.\d to/)
  await picture(page, 'span-of-time')
  expect(await violations(page)).toEqual([])

  const end = /to (\d:\d\d\.\d)/.exec(await words.innerText())?.[1] ?? ''
  await page.keyboard.press('+')
  await page.keyboard.press('+')
  await page.keyboard.press('+')
  await words.getByRole('button', { name: 'Play it' }).click()
  await expect.poll(() => timeOf(page), { timeout: 20_000 }).toBe(end)
  await words.getByRole('button', { name: 'Zoom to it' }).click()
  await page.waitForFunction(() => /span=/.test(location.hash))
  await page.keyboard.press('Escape')
  await words.waitFor({ state: 'detached' })

  // A click goes to its moment, and the keyboard draws as well.
  await page.mouse.click(box.x + 400, box.y + 100)
  await page.keyboard.press('>')
  await page.keyboard.press('>')
  expect(await words.innerText()).toContain('2 facts')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => /span=/.test(location.hash))
  expect(problems).toEqual([])
  await close()
})

test('a span narrows tables and figures, and an address brings it back', async () => {
  const first = await openSix()
  await first.page.mouse.move(first.box.x + 300, first.box.y + 100)
  await first.page.mouse.down()
  await first.page.mouse.move(first.box.x + 560, first.box.y + 100, { steps: 6 })
  await first.page.mouse.up()
  await first.page.waitForURL(/pick=/)
  const address = first.page.url()
  const [, from, until] = /pick=([\d.]+)s~([\d.]+)s/.exec(decodeURIComponent(address)) ?? []
  await first.close()

  const { page, problems, close } = await workbench.openAt(address)
  const words = page.getByRole('region', { name: 'Span of time' })
  await words.waitFor()
  const facts = Number(/(\d+) facts/.exec(await words.innerText())?.[1])
  const { trace } = simulate(modelOf('six.yaml', sixNodes))
  const isIn = (timeUs: number) =>
    timeUs >= Number(from) * 1_000_000 && timeUs <= Number(until) * 1_000_000
  expect(facts).toBe(trace.timeUs.subarray(0, trace.length).filter(isIn).length)

  await page.keyboard.press('t')
  const table = page.locator('.tables table', { hasText: /^Facts from/ })
  await table.waitFor()
  expect(await table.locator('tbody tr').count()).toBe(facts)
  await page.keyboard.press('t')
  await page.keyboard.press('g')
  const line = page.locator('.figures .headline').nth(1)
  await line.waitFor()
  expect(await line.innerText()).toMatch(
    /^From \d:\d\d\.\d to \d:\d\d\.\d: [\d.]+ % available, [\d.]+ % at worst; \d failures?\.$/,
  )
  expect(await page.locator('.failures caption, .figures .quiet').last().innerText()).toMatch(
    /in this span/,
  )
  await picture(page, 'span-in-figures')
  expect(await violations(page)).toEqual([])
  expect(problems).toEqual([])
  await close()
})
