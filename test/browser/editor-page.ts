/** The scenario editor as a person opens it and types into it. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'

export const foot = '.editor-foot'

export async function openEditor(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await page.locator(`${foot} p`, { hasText: 'It runs' }).waitFor()
}

/** Selects a line of the text by a part of it, and types over it. */
export async function typeOver(page: Page, part: string, text: string): Promise<void> {
  await page.locator('.cm-line', { hasText: part }).click()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+End')
  await page.keyboard.insertText(text)
}

export async function axeFinds(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}
