/** The sheet of a phone, tab by tab. */
import { openSix } from './harbour-views.ts'
import { leaveField, openTab, type View } from './view.ts'

const tabs: readonly View[] = ['Manifest', 'Nodes', 'Runs', 'Scenarios'].map((tab) => ({
  name: `sheet-${tab.toLowerCase()}`,
  sizes: ['phone'],
  async go(page, size) {
    await openSix(page, '2:50')
    await openTab(page, size, tab)
  },
}))

export const phoneViews: readonly View[] = [
  ...tabs,
  {
    name: 'editor-on-a-phone',
    sizes: ['phone'],
    async go(page, size) {
      await openSix(page, '2:50')
      await openTab(page, size, 'Scenarios')
      await page.getByRole('button', { name: 'Edit the text', exact: false }).click()
      await page.locator('.editor-foot p', { hasText: 'It runs' }).waitFor()
      await leaveField(page)
    },
  },
]
