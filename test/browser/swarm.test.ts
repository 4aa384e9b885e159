/** Swarm mode in the workbench: the same page, with managers, services and tasks to look at. */
import { expect, test } from 'vitest'
import { digestOf } from '../../src/model/trace.ts'
import { simulate } from '../../src/run/simulate.ts'
import { swarmScenario, swarmScenarioModel } from '../fixtures/swarm-scenario.ts'
import { breakNode, goTo, openScenario, picture } from './page.ts'
import { prepareWorkbench } from './prepare.ts'
import { violations } from './violations.ts'

const workbench = prepareWorkbench()

test.each([
  ['light', false],
  ['dark', true],
] as const)(
  'an election can be followed, and axe finds nothing in the %s theme',
  async (theme, isDark) => {
    const { page, problems, close } = await workbench.open({ isDark })
    await openScenario(page, 'swarm.yaml', swarmScenario)
    const inNode = digestOf(simulate(swarmScenarioModel()).trace)
    expect(await page.locator('.about-run').getAttribute('title')).toBe(`digest ${inNode}`)
    expect(await page.locator('.about-run').innerText()).toContain('swarm mode · 3 managers')

    await goTo(page, '31s')
    await page.locator('.time-field input').blur()
    await page.keyboard.press('e')
    const sentence = page.locator('.inspector .answer')
    expect(await sentence.innerText()).toMatch(/^There is no leader/)
    await goTo(page, 'next campaign')
    expect(await sentence.innerText()).toContain('asks for votes in term 3: it has 1 of the 2')
    await goTo(page, 'next vote')
    expect(await page.locator('.ring-picture .ring-vote').count()).toBe(1)
    await goTo(page, '235s')
    expect(await page.locator('.ring-picture .ring-refusal').count()).toBe(2)
    expect(await page.locator('table.managers tbody tr').count()).toBe(3)
    await picture(page, `election-${theme}`)
    expect(await violations(page)).toEqual([])

    // A card is a button: Enter opens the manager behind it, Esc leads out.
    await page.locator('.ring-card').first().focus()
    await page.keyboard.press('Enter')
    expect(await page.locator('.inspector h2').innerText()).toBe('node-1')
    await page.keyboard.press('Escape')

    await goTo(page, '112s')
    expect(await page.locator('.manifest .service-line').first().innerText()).toMatch(
      /^updating, \d of 6$/,
    )
    await page.locator('g.box.known', { hasText: 'web.3.3' }).click()
    await page.locator('.attempts tbody tr').nth(2).waitFor()
    await picture(page, `task-${theme}`)
    // Once is enough for what both themes colour alike.
    if (isDark) expect(await violations(page)).toEqual([])
    expect(problems).toEqual([])
    await close()
  },
)

test('nodes are drained, services scaled and connections cut by hand; each is one line and one branch', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'swarm.yaml', swarmScenario)
  const branch = (text: string) =>
    page.locator('.rails [aria-current="true"]', { hasText: text }).waitFor()
  await goTo(page, '25s')
  await breakNode(page, 3, /^Drain/)
  await branch('node update --availability drain')
  await goTo(page, '29s')
  expect(await page.locator('g.berth[data-node="3"] .sign').first().textContent()).toContain(
    'drain',
  )

  await page.getByRole('button', { name: /^web: 6 asked/ }).click()
  await page.getByLabel('How many').fill('8')
  await page.getByRole('button', { name: 'Scale', exact: true }).click()
  await branch('service scale web=8')

  await page.getByRole('button', { name: 'Partition…' }).click()
  await page.getByRole('checkbox', { name: 'node-1', exact: true }).check()
  await page.getByRole('button', { name: 'Cut the connections' }).click()
  await branch('cut off node-1')
  await page.locator('.time-field input').blur()
  await page.keyboard.press('e')
  expect(await page.locator('.ring-picture .ring-cut').count()).toBe(2)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Heal' }).click()
  await branch('heal')
  expect(problems).toEqual([])
  await close()
})
