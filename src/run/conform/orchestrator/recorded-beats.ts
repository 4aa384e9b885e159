/**
 * Heartbeats that agree with a recorded run. When a node that fell silent was declared down is random
 * within bounds; here its beats are chosen so that it happens when it was recorded, if that is possible.
 * If no beats within the bounds lead there, the recording contradicts our rules, and that is said.
 */
import { createSwarmChance, type SwarmChance } from '../../../manager/swarmkit/chance.ts'
import { graceMultiplierUnknown, statusBatchUs } from '../../../manager/swarmkit/constants.ts'
import type { Renewal } from '../../../sim/renewal.ts'
import type { StoryEvent } from './record.ts'

const ms = 1000
/** What the clock of the recordings may be off: their batches drift, their workers look every 20 ms. */
const slackUs = 60 * ms

export interface BeatOptions {
  readonly seed: string
  readonly heartbeatPeriodUs: number
  readonly heartbeatJitterUs: number
  readonly graceMultiplier: number
  readonly events: readonly StoryEvent[]
}

export interface RecordedBeats {
  readonly chance: SwarmChance
  /** What no beats can explain. */
  readonly impossible: string[]
}

interface Silence {
  readonly node: string
  readonly silentUs: number
  readonly downUs: number
}

export function createRecordedBeats(options: BeatOptions): RecordedBeats {
  const minUs = options.heartbeatPeriodUs - options.heartbeatJitterUs
  const maxUs = options.heartbeatPeriodUs + options.heartbeatJitterUs
  const grace = options.graceMultiplier
  const usual = createSwarmChance({ seed: options.seed, settings: options })
  const silences = silencesOf(options.events)
  const impossible: string[] = []

  function heartbeats(purpose: string, startUs: number): Renewal {
    const otherwise = usual.heartbeats(purpose, startUs)
    const [node] = purpose.split('/')
    const silence = silences.find((one) => one.node === node && one.silentUs >= startUs)
    const later = options.events.some(
      ({ ev, node: id, state, t }) =>
        ev === 'node.update' &&
        id === node &&
        state === 'ready' &&
        silence !== undefined &&
        t * ms > startUs + slackUs &&
        t * ms < silence.silentUs,
    )
    if (silence === undefined || later) return otherwise
    const { silentUs, downUs } = silence
    for (let count = 0; startUs + count * minUs <= silentUs; count++) {
      for (const part of [0.5, 0.1, 0.9, 0, 1]) {
        const endUs = downUs - statusBatchUs * (1 - part) - 1
        const lastUs = pick(startUs + count * minUs, startUs + count * maxUs, {
          fromUs: endUs - maxUs * grace,
          toUs: Math.min(endUs - minUs * grace, silentUs),
        })
        if (lastUs === undefined) continue
        const waitUs = Math.floor((endUs - lastUs) / grace)
        if (waitUs < minUs || waitUs > maxUs || lastUs + waitUs <= silentUs) continue
        return fixedBeats(lastUs, lastUs + waitUs)
      }
    }
    impossible.push(
      `node ${node} silent since ${silentUs / ms} ms cannot be down at ${downUs / ms} ms`,
    )
    return otherwise
  }

  function heartbeatUs(purpose: string): number {
    const otherwise = usual.heartbeatUs(purpose)
    const [node, kind] = purpose.split('/')
    if (kind !== 'unknown') return otherwise
    const downs = options.events.filter(
      ({ ev, node: id, state, msg = '' }) =>
        ev === 'node.update' && id === node && state === 'down' && msg.includes('unknown'),
    )
    const unknownAt = options.events.findLast(
      ({ ev, node: id, state, t }) =>
        ev === 'node.update' && id === node && state === 'unknown' && downs.some((d) => d.t > t),
    )
    if (unknownAt === undefined) return otherwise
    const down = downs.find(({ t }) => t > unknownAt.t)!
    const graceUs = (down.t - unknownAt.t) * ms - statusBatchUs / 2
    const waitUs = Math.floor(graceUs / grace / graceMultiplierUnknown)
    if (waitUs >= minUs - slackUs && waitUs <= maxUs + slackUs) return waitUs
    impossible.push(`node ${node} unknown at ${unknownAt.t} ms cannot be down at ${down.t} ms`)
    return otherwise
  }

  return { chance: { ...usual, heartbeats, heartbeatUs }, impossible }
}

/** A time in both ranges, or nearly. */
function pick(
  minUs: number,
  maxUs: number,
  { fromUs, toUs }: { readonly fromUs: number; readonly toUs: number },
): number | undefined {
  const low = Math.max(minUs, fromUs)
  const high = Math.min(maxUs, toUs)
  return low <= high ? Math.round((low + high) / 2) : undefined
}

/** Only asked once the node is silent. */
function fixedBeats(lastUs: number, nextUs: number): Renewal {
  return {
    lastUntil: (timeUs) => (timeUs >= lastUs ? lastUs : undefined),
    nextAfter: (timeUs) => (timeUs < nextUs ? nextUs : timeUs + (nextUs - lastUs)),
  }
}

/** Nodes that were cut off or crashed, and what was recorded of it. */
function silencesOf(events: readonly StoryEvent[]): Silence[] {
  return events.flatMap(({ args, t }) => {
    if (args?.op !== 'crash' && args?.op !== 'cutOff') return []
    const next = events.find(
      (event) =>
        event.t >= t &&
        event.ev === 'node.update' &&
        event.node === args.node &&
        (event.state === 'down' || event.state === 'unknown' || event.state === 'ready'),
    )
    if (next?.state !== 'down') return []
    return [{ node: args.node, silentUs: t * ms, downUs: next.t * ms }]
  })
}
