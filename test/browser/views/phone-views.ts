/** The sheet of a phone, tab by tab. */
import { openSix } from './harbour-views.ts'
import { openTab, type View } from './view.ts'

export const phoneViews: readonly View[] = ['Manifest', 'Nodes', 'Runs', 'Scenarios'].map(
  (tab) => ({
    name: `sheet-${tab.toLowerCase()}`,
    sizes: ['phone'],
    async go(page, size) {
      await openSix(page, '2:50')
      await openTab(page, size, tab)
    },
  }),
)
