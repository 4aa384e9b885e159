/** What axe has to say about a page, in words, so that a failing test says what to mend. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** So many elements of a rule are named; the rest are counted. */
const namedMax = 5

/**
 * Every rule that axe has on by default, best practices included.
 *
 * @param about `colours`: only the rules of colour, for a page that differs from one that was looked at
 *   in nothing but its theme
 */
export async function violations(page: Page, about: 'all' | 'colours' = 'all'): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  if (about === 'colours') axe.withRules(['color-contrast', 'link-in-text-block'])
  const { violations: found } = await axe.analyze()
  return found.map(({ id, help, nodes }) => {
    const named = nodes
      .slice(0, namedMax)
      .map(({ html, any }) => `${html} ${any[0]?.message ?? ''}`)
    if (nodes.length > namedMax) named.push(`and ${nodes.length - namedMax} more`)
    return `${id} (${help}): ${named.join(' | ')}`
  })
}
