/**
 * The few words that the harbour has of its own: the clock of the timeline, a container's short
 * name, names in natural order. Everything else is in `model/format.ts`.
 */

const tenthUs = 100_000

/** A moment as the timeline writes it: `0:30.0`, `1:42.3`, `2:05:00.0`. */
export function clockOf(timeUs: number): string {
  const tenths = Math.round(timeUs / tenthUs)
  const hours = Math.floor(tenths / 36_000)
  const minutes = Math.floor((tenths % 36_000) / 600)
  const rest = tenths % 600
  const seconds = `${rest < 100 ? '0' : ''}${Math.floor(rest / 10)}.${rest % 10}`
  if (hours === 0) return `${minutes}:${seconds}`
  return `${hours}:${minutes < 10 ? '0' : ''}${minutes}:${seconds}`
}

/** The clock without tenths, for ticks: `0:30`, `2:05:00`. */
export function tickOf(timeUs: number): string {
  return clockOf(timeUs).slice(0, -2)
}

/**
 * `voting-app 5` for a container that Compose named `vote_voting-app_5`; any other name as it is.
 */
export function shortName(service: string, name: string): string {
  if (service === '' || name === service) return name
  const match = /(?:^|_)([^_]+)_(\d+)$/.exec(name)
  if (match !== null && match[1] === service) return `${service} ${match[2]}`
  return name
}

/** Compares names with numbers as people do: `node-2` before `node-10`. Never asks the locale. */
export function compareNatural(left: string, right: string): number {
  const a = partsOf(left)
  const b = partsOf(right)
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    if (a[at] === b[at]) continue
    const x = Number(a[at])
    const y = Number(b[at])
    if (!Number.isNaN(x) && !Number.isNaN(y) && x !== y) return x - y
    return a[at] < b[at] ? -1 : 1
  }
  if (a.length !== b.length) return a.length - b.length
  return left < right ? -1 : left > right ? 1 : 0
}

function partsOf(name: string): string[] {
  return name.match(/\d+|\D+/g) ?? []
}
