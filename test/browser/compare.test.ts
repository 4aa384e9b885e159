/** Two runs beside each other, and branches that are named, taken back and saved as tests. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { traceLines } from '../../src/model/trace-json.ts'
import { figureSeries, figuresAt } from '../../src/projection/compare-figures.ts'
import { expectations } from '../../src/projection/expectations.ts'
import { simulate } from '../../src/run/simulate.ts'
import { drop, goTo, openScenario, picture, timeOf } from './page.ts'
import { prepareWorkbench } from './prepare.ts'
import { modelOf, sixNodes } from './scenarios.ts'
import { violations } from './violations.ts'

const workbench = prepareWorkbench()

async function compareWithBinpack(page: Page): Promise<void> {
  await page.locator('[data-action="compare"]').click()
  await page.getByRole('button', { name: 'binpack' }).click()
  await page.locator('.first-difference').waitFor()
}

test.each([
  ['light', false, 1600, 1000],
  ['dark', true, 1280, 720],
  ['phone', false, 390, 844],
] as const)(
  'another strategy is compared on one clock: %s',
  async (name, isDark, width, height) => {
    const { page, problems, close } = await workbench.open({
      isDark,
      width,
      height,
    })
    await openScenario(page, 'six.yaml', sixNodes)
    if (name === 'phone') await page.getByRole('tab', { name: 'Runs' }).click()
    await compareWithBinpack(page)
    expect(await page.locator('.first-difference').innerText()).toMatch(
      /First difference: fact \d+ at 0:04.0\s+main\s+redis-2 .*was placed on/,
    )
    await goTo(page, '2:50')
    const sides = page.locator('.compare-side')
    expect(await sides.count()).toBe(2)
    // Boxes that are equal in both are pale, in as many berths on the one side as on the other.
    const pale = await Promise.all(
      [0, 1].map((side) => sides.nth(side).locator('g.box.pale').count()),
    )
    expect(pale[0]).toBe(pale[1])
    expect(pale[0]).toBeGreaterThan(0)
    const row = page.locator('.compare-figures tr', { hasText: 'wait for a place' })
    expect(await row.locator('td').allInnerTexts()).toEqual(['0', '2', '+2'])
    expect(await violations(page)).toEqual([])
    await picture(page, `compare-${name}`)
    expect(problems).toEqual([])
    await close()
  },
)

test('the address of a comparison makes both runs again, with sides and moment', async () => {
  const first = await workbench.open()
  await openScenario(first.page, 'six.yaml', sixNodes)
  await compareWithBinpack(first.page)
  await first.page.getByRole('button', { name: 'Swap sides' }).click()
  await goTo(first.page, '2:50')
  await first.page.keyboard.press('x')
  await first.page.getByRole('combobox', { name: 'Node' }).selectOption('node-4')
  await first.page.waitForURL(/sides=swapped.*t=170s.*differs=only&node=node-4/)
  const sidesOf = (page: Page) => page.locator('.compare-side-head h2').allInnerTexts()
  const sides = await sidesOf(first.page)
  const address = first.page.url()
  await first.close()

  const { page, problems, close } = await workbench.openAt(address)
  await page.locator('.compare-side-head h2').first().waitFor()
  await expect.poll(() => sidesOf(page)).toEqual(sides)
  expect(sides[1]).toBe('main')
  await expect.poll(() => timeOf(page)).toBe('2:50.0')
  expect(await page.locator('.notice').count()).toBe(0)
  await page.getByRole('button', { name: 'Only what differs', pressed: true }).waitFor()
  await page.getByRole('region', { name: 'node-4 in both runs' }).waitFor()
  expect(problems).toEqual([])
  await close()
})

test('both ways are run over many seeds, and a seed opens its two runs', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'six.yaml', sixNodes)
  await compareWithBinpack(page)
  await page.getByRole('button', { name: 'Run both over many seeds…' }).click()
  await page.getByRole('textbox', { name: 'Seeds' }).fill('3000')
  await page.getByRole('button', { name: 'Run both', exact: true }).click()
  await page.locator('.conclusion', { hasText: /^So far, over \d+ seeds/ }).waitFor()
  expect(await page.locator('.seed-progress').innerText()).toMatch(/of 3000 seeds, .* a second, /)
  await page.getByRole('button', { name: 'Stop' }).click()
  // What was run is kept, and more can be added to it.
  const before = await page.locator('.seed-links a').count()
  await page.getByRole('textbox', { name: 'Seeds' }).fill('2')
  await page.getByRole('button', { name: 'Run 2 seeds more' }).click()
  await page.locator('.conclusion', { hasText: `Over ${before + 2} seeds` }).waitFor()
  expect(await violations(page)).toEqual([])
  await picture(page, 'compare-seeds')

  // The page's figures are those of the same runs elsewhere.
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV of every seed' }).click(),
  ])
  const [heads, , second] = readFileSync(await file.path(), 'utf8')
    .split('\r\n')
    .map((line) => line.split(','))
  const figures = figuresOf('2', sixNodes)
  const packed = figuresOf('2', sixNodes.replace('strategy: spread', 'strategy: binpack'))
  expect(second[heads.indexOf('moves main')]).toBe(String(figures.moves))
  expect(second[heads.indexOf('missedUs binpack')]).toBe(String(packed.missedUs))
  expect(figures.missedUs).not.toBe(packed.missedUs)

  const [opened] = await Promise.all([
    page.waitForEvent('popup'),
    page.locator('.seed-links a', { hasText: /^2$/ }).click(),
  ])
  await opened.locator('.compare-side-note', { hasText: 'seed 2' }).nth(1).waitFor()
  expect(await opened.locator('.compare-side-head h2').allInnerTexts()).toEqual(['main', 'binpack'])
  await opened.close()

  // Closed and opened again, it is all there.
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Run both over many seeds…' }).click()
  expect(await page.locator('.seed-links a').count()).toBe(before + 2)
  expect(problems).toEqual([])
  await close()
})

function figuresOf(seed: string, text: string) {
  const { trace } = simulate(modelOf('six.yaml', text.replace(/^seed: .*$/m, `seed: "${seed}"`)))
  return figuresAt(trace, figureSeries(trace), trace.endUs)
}

test('a node that joins in one run only leaves its place empty in the other', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'six.yaml', sixNodes)
  await goTo(page, '20s')
  await page.keyboard.press('/')
  await page.getByRole('combobox').fill('join 1 node 8g')
  await page.keyboard.press('Enter')
  await page.locator('.rails li').nth(1).waitFor()
  await page.locator('.rails li').nth(1).dragTo(page.locator('.rails li').first())
  await page.locator('.first-difference').waitFor()
  await goTo(page, '1:00')
  const places = (side: number) =>
    page
      .locator('.compare-side')
      .nth(side)
      .locator('g.berth:not(.absent) .frame')
      .evaluateAll((frames) => frames.map((frame) => frame.getAttribute('x')))
  const [left, right] = [await places(0), await places(1)]
  expect(Math.abs(left.length - right.length)).toBe(1)
  const [more, fewer] = left.length > right.length ? [left, right] : [right, left]
  expect(fewer.every((x) => more.includes(x))).toBe(true)
  expect(problems).toEqual([])
  await close()
})

test('a node is read in both runs by a click on either side, and looked at in one of them', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'six.yaml', sixNodes)
  await compareWithBinpack(page)
  await goTo(page, '2:50')
  await page
    .locator('.compare-water')
    .nth(1)
    .click({ position: { x: 170, y: 300 } })
  const paired = page.getByRole('region', { name: 'node-2 in both runs' })
  expect(await paired.innerText()).toMatch(/main[\s\S]*crashed[\s\S]*binpack[\s\S]*crashed/)
  expect(await page.locator('.compare-water .berth.selected').count()).toBe(2)
  await picture(page, 'compare-node')
  expect(await violations(page)).toEqual([])
  await paired.getByRole('button', { name: 'Close' }).click()
  await paired.waitFor({ state: 'detached' })

  // Since when it differs, and why something lies only there, is one click away.
  await page.getByRole('combobox', { name: 'Node' }).selectOption('node-4')
  const fourth = page.getByRole('region', { name: 'node-4 in both runs' })
  await fourth.getByRole('button', { name: /^First differs at 0:0\d\.\d$/ }).click()
  expect(await timeOf(page)).not.toBe('2:50.0')
  await goTo(page, '2:50')

  // Without a pointer a list of the nodes leads there, and so do the tables.
  await page.getByRole('combobox', { name: 'Node' }).selectOption('node-1')
  await page.getByRole('region', { name: 'node-1 in both runs' }).waitFor()
  await page.keyboard.press('t')
  await page.locator('.compare-tables').getByRole('button', { name: 'node-3' }).press('Enter')
  const third = page.getByRole('region', { name: 'node-3 in both runs' })
  await third.getByRole('button', { name: 'Look at it in this run' }).nth(1).click()
  await page.locator('.inspector h2', { hasText: 'node-3' }).waitFor()
  await page.locator('.rails [aria-current="true"]', { hasText: 'binpack' }).waitFor()
  expect(problems).toEqual([])
  await close()
})

test('keys go to the next difference, draw only what differs, and leave', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'six.yaml', sixNodes)
  await compareWithBinpack(page)
  await page.keyboard.press('Home')
  await page.keyboard.press('d')
  expect(await timeOf(page)).toBe('0:04.0')
  await page.keyboard.press('d')
  expect(await timeOf(page)).not.toBe('0:04.0')
  await page.keyboard.press('End')
  const equal = page.locator('.compare-side g.box.pale').first()
  expect(await equal.isVisible()).toBe(true)
  await page.keyboard.press('x')
  expect(await equal.isVisible()).toBe(false)
  await page.keyboard.press('t')
  expect(await page.locator('.compare-tables').innerText()).toContain('of 6 differ')
  await page.keyboard.press('Escape')
  await page.locator('.rails').waitFor()
  // A stored trace is held against the run that is open.
  await page.locator('[data-action="compare"]').click()
  const { trace } = simulate(modelOf('six.yaml', sixNodes))
  await drop(page, { 'stored.jsonl': `${[...traceLines(trace)].join('\n')}\n` })
  await page.locator('.first-difference', { hasText: 'Both runs are equal' }).waitFor()
  expect(problems).toEqual([])
  await close()
})

test('a branch is named, removed, taken back, and saved as a test that passes', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'six.yaml', sixNodes)
  await page.keyboard.press(':')
  await page.locator('#docker').fill('run -d --name late redis:3.0')
  await page.locator('#docker').press('Enter')
  const rail = page.locator('.rails li').nth(1)
  await rail.waitFor()
  await page.locator('.rails li button[aria-current="true"]').focus()
  await page.keyboard.press('F2')
  await page.keyboard.type('one more')
  await page.keyboard.press('Enter')
  expect(await rail.innerText()).toContain('one more')

  await rail.locator('button').first().focus()
  await page.keyboard.press('Delete')
  expect(await page.locator('.rails li').count()).toBe(1)
  await page.keyboard.press('Control+z')
  expect(await page.locator('.rails li').count()).toBe(2)

  await rail.locator('.more').click()
  await page.getByRole('menuitem', { name: /Save as a test/ }).click()
  await page.locator('.save-test code', { hasText: 'state(node-2) == unhealthy' }).waitFor()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Check and save' }).click(),
  ])
  await page.locator('.save-test footer', { hasText: 'the file passes' }).waitFor()
  const text = readFileSync(await file.path(), 'utf8')
  const results = expectations(simulate(modelOf('saved.yaml', text)).trace)
  expect(results.length).toBeGreaterThan(8)
  expect(results.filter(({ met }) => !met)).toEqual([])
  await page.keyboard.press('Escape')

  // Dragged onto the other, a rail is compared with it.
  await rail.dragTo(page.locator('.rails li').first())
  await page.locator('.first-difference', { hasText: 'run -d --name late' }).waitFor()
  expect(problems).toEqual([])
  await close()
})
