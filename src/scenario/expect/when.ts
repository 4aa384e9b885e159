/** When a claim must hold: `at`, `by`, `always` with exceptions, or `never`. */
import type { When } from '../../model/expectation.ts'
import type { IssueList } from '../issue-list.ts'
import type { ExpectEntry } from '../schema.ts'
import { inside, type Place } from '../text/place.ts'
import { formatDuration } from '../text/units.ts'

const kinds = ['at', 'by', 'always', 'never'] as const

/** Without any of the four, a claim is about the end of the run. */
export function readWhen(
  entry: ExpectEntry,
  { place, issues, untilUs }: { place: Place; issues: IssueList; untilUs: number },
): When {
  const given = kinds.filter((kind) => entry[kind] !== undefined)
  if (given.length > 1) {
    const found = `both ${given.join(' and ')}`
    issues.error({
      place: inside(place, given[1] as string),
      spot: 'key',
      found,
      expected: 'one of them',
    })
  }
  const kind = given[0] ?? 'at'
  checkCompanions(entry, kind, place, issues)
  for (const key of ['at', 'by', 'from', 'until'] as const) {
    const time = entry[key]
    if (typeof time !== 'number' || time <= untilUs) continue
    const expected = `a time before the end of the run (${formatDuration(untilUs)})`
    issues.error({ place: inside(place, key), found: formatDuration(time), expected })
  }
  const fromUs = entry.from ?? 0
  const lastUs = entry.until ?? untilUs
  if (fromUs > lastUs) {
    issues.error({
      place: inside(place, 'from'),
      found: 'a time after until',
      expected: 'from before until',
    })
  }
  switch (kind) {
    case 'at':
      return { type: 'at', atUs: entry.at === undefined || entry.at === 'end' ? untilUs : entry.at }
    case 'by':
      return { type: 'by', byUs: entry.by ?? untilUs }
    case 'always':
      return { type: 'always', fromUs, untilUs: lastUs, exceptUs: entry.except ?? 0 }
    case 'never':
      return { type: 'never', fromUs, untilUs: lastUs }
  }
}

function checkCompanions(entry: ExpectEntry, kind: string, place: Place, issues: IssueList): void {
  const allowed =
    kind === 'always' ? ['except', 'from', 'until'] : kind === 'never' ? ['from', 'until'] : []
  for (const key of ['except', 'from', 'until'] as const) {
    if (entry[key] === undefined || allowed.includes(key)) continue
    const expected = key === 'except' ? 'it only with always: true' : 'it only with always or never'
    issues.error({
      place: inside(place, key),
      spot: 'key',
      found: `the key ${key} with ${kind}`,
      expected,
    })
  }
}

/** The latest time a claim speaks of. */
export function latestTime(entry: ExpectEntry): number {
  const times = [entry.at, entry.by, entry.from, entry.until]
  return Math.max(0, ...times.filter((time) => typeof time === 'number'))
}
