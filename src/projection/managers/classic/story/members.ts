/** What the manager found out about its engines: found, pending, refused, noticed, back, dropped. */

import { formatDuration, formatTime, plural } from '../../../../model/format.ts'
import { reschedules } from '../../../../model/settings.ts'
import { engineState } from '../../../../model/states.ts'
import type { Trace } from '../../../../model/trace.ts'
import { largest, smallest } from '../../../../sim/extent.ts'
import type { StoryContext, StoryEntry, Teller } from '../../../story/entry.ts'
import { type Fault, faultWords } from '../../../story/faults.ts'
import { grouped, nodesInWords } from '../../../story/words.ts'

/** Something the manager learned of one node. */
interface News {
  readonly type: 'connected' | 'pending' | 'answered' | 'noticed' | 'dropped' | 'back' | 'mismatch'
  readonly node: number
  readonly timeUs: number
  readonly row: number
  /** What it follows from; undefined if nothing was done to the node. */
  readonly fault: Fault | undefined
  /** Failed connections, for `answered` and `noticed`. */
  readonly failures: number
  /** Error text index, for `pending` and `mismatch`. */
  readonly error: number
  /** Since when the node has been listed or unhealthy. */
  readonly sinceUs: number
  /** Times the node had been given up before. */
  readonly rounds: number
}

/** More nodes than this in one incident are told in one entry. */
const eachMax = 3
/** News of one kind about nodes of no incident belong together when they come as close as this. */
const burstUs = 5_000_000

export function createMemberTeller({ trace, faults }: StoryContext): Teller {
  const news: News[] = []
  const lastPending = new Map<number, number>()
  /** Since when each node has been there to be found, and somebody to find it. */
  const thereUs = new Map<number, number>()
  let electedUs = 0
  const rounds = new Map<number, number>()

  return {
    before({ type, a: node, b, c, timeUs, row }, cluster) {
      const { nodes } = cluster
      const add = (kind: News['type'], more: Partial<News> = {}) =>
        news.push({
          type: kind,
          node,
          timeUs,
          row,
          fault: faults.of(node),
          failures: 0,
          error: -1,
          sinceUs: 0,
          rounds: rounds.get(node) ?? 0,
          ...more,
        })
      switch (type) {
        case 'node.joined':
        case 'node.relisted':
        case 'node.recovered':
          thereUs.set(node, timeUs)
          break
        case 'manager.elected':
          electedUs = timeUs
          break
        case 'engine.connected':
          add('connected', { sinceUs: Math.max(thereUs.get(node) ?? 0, electedUs) })
          break
        case 'engine.pendingError':
          // Tried again and again: the same error is told once.
          if (lastPending.get(node) !== b) add('pending', { error: b })
          lastPending.set(node, b)
          break
        case 'engine.answered':
          if (nodes.failures[node] > 0) add('answered', { failures: nodes.failures[node] })
          break
        case 'engine.unhealthy':
          add('noticed', { failures: b })
          rounds.set(node, (rounds.get(node) ?? 0) + 1)
          break
        case 'engine.dropped':
          // A manager that starts anew drops everything it will find again in discovery.
          if (nodes.believed[node] !== engineState.pending && nodes.listed[node] === 0)
            add('dropped')
          break
        case 'engine.reconnected':
          add('back', { sinceUs: nodes.believedSinceUs[node] })
          break
        case 'engine.mismatched':
          add('mismatch', { error: b })
          break
        default:
          break
      }
      if (type === 'engine.refused' && c >= 0) lastPending.delete(node)
    },
    entries: () =>
      bursts(news).flatMap((burst) => {
        const { type } = burst[0]
        const isOneByOne = burst.length <= eachMax && type !== 'connected' && type !== 'answered'
        return isOneByOne ? burst.map((one) => entryOf(trace, [one])) : [entryOf(trace, burst)]
      }),
  }
}

/** News that are told together: of one kind and one incident, or, without one, close in time. */
function bursts(news: readonly News[]): News[][] {
  const keys = grouped(news, ({ type, fault, error, node, rounds }) => {
    // A node that is refused now and then is one story, until it is given up.
    if (type === 'answered') return `${type} ${node} ${rounds}`
    const isOfIncident = fault && type !== 'connected' && type !== 'pending'
    return `${type} ${error} ${isOfIncident ? fault.sinceUs : 'none'}`
  })
  return [...keys.values()].flatMap((ofOneKey) => {
    if (ofOneKey[0].type === 'answered') return [ofOneKey]
    const parts: News[][] = []
    for (const one of ofOneKey) {
      const part = parts.at(-1)
      const last = part?.at(-1)
      const isOfIncident = one.type === 'noticed' || one.type === 'dropped' || one.type === 'back'
      const isTogether = last && (isOfIncident ? one.fault : one.timeUs - last.timeUs <= burstUs)
      // A node that comes a second time begins a second chapter.
      if (part && isTogether && !part.some(({ node }) => node === one.node)) part.push(one)
      else parts.push([one])
    }
    return parts
  })
}

function entryOf(trace: Trace, burst: readonly News[]): StoryEntry {
  const first = burst[0]
  const last = burst[burst.length - 1]
  const names = nodesInWords(
    trace,
    burst.map(({ node }) => node),
  )
  return {
    timeUs: first.timeUs,
    untilUs: last.timeUs,
    who: 'manager',
    text: `the manager ${sentence(trace, burst, names)}`,
    details: [],
    severity: severities[first.type],
    rows: [first.row, last.row],
  }
}

const severities = {
  connected: 'good',
  pending: 'warning',
  answered: 'plain',
  noticed: 'failure',
  dropped: 'warning',
  back: 'good',
  mismatch: 'failure',
} as const

function sentence(trace: Trace, burst: readonly News[], names: string): string {
  const [{ type, node, error, failures, timeUs, sinceUs }] = burst
  const { name } = trace.model.nodes[node]
  const isOne = burst.length === 1
  const are = isOne ? 'is' : 'are'
  switch (type) {
    case 'connected': {
      const latestUs = largest(burst.map((one) => one.timeUs - one.sinceUs))
      const later =
        latestUs < 1_000_000
          ? ''
          : `, ${formatDuration(latestUs)} after ${isOne ? 'it was' : 'they were'} there`
      return `found ${names} healthy and offered ${isOne ? 'it' : 'them'} to the scheduler${later}`
    }
    case 'pending':
      return `could not take in ${names}, which ${isOne ? 'stays' : 'stay'} pending: ${trace.tables.texts[error]}`
    case 'answered':
      return isOne
        ? `was refused ${failures === 1 ? 'once' : `${failures} times`} by ${names}, which then answered again: not enough to give it up`
        : `was refused by ${name} and heard from it again ${burst.length} times until ${formatTime(burst[burst.length - 1].timeUs)}: never often enough in a row to give it up`
    case 'noticed':
      return `noticed that ${names} ${are} gone${after(burst)}: unhealthy after ${plural(failures, 'refused connection')}${isOne ? '' : ' each'}${notRescheduled(trace)}`
    case 'dropped':
      return `dropped ${names}, which discovery no longer lists${after(burst)}${notRescheduled(trace)}`
    case 'back':
      return isOne
        ? `heard from ${names} again: healthy after ${formatDuration(timeUs - sinceUs)} as unhealthy`
        : `heard from ${names} again between ${formatTime(timeUs)} and ${formatTime(burst[burst.length - 1].timeUs)}`
    case 'mismatch':
      return `heard another engine at ${names}'s address: ${trace.tables.texts[error]}`
  }
}

function after(burst: readonly News[]): string {
  const delays = burst.flatMap(({ fault, timeUs }) => (fault ? [timeUs - fault.sinceUs] : []))
  const { fault } = burst[0]
  if (!fault) return ''
  const subject = burst.length === 1 ? 'it' : 'they'
  const verb = faultWords[fault.kind].replace(/^was /, burst.length === 1 ? 'was ' : 'were ')
  const shortest = smallest(delays)
  const longest = largest(delays)
  const time =
    burst.length === 1
      ? formatDuration(shortest)
      : `${formatDuration(shortest)} to ${formatDuration(longest)}`
  return `, ${time} after ${subject} ${verb}`
}

function notRescheduled({ model }: Trace): string {
  return reschedules(model) ? '' : '; without --experimental nothing is rescheduled'
}
