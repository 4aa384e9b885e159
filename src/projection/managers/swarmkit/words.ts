/** Words that several tellers of swarm mode share. */
import { formatCount, listed, plural } from '../../../model/format.ts'
import type { Trace } from '../../../model/trace.ts'
import { grouped, namesMax } from '../../story/words.ts'

/** What a node that leaves does. */
export const leftWords = 'left the swarm'

/** `web.1`, `web.1 and web.3`, `12 tasks of web`, `30 tasks of 4 services`. */
export function slotsInWords({ tables }: Trace, slots: readonly number[]): string {
  const unique = [...new Set(slots)].sort((one, other) => one - other)
  if (unique.length <= namesMax) return listed(unique.map((slot) => tables.slots[slot].name))
  const services = grouped(unique, (slot) => tables.slots[slot].service)
  const of = services.size === 1 ? [...services.keys()][0] : plural(services.size, 'service')
  return `${formatCount(unique.length)} tasks of ${of}`
}
