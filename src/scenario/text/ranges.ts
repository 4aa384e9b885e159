/**
 * Braces that stand for many words: `node-{1..3}`, `r{01..12}`, `zone-{a..c}`, `{red,green}`.
 * One brace a word: two would leave the order open.
 */

/** No cluster of ours is larger; a typing error must not fill the memory. */
export const rangeMax = 100_000

const braces = /\{([^{}]*)\}/g
const numbers = /^(\d+)\.\.(\d+)$/
const letters = /^([a-z])\.\.([a-z])$|^([A-Z])\.\.([A-Z])$/

/** The words a text stands for, one if it has no braces; nothing if the braces are malformed. */
export function expandRange(text: string): readonly string[] | undefined {
  const found = [...text.matchAll(braces)]
  if (found.length === 0) return /[{}]/.test(text) ? undefined : [text]
  if (found.length > 1) return undefined
  const [whole, inside] = found[0] as RegExpExecArray
  const items = itemsOf(inside as string)
  if (items === undefined) return undefined
  const before = text.slice(0, found[0]?.index)
  const after = text.slice((found[0]?.index ?? 0) + whole.length)
  if (/[{}]/.test(before + after)) return undefined
  return items.map((item) => `${before}${item}${after}`)
}

/** True if the text has a brace range. */
export function hasRange(text: string): boolean {
  return text.includes('{')
}

/** The text without its braces and the dash before or after them: the name of the whole group. */
export function rangeStem(text: string): string {
  return text.replace(/[-_.]?\{[^{}]*\}[-_.]?/, '')
}

function itemsOf(inside: string): readonly string[] | undefined {
  const range = numbers.exec(inside)
  if (range !== null) return countUp(range[1] as string, range[2] as string)
  const span = letters.exec(inside)
  if (span !== null) {
    const first = (span[1] ?? span[3] ?? '').charCodeAt(0)
    const last = (span[2] ?? span[4] ?? '').charCodeAt(0)
    if (last < first) return undefined
    return Array.from({ length: last - first + 1 }, (_, index) =>
      String.fromCharCode(first + index),
    )
  }
  const items = inside.split(',').map((item) => item.trim())
  return items.length > 1 && items.every((item) => item !== '') ? items : undefined
}

function countUp(from: string, to: string): readonly string[] | undefined {
  const first = Number(from)
  const length = Number(to) - first + 1
  if (length < 1 || length > rangeMax) return undefined
  // `{01..12}` keeps its width, as a shell does.
  const width = from.startsWith('0') ? from.length : 0
  return Array.from({ length }, (_, index) => String(first + index).padStart(width, '0'))
}
