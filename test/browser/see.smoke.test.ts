/** Looking closely, searching, typing what to do, drawing a cut, reading the figures: as a person would. */
import { expect, test } from 'vitest'
import { goTo, openScenario, picture } from './page.ts'
import { prepareWorkbench } from './prepare.ts'
import { sixNodes } from './scenarios.ts'
import { violations } from './violations.ts'

const workbench = prepareWorkbench()

test('what a search does not find pales, and a wrong word says what was meant', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'six.yaml', sixNodes)
  await goTo(page, '20s')
  await page.keyboard.press('Control+f')
  await page.keyboard.type('service:web zone:b')
  const pale = await page.locator('.picture g.box.pale').count()
  const bright = await page.locator('.picture g.box:not(.pale)').count()
  expect(bright).toBeGreaterThan(0)
  expect(pale + bright).toBe(23)
  expect(await page.locator('.found').innerText()).toBe(
    `${bright} ${bright === 1 ? 'container' : 'containers'} on 1 node`,
  )
  await page.locator('.search input').fill('service:wbe')
  await page.getByRole('button', { name: 'Search for service:web' }).click()
  expect(await page.locator('.found').innerText()).toMatch(/^6 containers on \d nodes$/)
  await picture(page, 'search')
  expect(await violations(page)).toEqual([])
  expect(problems).toEqual([])
  await close()
})

test('the wheel looks closer, and Esc leads out again', async () => {
  const { page, problems, close } = await workbench.open()
  const width = async () => (await page.locator('g.berth .frame').first().boundingBox())?.width ?? 0
  const before = await width()
  await page.locator('.water').hover()
  await page.mouse.wheel(0, -200)
  await page.getByRole('button', { name: 'Whole harbour' }).waitFor()
  expect(await width()).toBeGreaterThan(before * 1.1)
  await page.keyboard.press('Escape')
  expect(await width()).toBe(before)
  expect(problems).toEqual([])
  await close()
})

test('the palette shows the line of a change before Enter makes it', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'six.yaml', sixNodes)
  await goTo(page, '20s')
  await page.keyboard.press('/')
  await page.getByRole('combobox', { name: 'What to do' }).fill('crash rack r2')
  expect(await page.locator('.palette .line').innerText()).toBe(
    'Adds { at: 20.001s, fault: crash, rack: r2 }',
  )
  expect(await violations(page)).toEqual([])
  await picture(page, 'palette')
  await page.keyboard.press('Enter')
  await page.locator('.rails', { hasText: 'crash rack r2' }).waitFor()
  expect(problems).toEqual([])
  await close()
})

test('a line drawn with Shift becomes a partition, and the figures show what it did', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'six.yaml', sixNodes)
  await goTo(page, '20s')
  const last = await page.locator('g.berth[data-node="4"] .frame').boundingBox()
  const x = (last?.x ?? 0) - 8
  await page.keyboard.down('Shift')
  await page.mouse.move(x, (last?.y ?? 0) + 4)
  await page.mouse.down()
  await page.mouse.move(x, (last?.y ?? 0) + 200, { steps: 4 })
  await page.mouse.up()
  await page.keyboard.up('Shift')
  expect(await page.locator('.confirm code').innerText()).toContain(
    'fault: partition, between: [[node-5]]',
  )
  await page.keyboard.press('Enter')
  await page.locator('.rails', { hasText: 'cut off node-5' }).waitFor()
  await page.keyboard.press('g')
  await page.locator('.figures .headline').waitFor()
  expect(await page.locator('.failures tbody tr').first().innerText()).toContain('node-5')
  await page.getByRole('button', { name: 'Table' }).first().click()
  expect(await page.locator('.step-table caption').first().innerText()).toContain('Available: mean')
  await picture(page, 'figures')
  expect(await violations(page)).toEqual([])
  expect(problems).toEqual([])
  await close()
})
