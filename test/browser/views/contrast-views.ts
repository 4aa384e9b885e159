/** More contrast, and the system's own few colours: near, explained, and far away. */
import type { Page } from 'playwright-core'
import { goTo, openScenario } from '../page.ts'
import { scenarioText } from '../scenarios.ts'
import { openSix } from './harbour-views.ts'
import type { View } from './view.ts'

async function openThousand(page: Page): Promise<void> {
  await openScenario(page, 'thousand-nodes.yaml', scenarioText('thousand-nodes.yaml'))
  await goTo(page, '11:45')
}

export const contrastViews: readonly View[] = (['more', 'forced'] as const).flatMap((contrast) => {
  const name = contrast === 'more' ? 'high-contrast' : 'forced-colours'
  const of = { contrast, hasBothThemes: contrast === 'more' }
  return [
    { ...of, name: `${name}-near`, go: (page) => openSix(page, '2:10') },
    { ...of, name: `${name}-far`, sizes: ['wide'], go: openThousand },
  ] satisfies View[]
})
