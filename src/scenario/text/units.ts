/**
 * Sizes and durations as Docker writes them: `512m`, `1.5GiB`, `1m30s`. Sizes count in powers of
 * 1024, as Docker's own parser does, whether or not the unit says `iB`.
 */

const unitUs: Readonly<Record<string, number>> = {
  us: 1,
  µs: 1,
  ms: 1_000,
  s: 1_000_000,
  m: 60_000_000,
  h: 3_600_000_000,
  d: 86_400_000_000,
}

const durationExpression = /^(?:\d+(?:\.\d+)?(?:us|µs|ms|s|m|h|d))+$/
const durationPart = /(\d+(?:\.\d+)?)(us|µs|ms|s|m|h|d)/g

/** A duration in microseconds; nothing if the text is none. A lone `0` needs no unit. */
export function parseDurationUs(text: string): number | undefined {
  const trimmed = text.trim()
  if (trimmed === '0') return 0
  if (!durationExpression.test(trimmed)) return undefined
  let total = 0
  for (const [, amount, unit] of trimmed.matchAll(durationPart)) {
    total += Number(amount) * (unitUs[unit ?? ''] ?? 0)
  }
  const rounded = Math.round(total)
  return Number.isSafeInteger(rounded) ? rounded : undefined
}

const powers = 'bkmgtp'
const sizeExpression = /^(\d+(?:\.\d+)?) ?(?:([kmgtp])i?b?|b)?$/i

/** A size in bytes; nothing if the text is none. A number without a unit counts bytes. */
export function parseBytes(text: string): number | undefined {
  const match = sizeExpression.exec(text.trim())
  if (match === null) return undefined
  const power = powers.indexOf((match[2] ?? 'b').toLowerCase())
  const bytes = Math.floor(Number(match[1]) * 1024 ** power)
  return Number.isSafeInteger(bytes) ? bytes : undefined
}

/** A duration in the shortest of Docker's forms: `90s` becomes `1m30s`. */
export function formatDuration(durationUs: number): string {
  if (durationUs === 0) return '0s'
  let rest = durationUs
  let text = ''
  for (const [unit, us] of [
    ['h', 3_600_000_000],
    ['m', 60_000_000],
    ['s', 1_000_000],
  ] as const) {
    const whole = Math.floor(rest / us)
    if (whole > 0) text += `${whole}${unit}`
    rest -= whole * us
  }
  if (rest % 1_000 === 0) return rest === 0 ? text : `${text}${rest / 1_000}ms`
  return `${text}${rest}us`
}

/** A size in the largest binary unit that leaves a whole number: `8g`, `512m`. */
export function formatBytes(bytes: number): string {
  for (const unit of ['p', 't', 'g', 'm', 'k']) {
    const size = 1024 ** powers.indexOf(unit)
    if (bytes >= size && bytes % size === 0) return `${bytes / size}${unit}`
  }
  return `${bytes}b`
}
