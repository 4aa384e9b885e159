/** A moment of a run as a person types it, in the page and in the command. */

const units: Readonly<Record<string, number>> = {
  ms: 1_000,
  s: 1_000_000,
  m: 60_000_000,
  min: 60_000_000,
  h: 3_600_000_000,
}

/** `1:42.3`, `1:02:03`, `90`, `90s`, `1m30s`: microseconds, or nothing for anything else. */
export function parseTime(text: string): number | undefined {
  const words = text.trim().toLowerCase()
  const clock = /^(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)$/.exec(words)
  if (clock !== null) {
    const [, hours = '0', minutes, seconds] = clock
    return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1_000_000)
  }
  if (/^\d+(\.\d+)?$/.test(words)) return Math.round(Number(words) * 1_000_000)
  const parts = [...words.matchAll(/(\d+(?:\.\d+)?)\s*(ms|min|s|m|h)\s*/g)]
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== words) return undefined
  return Math.round(parts.reduce((sum, [, count, unit]) => sum + Number(count) * units[unit], 0))
}
