/** A view of the workbench: its name, how a person gets there, and at which sizes it is looked at. */
import type { Page } from 'playwright-core'
import type { OpenOptions } from '../page.ts'

/** A desk, a laptop or projector, a phone. */
export const sizes = {
  wide: { width: 1600, height: 1000 },
  small: { width: 1280, height: 720 },
  phone: { width: 390, height: 844 },
} as const

export type SizeName = keyof typeof sizes

export interface View {
  /** In kebab case: it names the stored pictures. */
  readonly name: string
  /** From the page as it opens, with a run, to the view; ends when there is nothing more to come. */
  go(page: Page, size: SizeName): Promise<void>
  /** All of them, if nothing is said. */
  readonly sizes?: readonly SizeName[]
  /** Colours are the point of this view: a picture of each theme is kept. */
  readonly hasBothThemes?: boolean
  /** What lies behind a dialog is in other pictures: none is kept at the size of a desk. */
  readonly isDialog?: boolean
  /** The system asks for more contrast, or forces its own few colours. */
  readonly contrast?: OpenOptions['contrast']
  /** For the eye alone: a sheet of paper has no landmarks. */
  readonly isPaper?: boolean
}

export const desks: readonly SizeName[] = ['wide', 'small']

/** Presses the button of a part that a phone keeps behind a tab of its sheet. */
export async function openTab(page: Page, size: SizeName, tab: string): Promise<void> {
  if (size === 'phone') await page.getByRole('tab', { name: tab }).click()
}

/** Presses a button of the top bar, which a laptop keeps behind *Menu*. */
export async function pressInBar(page: Page, name: string): Promise<void> {
  const menu = page.locator('details.folding summary')
  if (await menu.isVisible()) await menu.click()
  await page.getByRole('button', { name, exact: true }).click()
}

/** Out of whatever field has the focus, so that single keys are keys again. */
export async function leaveField(page: Page): Promise<void> {
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  })
}
