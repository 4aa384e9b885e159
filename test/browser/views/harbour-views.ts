/** The harbour and what is drawn over it, near and far. */
import type { Page } from 'playwright-core'
import { swarmScenario } from '../../fixtures/swarm-scenario.ts'
import { freeWaterOf, goTo, openScenario } from '../page.ts'
import { networkScenario, nodesScenario, scenarioText, sixNodes } from '../scenarios.ts'
import { desks, leaveField, type View } from './view.ts'

/** Six nodes, as they are at a moment. */
export async function openSix(page: Page, time: string): Promise<void> {
  await openScenario(page, 'six.yaml', sixNodes)
  await goTo(page, time)
}

export async function openSwarm(page: Page, time: string): Promise<void> {
  await openScenario(page, 'swarm.yaml', swarmScenario)
  await goTo(page, time)
}

export const harbourViews: readonly View[] = [
  { name: 'first-visit', hasBothThemes: true, go: async () => {} },
  {
    name: 'playing-after-a-failure',
    hasBothThemes: true,
    async go(page) {
      await openSix(page, '29s')
      await page.locator('.transport .play').click()
      await page.locator('.sentence', { hasText: 'node-2 stopped answering' }).waitFor()
      await page.locator('.transport .play').click()
      // Where a hand pauses differs from time to time.
      await goTo(page, '2:50')
    },
  },
  { name: 'believed', go: (page) => showing(page, '60s', '3', 'believed') },
  { name: 'asked', go: (page) => showing(page, '60s', '4', 'asked') },
  {
    name: 'verbs-of-a-berth',
    sizes: desks,
    async go(page) {
      await openSix(page, '20s')
      const { x, y } = await freeWaterOf(page, 2)
      await page.mouse.click(x, y)
      await page.getByRole('menu').waitFor()
    },
  },
  {
    name: 'cut-being-drawn',
    sizes: desks,
    async go(page) {
      await openSix(page, '20s')
      const berth = await page.locator('g.berth[data-node="4"] .frame').boundingBox()
      const x = (berth?.x ?? 0) - 8
      await page.keyboard.down('Shift')
      await page.mouse.move(x, (berth?.y ?? 0) + 4)
      await page.mouse.down()
      await page.mouse.move(x, (berth?.y ?? 0) + 200, { steps: 4 })
      await page.mouse.up()
      await page.keyboard.up('Shift')
      await page.locator('.confirm code').waitFor()
    },
  },
  { name: 'partition', hasBothThemes: true, go: (page) => openSwarm(page, '3:10') },
  {
    name: 'lens',
    sizes: desks,
    async go(page) {
      await openScenario(page, 'hundred.yaml', nodesScenario(100, 12))
      await goTo(page, '40s')
      await leaveField(page)
      await page.locator('.water').hover()
      await page.keyboard.down('z')
      await page.locator('.lens').waitFor()
    },
  },
  {
    name: 'networks',
    sizes: desks,
    async go(page) {
      await openScenario(page, 'networks.yaml', networkScenario)
      await goTo(page, '40s')
      await page.getByRole('button', { name: /^Networks/ }).click()
      await page.locator('svg.networks text').first().waitFor()
    },
  },
  {
    name: 'closer',
    sizes: desks,
    async go(page) {
      await openSix(page, '2:50')
      await page.locator('.water').hover()
      await page.mouse.wheel(0, -200)
      await page.getByRole('button', { name: 'Whole harbour' }).waitFor()
    },
  },
  {
    name: 'far-100',
    async go(page) {
      await openScenario(page, 'hundred.yaml', nodesScenario(100, 12))
      await goTo(page, '40s')
    },
  },
  {
    name: 'far-1000',
    hasBothThemes: true,
    async go(page) {
      await openScenario(page, 'thousand-nodes.yaml', scenarioText('thousand-nodes.yaml'))
      await goTo(page, '11:45')
    },
  },
  {
    name: 'far-6000',
    async go(page) {
      await openScenario(page, 'six-thousand.yaml', nodesScenario(6_000, 6))
      await goTo(page, '40s')
    },
  },
]

async function showing(page: Page, time: string, key: string, truth: string): Promise<void> {
  await openSix(page, time)
  await leaveField(page)
  await page.keyboard.press(key)
  await page.waitForFunction((name) => location.hash.includes(`show=${name}`), truth)
}
