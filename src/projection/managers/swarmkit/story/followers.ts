/** Tasks of global services on nodes that come later: they follow without anybody's command. */
import { formatDuration } from '../../../../model/format.ts'
import type { Trace } from '../../../../model/trace.ts'
import { burstEntry, bursts, rangeInWords, type Told } from '../../../story/bursts.ts'
import type { StoryContext, StoryEntry, Teller } from '../../../story/entry.ts'
import { nodesInWords } from '../../../story/words.ts'

interface Follower extends Told {
  readonly service: string
  readonly node: number
  readonly askedUs: number
}

const gapUs = 60_000_000
/** Slots that a command asks for are asked for at once. */
const batchUs = 1_000_000

export function createFollowerTeller({ trace }: StoryContext): Teller {
  const followers: Follower[] = []
  const { slots, containers, services = [], specs = [] } = trace.tables
  const specifiedUs = new Map<string, number>()
  const globals = new Set<string>()
  /** Slots that were asked for later, since when, until they run. */
  const asked = new Map<number, number>()

  return {
    after({ type, a, b, timeUs, row }, cluster) {
      switch (type) {
        case 'service.created':
        case 'service.specified':
          specifiedUs.set(services[a], timeUs)
          if (specs[b].spec.mode.type === 'global') globals.add(services[a])
          break
        case 'slot.asked': {
          const { service } = slots[a]
          const isLater = timeUs - (specifiedUs.get(service) ?? timeUs) > batchUs
          if (isLater && globals.has(service)) asked.set(a, timeUs)
          break
        }
        case 'container.started': {
          const { slot } = containers[a]
          const askedUs = asked.get(slot)
          if (askedUs === undefined) break
          asked.delete(slot)
          const node = cluster.containers.node[a]
          followers.push({ service: slots[slot].service, node, askedUs, timeUs, row })
          break
        }
        default:
          break
      }
    },
    entries: () =>
      bursts(followers, ({ service }) => service, gapUs).map((burst) => entryOf(trace, burst)),
  }
}

function entryOf(trace: Trace, burst: readonly Follower[]): StoryEntry {
  const nodes = nodesInWords(trace, [...new Set(burst.map(({ node }) => node))])
  const after = rangeInWords(
    burst.map(({ timeUs, askedUs }) => timeUs - askedUs),
    formatDuration,
  )
  const text = `global service ${burst[0].service} runs on ${nodes} as well, ${after} after it was asked for there`
  return burstEntry(burst, { who: 'manager', text, severity: 'good' })
}
