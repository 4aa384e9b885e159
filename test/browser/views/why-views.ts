/** What is known of a container, node, service and manager, and why a container is where it is. */
import type { Page } from 'playwright-core'
import { goTo, openScenario } from '../page.ts'
import { scenarioText } from '../scenarios.ts'
import { openSix, openSwarm } from './harbour-views.ts'
import { desks, leaveField, type View } from './view.ts'

/** The last decision of six nodes, explained node by node. */
async function openWhy(page: Page): Promise<void> {
  await openSix(page, '2:50')
  await leaveField(page)
  await page.keyboard.press('w')
  await page.locator('.verdicts').waitFor()
}

export const whyViews: readonly View[] = [
  { name: 'container-and-why', hasBothThemes: true, go: openWhy },
  {
    name: 'state-chart',
    async go(page) {
      await openWhy(page)
      await page.locator('.state-chart svg').first().scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'node',
    async go(page) {
      await openSix(page, '2:50')
      await page.locator('g.berth[data-node="1"]').focus()
      await page.locator('g.berth[data-node="1"][tabindex="0"]').waitFor()
      await page.keyboard.press('Alt+Enter')
      await page.locator('.inspector h2', { hasText: 'node-2' }).waitFor()
    },
  },
  {
    name: 'refused-container',
    async go(page) {
      await openScenario(page, 'no-capacity.yaml', scenarioText('no-capacity.yaml'))
      await goTo(page, 'next refusal')
      await leaveField(page)
      await page.keyboard.press('w')
      await page.locator('.would-fit li').first().waitFor()
    },
  },
  {
    name: 'task',
    async go(page) {
      await openSwarm(page, '1:52')
      await leaveField(page)
      await page.locator('g.box.known', { hasText: 'web.3.3' }).press('Enter')
      await page.locator('.attempts tbody tr').nth(2).waitFor()
    },
  },
  {
    name: 'service',
    sizes: desks,
    async go(page) {
      await openSwarm(page, '1:52')
      await page.keyboard.press('/')
      await page.getByRole('combobox').fill('look at web')
      await page.keyboard.press('Enter')
      await page.locator('.inspector h2', { hasText: 'web' }).waitFor()
    },
  },
  { name: 'election', hasBothThemes: true, go: openElection },
  {
    name: 'manager',
    async go(page) {
      await openElection(page)
      await page.locator('.ring-card').first().press('Enter')
      await page.locator('.inspector h2', { hasText: 'node-1' }).waitFor()
    },
  },
]

async function openElection(page: Page): Promise<void> {
  await openSwarm(page, '3:55')
  await leaveField(page)
  await page.keyboard.press('e')
  await page.locator('table.managers tbody tr').first().waitFor()
}
