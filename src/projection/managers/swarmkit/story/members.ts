/** What swarm mode's managers find out about nodes: taken in, gone, back, unknown, removed. */
import { formatDuration } from '../../../../model/format.ts'
import { nodeBelief } from '../../../../model/states.ts'
import type { Trace } from '../../../../model/trace.ts'
import { largest } from '../../../../sim/extent.ts'
import { burstEntry, bursts, rangeInWords, type Told } from '../../../story/bursts.ts'
import type { Severity, StoryContext, StoryEntry, Teller } from '../../../story/entry.ts'
import { type Fault, faultWords } from '../../../story/faults.ts'
import { nodesInWords } from '../../../story/words.ts'
import { leftWords } from '../words.ts'

/** Something the leader learned of one node. */
interface News extends Told {
  readonly type:
    | 'joined'
    | 'noticed'
    | 'back'
    | 'doubted'
    | 'confirmed'
    | 'disconnected'
    | 'removed'
  readonly node: number
  /** Of a node that was lost: what had happened to it. */
  readonly fault: Fault | undefined
  /** Since when it had been there, down, or unknown. */
  readonly sinceUs: number
  /** What the leader says of it. */
  readonly message: string
}

/** More nodes than this with one fate are told in one entry, fewer one by one. */
const eachMax = 3
const gapUs = 60_000_000

const kindOf: Readonly<Record<string, News['type']>> = {
  'node.down': 'noticed',
  'node.unknown': 'doubted',
  'node.disconnected': 'disconnected',
  'node.removed': 'removed',
}

export function createMemberTeller({ trace, faults }: StoryContext): Teller {
  const news: News[] = []
  const known = new Set<number>()
  const thereUs = new Map<number, number>()

  return {
    before({ type, a: node, b, timeUs, row }, { nodes }) {
      const add = (kind: News['type'], sinceUs: number, message = '') =>
        news.push({ type: kind, node, timeUs, row, fault: faults.of(node), sinceUs, message })
      switch (type) {
        case 'node.joined':
        case 'node.recovered':
          thereUs.set(node, timeUs)
          break
        case 'node.ready': {
          const sinceUs = nodes.believedSinceUs[node]
          const isDown = nodes.believed[node] === nodeBelief.unhealthy
          if (!known.has(node)) add('joined', thereUs.get(node) ?? 0)
          else if (isDown || nodes.believed[node] === nodeBelief.disconnected) add('back', sinceUs)
          else add('confirmed', sinceUs)
          known.add(node)
          break
        }
        case 'node.down':
        case 'node.unknown':
        case 'node.disconnected':
          add(kindOf[type], nodes.believedSinceUs[node], trace.tables.texts[b] ?? '')
          break
        case 'node.removed':
          known.delete(node)
          add('removed', 0)
          break
        default:
          break
      }
    },
    entries: () =>
      bursts(news, keyOf, gapUs).flatMap((burst) => {
        const isAlways = burst[0].type !== 'noticed' && burst[0].type !== 'back'
        const parts =
          isAlways || burst.length > eachMax ? [burst] : burst.map((one): News[] => [one])
        return parts.map((part) => entryOf(trace, part))
      }),
  }
}

/** Nodes that failed at one moment are one incident; a node that comes twice begins a second one. */
function keyOf({ type, fault, message }: News): string {
  const isOfFault = type === 'noticed' || type === 'back'
  return `${type} ${isOfFault ? fault?.sinceUs : ''} ${message}`
}

const severities: Readonly<Record<News['type'], Severity>> = {
  joined: 'good',
  noticed: 'failure',
  back: 'good',
  doubted: 'warning',
  confirmed: 'good',
  disconnected: 'warning',
  removed: 'plain',
}

function entryOf(trace: Trace, burst: readonly News[]): StoryEntry {
  const { type } = burst[0]
  const names = nodesInWords(trace, [...new Set(burst.map(({ node }) => node))])
  return burstEntry(burst, {
    who: 'manager',
    text: sentence(burst, names),
    severity: severities[type],
  })
}

function sentence(burst: readonly News[], names: string): string {
  const [{ type, timeUs, sinceUs }] = burst
  const isOne = burst.length === 1
  const delays = burst.map((one) => one.timeUs - one.sinceUs)
  switch (type) {
    case 'joined': {
      const after =
        largest(delays) < 1_000_000
          ? ''
          : `, ${rangeInWords(delays, formatDuration)} after coming up`
      return `the manager took ${names} in: ready for tasks${after}`
    }
    case 'noticed':
      return `the manager noticed that ${names} ${isOne ? 'is' : 'are'} gone${afterFault(burst)}: down${because(burst[0])}`
    case 'back':
      return isOne
        ? `the manager heard from ${names} again: ready after ${formatDuration(timeUs - sinceUs)} as down`
        : `the manager heard from ${names} again: ready after ${rangeInWords(delays, formatDuration)} as down`
    case 'doubted':
      return `the new leader has not heard from ${names} yet: unknown until ${isOne ? 'it registers' : 'they register'}, and counted as before`
    case 'confirmed':
      return `the new leader heard from ${names}: ready again after ${rangeInWords(delays, formatDuration)}`
    case 'disconnected':
      return `${names} said goodbye to the manager: disconnected`
    case 'removed':
      return `${names} ${isOne ? 'is' : 'are'} no member of the swarm any more`
  }
}

/** The manager's own words, without what the sentence says anyway. */
function because({ message }: News): string {
  if (message === '') return ''
  return message === 'heartbeat failure' ? ', no heartbeat came' : `, ${message}`
}

function afterFault(burst: readonly News[]): string {
  const [{ fault }] = burst
  if (fault === undefined) return ''
  const subject = burst.length === 1 ? 'it' : 'they'
  const words = fault.kind === 'left' ? leftWords : faultWords[fault.kind]
  const verb = burst.length === 1 ? words : words.replace(/^was /, 'were ')
  const delays = burst.map(({ timeUs }) => timeUs - fault.sinceUs)
  return `, ${rangeInWords(delays, formatDuration)} after ${subject} ${verb}`
}
