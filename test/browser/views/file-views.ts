/** Examples, the editor, what is saved and what is dropped. */
import type { Page } from 'playwright-core'
import { drop } from '../page.ts'
import { openSix } from './harbour-views.ts'
import { desks, leaveField, openTab, pressInBar, type SizeName, type View } from './view.ts'

async function openEditor(page: Page): Promise<void> {
  await openSix(page, '2:50')
  await pressInBar(page, 'Edit')
  await page.locator('.editor-foot p', { hasText: 'It runs' }).waitFor()
}

async function openGallery(page: Page, size: SizeName): Promise<void> {
  await openTab(page, size, 'Scenarios')
  if (size === 'phone') await page.getByRole('button', { name: 'Open a scenario…' }).click()
  else await pressInBar(page, 'Open…')
  await page.locator('.gallery button').first().waitFor()
}

export const fileViews: readonly View[] = [
  { name: 'examples', isDialog: true, go: openGallery },
  {
    name: 'examples-filtered',
    isDialog: true,
    async go(page, size) {
      await openGallery(page, size)
      await page.getByRole('searchbox', { name: 'Filter' }).fill('quorum')
      await page.locator('.gallery-group h3', { hasText: 'Swarm mode' }).waitFor()
    },
  },
  {
    name: 'editor',
    sizes: desks,
    hasBothThemes: true,
    async go(page) {
      await openEditor(page)
      await leaveField(page)
    },
  },
  {
    name: 'editor-with-a-problem',
    sizes: desks,
    async go(page) {
      await openEditor(page)
      await page.locator('.cm-line', { hasText: 'strategy: spread' }).click()
      await page.keyboard.press('Home')
      await page.keyboard.press('Shift+End')
      await page.keyboard.insertText('swarm: { strategy: binpak }')
      await page.locator('.issue-line').waitFor()
      await leaveField(page)
    },
  },
  {
    name: 'compose-file',
    isDialog: true,
    async go(page) {
      await drop(page, { 'shop.yml': 'web:\n  image: nginx:1.9\ncache:\n  image: redis:3.0\n' })
      await page.getByRole('dialog', { name: 'Run a Compose file' }).waitFor()
    },
  },
  {
    name: 'export',
    isDialog: true,
    sizes: desks,
    async go(page) {
      await openSix(page, '1:50')
      await pressInBar(page, 'Export…')
      await page.getByRole('region', { name: 'Tables' }).waitFor()
    },
  },
]
