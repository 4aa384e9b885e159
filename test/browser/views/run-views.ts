/** Branches, two runs side by side, and a branch that becomes a test. */
import type { Page } from 'playwright-core'
import { goTo } from '../page.ts'
import { openSix } from './harbour-views.ts'
import { desks, leaveField, openTab, type SizeName, type View } from './view.ts'

async function compareWithBinpack(page: Page, size: SizeName): Promise<void> {
  await openSix(page, '20s')
  await openTab(page, size, 'Runs')
  await page.locator('[data-action="compare"]').click()
  await page.getByRole('button', { name: 'binpack' }).click()
  await page.locator('.first-difference').waitFor()
  await goTo(page, '2:50')
  await leaveField(page)
}

/** A container more, at 20 s. */
async function branchOff(page: Page): Promise<void> {
  await openSix(page, '20s')
  await leaveField(page)
  await page.keyboard.press(':')
  await page.keyboard.type('run -d --name late redis:3.0')
  await page.keyboard.press('Enter')
  await page.locator('.rails li').nth(1).waitFor()
  await goTo(page, '2:50')
}

export const runViews: readonly View[] = [
  { name: 'branches', sizes: desks, go: branchOff },
  {
    name: 'menu-of-a-branch',
    sizes: desks,
    async go(page) {
      await branchOff(page)
      await page.locator('.rails li').nth(1).locator('.more').click()
      await page.getByRole('menuitem', { name: /Save as a test/ }).waitFor()
    },
  },
  {
    name: 'save-as-a-test',
    isDialog: true,
    sizes: desks,
    async go(page) {
      await branchOff(page)
      await page.locator('.rails li').nth(1).locator('.more').click()
      await page.getByRole('menuitem', { name: /Save as a test/ }).click()
      await page.locator('.save-test code', { hasText: 'state(node-2) == unhealthy' }).waitFor()
    },
  },
  {
    name: 'compare-what',
    isDialog: true,
    async go(page, size) {
      await openSix(page, '2:50')
      await openTab(page, size, 'Runs')
      await page.locator('[data-action="compare"]').click()
      await page.getByRole('button', { name: 'binpack' }).waitFor()
    },
  },
  { name: 'compare', hasBothThemes: true, go: compareWithBinpack },
  {
    name: 'compare-only-differences',
    async go(page, size) {
      await compareWithBinpack(page, size)
      await page.keyboard.press('x')
      await page.locator('.compare-side g.box.pale').first().waitFor({ state: 'hidden' })
    },
  },
  {
    name: 'compare-a-node',
    async go(page, size) {
      await compareWithBinpack(page, size)
      await page.getByRole('combobox', { name: 'Node' }).selectOption('node-4')
      await page.getByRole('region', { name: 'node-4 in both runs' }).waitFor()
    },
  },
  {
    name: 'compare-many-seeds',
    hasBothThemes: true,
    async go(page, size) {
      await compareWithBinpack(page, size)
      await page.getByRole('button', { name: 'Run both over many seeds…' }).click()
      await page.getByRole('button', { name: 'Run both', exact: true }).click()
      await page.locator('.conclusion', { hasText: 'Over 20 seeds' }).waitFor()
    },
  },
  {
    name: 'compare-tables',
    async go(page, size) {
      await compareWithBinpack(page, size)
      await page.keyboard.press('t')
      await page.locator('.compare-tables', { hasText: 'of 6 differ' }).waitFor()
    },
  },
]
