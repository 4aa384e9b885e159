/** What became of the containers a command asked for, in one clause and in a line per service. */

import { formatCount, formatDuration, plural } from '../../model/format.ts'
import type { Trace } from '../../model/trace.ts'
import { largest } from '../../sim/extent.ts'
import { grouped, spreadInWords } from './words.ts'

/** What became of one slot a command asked for. */
export interface Asked {
  readonly slot: number
  /** Node of the first placement that was not taken back, -1 for none. */
  node: number
  tied: number
  /** When it ran first, -1 if it did not. */
  startedUs: number
  /** Error text index of the last refusal or failure, -1 for none. */
  error: number
}

/** More services than this are summed up in one last line. */
const servicesMax = 8

/** `, all running after 2.4 s`, `; 28 of 30 run, 2 found no node`. Begins with its separator. */
export function outcomeWords(trace: Trace, asked: readonly Asked[], sinceUs: number): string {
  if (asked.length === 0) return ''
  const started = asked.filter(({ startedUs }) => startedUs >= 0)
  const refused = asked.filter(({ node }) => node < 0)
  const lastUs = largest(started.map(({ startedUs }) => startedUs))
  if (asked.length === 1) return oneInWords(trace, asked[0], sinceUs)
  if (started.length === asked.length) {
    return `, all running after ${formatDuration(lastUs - sinceUs)}`
  }
  const created = asked.length - started.length - refused.length
  const parts = [
    started.length > 0 ? `${plural(started.length, 'runs', 'run')}` : '',
    created > 0 ? `${created} placed but not started` : '',
    refused.length > 0 ? `${refused.length} without a node` : '',
  ]
  return `; ${parts.filter((part) => part !== '').join(', ')}`
}

function oneInWords(trace: Trace, asked: Asked, sinceUs: number): string {
  const { node, tied, startedUs, error } = asked
  if (node < 0) {
    const reason = error < 0 ? '' : `: ${trace.tables.texts[error]}`
    return `, which found no node${reason}`
  }
  const drawn = tied > 1 ? `, one of ${tied} equals` : ''
  const where = ` on ${trace.model.nodes[node].name}${drawn}`
  if (startedUs >= 0) return `${where}; it ran after ${formatDuration(startedUs - sinceUs)}`
  return error < 0 ? where : `${where}; it did not start: ${trace.tables.texts[error]}`
}

/** One line per service, refused ones by reason; none for a single container. */
export function outcomeLines(trace: Trace, asked: readonly Asked[]): string[] {
  if (asked.length <= 1) return []
  const services = grouped(asked, ({ slot }) => trace.tables.slots[slot].service)
  const lines: string[] = []
  const placed = [...services].filter(([, ofService]) => ofService.some(({ node }) => node >= 0))
  for (const [service, ofService] of placed.slice(0, servicesMax)) {
    const nodes = ofService.flatMap(({ node }) => (node >= 0 ? [node] : []))
    const count = nodes.length > 1 ? `${formatCount(nodes.length)} ` : ''
    lines.push(`${service}: ${count}on ${spreadInWords(trace, nodes)}`)
  }
  const rest = placed.slice(servicesMax)
  if (rest.length > 0) {
    const containers = rest.flatMap(([, ofService]) => ofService)
    lines.push(
      `${plural(rest.length, 'more service')} with ${plural(containers.length, 'container')}`,
    )
  }
  const refused = asked.filter(({ node }) => node < 0)
  const reasons = grouped(refused, ({ error }) => trace.tables.texts[error] ?? 'no answer yet')
  for (const [reason, ofReason] of reasons) {
    const names = grouped(ofReason, ({ slot }) => trace.tables.slots[slot].service)
    const who = [...names].map(([service, ofService]) =>
      ofService.length > 1 ? `${service} (${ofService.length})` : service,
    )
    const shown = who.length > servicesMax ? plural(ofReason.length, 'container') : who.join(', ')
    lines.push(`without a node: ${shown}: ${reason}`)
  }
  return lines
}
