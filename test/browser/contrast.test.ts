/** For eyes that need more contrast, or colours of their own. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { goTo, openScenario, picture } from './page.ts'
import { prepareWorkbench } from './prepare.ts'
import { scenarioText, sixNodes } from './scenarios.ts'
import { violations } from './violations.ts'

const workbench = prepareWorkbench()

/** Text that is not 7:1 on its ground, as WCAG 2.2 asks at level AAA. */
async function tooPale(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withRules(['color-contrast-enhanced'])
    .analyze()
  return found.flatMap(({ nodes }) => nodes.map(({ html, any }) => `${html} ${any[0]?.message}`))
}

describe.each([
  ['light', false],
  ['dark', true],
] as const)('where the system asks for more contrast and is %s', (theme, isDark) => {
  test('all text is seven to one, near, in the inspector, in tables and far away', async () => {
    const look = { isDark, contrast: 'more' } as const
    const { page, problems, close } = await workbench.open(look)
    await openScenario(page, 'six.yaml', sixNodes)
    await goTo(page, '2:10')
    await picture(page, `contrast-${theme}`)
    expect(await tooPale(page)).toEqual([])
    await page.keyboard.press('w')
    await page.locator('.verdicts').waitFor()
    expect(await tooPale(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('t')
    expect(await tooPale(page)).toEqual([])
    expect(await violations(page)).toEqual([])
    expect(problems).toEqual([])
    await close()
  })
})

test('high contrast can be chosen, is kept, and the painted harbour changes with it', async () => {
  const { page, problems, close } = await workbench.open()
  const name = 'thousand-nodes.yaml'
  await openScenario(page, name, scenarioText(name))
  await goTo(page, '11:45')
  const before = await coloursOf(page)
  await page.getByRole('button', { name: 'Dark', exact: true }).click()
  // Caps of what just arrived are ink, and stand out from the dark ground: e8edf0, as a pixel holds it.
  await expect.poll(() => coloursOf(page)).toContain(0xfff0ede8)
  await page.getByRole('button', { name: 'High contrast' }).click()
  await expect.poll(() => coloursOf(page)).not.toEqual(before)
  expect(await tooPale(page)).toEqual([])
  await page.reload()
  await page.getByRole('button', { name: 'Light', exact: true }).waitFor()
  expect(await page.evaluate(() => document.documentElement.dataset.contrast)).toBe('more')
  expect(problems).toEqual([])
  await close()
})

test('where the system forces its colours, services are patterns, near and far', async () => {
  const { page, problems, close } = await workbench.open({
    contrast: 'forced',
  })
  await openScenario(page, 'six.yaml', sixNodes)
  await goTo(page, '2:10')
  const fills = await page
    .locator('.picture .box.known .fill')
    .evaluateAll((boxes) => boxes.map((box) => getComputedStyle(box).fill))
  expect(new Set(fills).size).toBeGreaterThan(3)
  for (const fill of fills) expect(fill).toMatch(/^url\("?#tone-\d"?\)$/)
  await picture(page, 'forced-colours-near')
  expect(await violations(page)).toEqual([])

  const name = 'thousand-nodes.yaml'
  await openScenario(page, name, scenarioText(name))
  await goTo(page, '11:45')
  // The ground, ink, what is believed, what failed, and what is greyed out.
  expect((await coloursOf(page)).length).toBeLessThanOrEqual(6)
  await picture(page, 'forced-colours-far')
  expect(problems).toEqual([])
  await close()
})

/** Every colour among the pixels of the painted harbour. */
function coloursOf(page: Page): Promise<number[]> {
  return page.locator('.picture canvas').evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement
    // From a copy: the page's own is kept where it is drawn fastest.
    const copy = Object.assign(document.createElement('canvas'), { width, height })
    const context = copy.getContext('2d', { willReadFrequently: true })
    context?.drawImage(canvas as HTMLCanvasElement, 0, 0)
    const { data } = context?.getImageData(0, 0, width, height) ?? { data: new Uint8ClampedArray() }
    return [...new Set(new Uint32Array(data.buffer))].sort((one, other) => one - other)
  })
}
