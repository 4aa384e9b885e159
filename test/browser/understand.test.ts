/** The inspector as somebody reads it: sorted, asked about other nodes, walked, and acted from. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { swarmScenario } from '../fixtures/swarm-scenario.ts'
import { goTo, openScenario } from './page.ts'
import { prepareWorkbench } from './prepare.ts'
import { sixNodes } from './scenarios.ts'

const workbench = prepareWorkbench()

async function openAt(text: string, time: string, options = {}) {
  const opened = await workbench.open(options)
  await openScenario(opened.page, 's.yaml', text)
  await goTo(opened.page, time)
  await opened.page.locator('.time-field input').blur()
  return opened
}

const nodesOf = (page: Page) => page.locator('.verdicts tbody th').allInnerTexts()

test('the table of nodes is sorted by each of its columns, by keyboard as well', async () => {
  const { page, problems, close } = await openAt(sixNodes, '2:30')
  await page.keyboard.press('w')
  const head = page.getByRole('columnheader', { name: 'weight' })
  await head.waitFor()
  const before = await nodesOf(page)
  expect(await head.getAttribute('aria-sort')).toBe('none')
  await head.getByRole('button').focus()
  await page.keyboard.press('Enter')
  expect(await head.getAttribute('aria-sort')).toBe('ascending')
  const weights = await page.locator('.verdicts .weight').allInnerTexts()
  const sums = weights.flatMap((text) => /= (\S+)$/.exec(text)?.[1].replace('−', '-') ?? [])
  expect(sums.map(Number)).toEqual(sums.map(Number).sort((one, other) => one - other))
  expect(sums.length).toBeGreaterThan(2)
  // What was not ranked has no weight and stands last, both ways.
  expect(weights.slice(sums.length)).toEqual(weights.slice(sums.length).map(() => '·'))
  await page.keyboard.press('Enter')
  expect(await head.getAttribute('aria-sort')).toBe('descending')
  await page.keyboard.press('Enter')
  expect(await nodesOf(page)).toEqual(before)
  expect(problems).toEqual([])
  await close()
})

test('n asks one node after the other why it is not there, and the brackets walk the decisions', async () => {
  const { page, problems, close } = await openAt(sixNodes, '2:30')
  await page.keyboard.press('w')
  await page.locator('.inspector h2', { hasText: 'search-1' }).waitFor()
  await page.keyboard.press('n')
  expect(await page.locator('.why-not-there').innerText()).toMatch(/^node-1 refused it: .* memory/)
  await page.keyboard.press('n')
  expect(await page.locator('.why-not-there').innerText()).toBe('node-2 refused it: unhealthy.')
  await page.keyboard.press('n')
  expect(await page.locator('.why-not-there').innerText()).toBe('node-3 would do; it has rank 3.')
  await page.getByRole('button', { name: 'The decision before' }).click()
  await page.locator('.inspector h2', { hasText: 'db-1' }).waitFor()
  await page.keyboard.press(']')
  await page.locator('.inspector h2', { hasText: 'search-1' }).waitFor()

  // The cause chain, each link a jump.
  const chain = page.locator('.history', { hasText: 'Why there is this container' })
  const links = await chain.locator('li').allInnerTexts()
  expect(links[0]).toContain('node-2 crashed')
  expect(links.at(-1)).toContain('search-1')
  await chain.getByRole('button').first().click()
  expect(await page.locator('.time-field input').inputValue()).toBe('0:30.0')
  expect(problems).toEqual([])
  await close()
})

test('what would admit a refused task is done by its fork, and the task has a node then', async () => {
  const { page, problems, close } = await openAt(swarmScenario, '60s')
  await page.locator('.picture g.waiting').first().click()
  await page.getByRole('button', { name: /^fork: reserve at most 6912m/ }).click()
  const dialog = page.getByRole('dialog', { name: /^Fork/ })
  expect(await dialog.locator('code').innerText()).toContain(
    'service update --reserve-memory 6912m big',
  )
  await dialog.getByRole('button', { name: 'Do it' }).click()
  await page.locator('.rails button[aria-current="true"]', { hasText: 'service update' }).waitFor()
  await goTo(page, '75s')
  expect(await page.locator('.picture g.box[aria-label^="big."]').count()).toBeGreaterThan(0)
  expect(problems).toEqual([])
  await close()
})

test('what only another beginning admits runs again from the start', async () => {
  const text = sixNodes.replace('-m 1536m', '-m 9000m')
  const { page, problems, close } = await openAt(text, '20s')
  await page.locator('.picture g.waiting').first().click()
  await page.getByRole('button', { name: /^fork: raise swarm.overcommit/ }).click()
  const dialog = page.getByRole('dialog', { name: /^Fork/ })
  expect(await dialog.locator('code').innerText()).toMatch(/^swarm\.overcommit=\d/)
  await dialog.getByRole('button', { name: 'Do it' }).click()
  await page.locator('.rails button[aria-current="true"]', { hasText: 'from the start' }).waitFor()
  expect(await page.locator('.picture g.box[aria-label^="search-1"]').count()).toBe(1)
  expect(problems).toEqual([])
  await close()
})

describe.each([
  ['light', false],
  ['dark', true],
])('axe finds nothing in the %s theme', (_, isDark) => {
  const check = async (page: Page) => {
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([])
  }

  test('in the inspector of each kind under classic Swarm, and in the menus', async () => {
    const { page, problems, close } = await openAt(sixNodes, '2:30', { isDark })
    await page.keyboard.press('w')
    await page.locator('.verdicts').waitFor()
    await page.keyboard.press('n')
    await check(page)
    await page.locator('g.berth[data-node="1"]').focus()
    await page.keyboard.press('Alt+Enter')
    await page.locator('.node-news').waitFor()
    await check(page)
    await page.keyboard.press('Shift+Enter')
    await page.getByRole('menu').waitFor()
    await check(page)
    await page.keyboard.press('Escape')
    await page.locator('.verb-menu').waitFor({ state: 'detached' })
    // The manifest is folded as long as something is explained.
    await page.keyboard.press('Escape')
    await page
      .getByRole('button', { name: /asked, scale it$/ })
      .first()
      .click()
    await page.getByRole('dialog', { name: 'Scale' }).waitFor()
    await check(page)
    expect(problems).toEqual([])
    await close()
  })

  test('in the inspector of each kind under swarm mode, and before a stream', async () => {
    const { page, problems, close } = await openAt(swarmScenario, '165s', { isDark })
    await page.locator('.picture g.box[aria-label^="web.1.2"]').click()
    await page.locator('.verdicts').waitFor()
    await check(page)
    await page.getByRole('button', { name: 'Inspect…' }).first().click()
    await page.getByRole('dialog', { name: 'Inspect' }).waitFor()
    await check(page)
    await page.keyboard.press('Escape')
    for (const look of ['look at node-4', 'look at web']) {
      await page.keyboard.press('/')
      await page.getByRole('combobox').fill(look)
      await page.keyboard.press('Enter')
      await page.locator('.inspector h2', { hasText: look.slice(8) }).waitFor()
      await check(page)
    }
    await page.keyboard.press('e')
    await page.locator('.managers tbody button').first().click()
    await page.locator('.inspector h2', { hasText: 'node-1' }).waitFor()
    await check(page)
    await page.locator('.picture g.waiting').first().click()
    await page.locator('.would-fit').waitFor()
    await check(page)
    expect(problems).toEqual([])
    await close()
  })
})
