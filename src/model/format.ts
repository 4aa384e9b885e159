/**
 * Times, durations, sizes and numbers as people read them, in the terminal and in the browser
 * alike: always with a unit, always one decimal where a decimal tells something. Nothing here
 * asks for the machine's language, so that a printed run is the same everywhere.
 */

const tenthUs = 100_000
const tenthsPerMinute = 600
const tenthsPerHour = 36_000
const tenthsPerDay = 864_000

/**
 * A moment of the run: `30.0 s` within the first minute, then as a clock, `1:42.3`,
 * `2:05:00.0`, `3d 02:05:00.0`.
 */
export function formatTime(timeUs: number): string {
  // Rounded before it is split, so that 59.97 s is 1:00.0 and never 60.0 s.
  const tenths = Math.round(timeUs / tenthUs)
  if (tenths < tenthsPerMinute) return `${seconds(tenths)} s`
  const days = Math.floor(tenths / tenthsPerDay)
  const hours = Math.floor((tenths % tenthsPerDay) / tenthsPerHour)
  const minutes = Math.floor((tenths % tenthsPerHour) / tenthsPerMinute)
  const rest = twoDigits(seconds(tenths % tenthsPerMinute))
  if (days > 0) return `${days}d ${twoDigits(hours)}:${twoDigits(minutes)}:${rest}`
  if (hours > 0) return `${hours}:${twoDigits(minutes)}:${rest}`
  return `${minutes}:${rest}`
}

/**
 * How long something took: `0 s`, `850 us`, `12.5 ms`, `400 ms`, `72.3 s`, `9 min 30 s`, `2 h 5 min`,
 * `3 d 2 h`. Seconds go up to two minutes, because detection times are compared in seconds.
 */
export function formatDuration(durationUs: number): string {
  if (durationUs < 0) return `-${formatDuration(-durationUs)}`
  if (durationUs === 0) return '0 s'
  if (durationUs < 999.5) return `${Math.round(durationUs)} us`
  if (durationUs < 99_950) return `${fixed(durationUs / 1000)} ms`
  if (durationUs < 999_500) return `${Math.round(durationUs / 1000)} ms`
  const tenths = Math.round(durationUs / tenthUs)
  if (tenths < 2 * tenthsPerMinute) return `${seconds(tenths)} s`
  const wholeSeconds = Math.round(durationUs / 1_000_000)
  if (wholeSeconds < 3600) return pair(wholeSeconds, 60, 'min', 's')
  const wholeMinutes = Math.round(wholeSeconds / 60)
  if (wholeMinutes < 24 * 60) return pair(wholeMinutes, 60, 'h', 'min')
  return pair(Math.round(wholeMinutes / 60), 24, 'd', 'h')
}

/** A size in Docker's own letters: `512m`, `1.9g`, `8g`, `0`. Powers of 1024. */
export function formatMemory(bytes: number): string {
  if (bytes < 0) return `-${formatMemory(-bytes)}`
  if (bytes === 0) return '0'
  const units = ['b', 'k', 'm', 'g', 't', 'p']
  let value = bytes
  let unit = 0
  // What would round to 1024.0 is one of the next unit.
  while (value >= 1023.95 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  return `${withoutZero(fixed(value))}${units[unit]}`
}

/** A number of CPUs: `4`, `0.5`, `2.3`. */
export function formatCpus(cpus: number): string {
  return withoutZero(fixed(cpus))
}

/** A whole number in groups of three: `30,000`. */
export function formatCount(count: number): string {
  const digits = String(Math.abs(Math.round(count)))
  return (count < 0 ? '-' : '') + digits.replace(/\B(?=(\d{3})+$)/g, ',')
}

/** A share of 1 in percent, with one decimal: `66.7 %`. */
export function formatPercent(share: number): string {
  return `${fixed(share * 100)} %`
}

/** `1 node`, `3 nodes`, `30,000 containers`. */
export function plural(count: number, singular: string, many = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : many}`
}

/** `a`, `a and b`, `a, b and c`; beyond `most`, `a, b and 7 more`. */
export function listed(words: readonly string[], most = Number.POSITIVE_INFINITY): string {
  // "and 1 more" would hide a word to save none.
  const isCut = words.length > most + 1
  const shown = isCut
    ? [...words.slice(0, most), `${formatCount(words.length - most)} more`]
    : words
  if (shown.length <= 1) return shown.join('')
  return `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]}`
}

function seconds(tenths: number): string {
  return `${Math.floor(tenths / 10)}.${tenths % 10}`
}

function fixed(value: number): string {
  return value.toFixed(1)
}

function withoutZero(text: string): string {
  return text.endsWith('.0') ? text.slice(0, -2) : text
}

function twoDigits(value: number | string): string {
  const text = String(value)
  const whole = text.split('.')[0]
  return whole.length < 2 ? `0${text}` : text
}

function pair(value: number, per: number, big: string, small: string): string {
  const rest = value % per
  const whole = `${formatCount(Math.floor(value / per))} ${big}`
  return rest === 0 ? whole : `${whole} ${rest} ${small}`
}
