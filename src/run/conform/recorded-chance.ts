/**
 * A recorded run in the place of the random draws: ties fall as recorded if the recorded node is
 * among the best, containers are taken in the recorded order, and the refresh loops come round
 * when they did, or, where the record is silent, at a time the intervals allow.
 */
import type { Chance, Loop } from '../../manager/classic/chance.ts'
import type { Model } from '../../model/model.ts'
import { classicSettings, failuresMaxOf } from '../../model/settings.ts'
import type { RecordedRun } from './record.ts'
import { beatsByNode, creationsByName, nodeHistories, rescheduleRounds } from './recorded-facts.ts'

/** Recorded times are whole milliseconds, and a busy machine adds some. */
const slackUs = 60_000
/** A refresh is logged up to this long after the failure it counted. */
const logMs = 3
/** An event emitted this long before its engine went down may still wait in the queue. */
const queuedUs = 150_000

export interface RecordedChance extends Chance {
  /** Choices of the record that were not open to us. */
  readonly impossible: string[]
}

/**
 * What made the failures that no log line explains: an event that waited, a refresh under way, or
 * what looks likelier in each case.
 */
export type Reading = 'likelier' | 'events' | 'refreshes' | 'nothing'

export function createRecordedChance(
  run: RecordedRun,
  model: Model,
  options: { readonly reading: Reading; readonly nameOf: (container: number) => string },
): RecordedChance {
  const { nameOf, reading } = options
  const creations = new Map([...creationsByName(run)].map(([name, nodes]) => [name, [...nodes]]))
  const rounds = rescheduleRounds(run)
  const beats = beatsByNode(run)
  const downs = downTimes(run)
  const queued = queuedEvents(run, { limit: failuresMaxOf(model), reading })
  const impossible: string[] = []
  let round = 0
  const { latencyUs } = model.costs
  /** Refreshes that were under way when their engine went: the list came back, later reads not. */
  const unfinished = (name: string) =>
    (queued.get(name) ?? [])
      .filter(({ hasEvent }) => !hasEvent)
      .map(({ downUs, failures }) => downUs - (2 + 2 * Math.max(0, 3 - failures)) * latencyUs)

  return {
    impossible,
    tie(purpose, count, nodeAt) {
      const name = purpose.split('/').slice(1, -1).join('/')
      const recorded = creations.get(name)?.shift()
      if (recorded === undefined) return 0
      const best = Array.from({ length: count }, (_, at) => model.nodes[nodeAt(at)].name)
      const at = best.indexOf(recorded)
      if (at < 0)
        impossible.push(`${name} went to ${recorded}, our best: ${best.sort().join(', ')}`)
      return Math.max(0, at)
    },
    order(purpose, containers) {
      if (purpose.includes('return')) return containers
      const names = rounds[round++]?.items.map(({ name }) => name) ?? []
      const position = (container: number) => {
        const at = names.indexOf(nameOf(container))
        return at < 0 ? names.length : at
      }
      return containers.sort((a, b) => position(a) - position(b) || a - b)
    },
    refreshLoop({ node, startUs }) {
      const { name } = model.nodes[node]
      return recordedLoop({
        beats: [...(beats.get(name) ?? []).map((t) => t * 1000), ...unfinished(name)].sort(
          (a, b) => a - b,
        ),
        downs: downs.get(name) ?? [],
        startUs,
        minUs: classicSettings(model).refreshMinUs,
        maxUs: classicSettings(model).refreshMaxUs,
      })
    },
    leader: (_purpose, candidates) => candidates[0],
    eventDelayUs(node, nowUs) {
      const late = queued
        .get(model.nodes[node].name)
        ?.find(({ downUs, hasEvent }) => hasEvent && downUs >= nowUs && downUs - nowUs <= queuedUs)
      if (!late) return latencyUs
      // Eight ways to and fro: what of them comes after the end fails.
      const beforeDown = late.failures >= 3 ? -1 : late.failures === 2 ? 5 : 7
      return Math.max(latencyUs, late.downUs - nowUs - beforeDown * latencyUs)
    },
  }
}

interface LoopOptions {
  /** Known beats, microseconds, rising. */
  readonly beats: readonly number[]
  readonly downs: readonly (readonly [number, number])[]
  readonly startUs: number
  readonly minUs: number
  readonly maxUs: number
}

/** A loop through the known beats, with others between them that a log would not have shown. */
function recordedLoop({ beats, downs, startUs, minUs, maxUs }: LoopOptions): Loop {
  let lastUs = startUs
  const known = beats.filter((beat) => beat > startUs)
  /** A beat while the engine is down would have been logged: it must have come later. */
  const notDown = (timeUs: number) => {
    const down = downs.find(([from, until]) => timeUs >= from && timeUs < until)
    return down ? down[1] + 1000 : timeUs
  }
  return {
    lastUntil: (timeUs) => known.findLast((beat) => beat <= timeUs),
    nextAfter(timeUs) {
      for (const beat of known) if (beat <= timeUs && beat > lastUs) lastUs = beat
      const next = known.find((beat) => beat > timeUs)
      while (lastUs + maxUs <= timeUs) lastUs += Math.floor((minUs + maxUs) / 2)
      if (next !== undefined && next <= lastUs + maxUs + slackUs) {
        lastUs = next
        return next
      }
      const between = notDown(Math.max(timeUs + 1, lastUs + minUs))
      lastUs = next !== undefined && between >= next ? next : between
      return lastUs
    },
  }
}

/** Times during which each engine refused connections. */
function downTimes(run: RecordedRun): ReadonlyMap<string, [number, number][]> {
  const downs = new Map<string, [number, number][]>()
  for (const { k, op, node, t } of run.trace) {
    if (k !== 'do' || !node) continue
    const list = downs.get(node) ?? []
    downs.set(node, list)
    const last = list.at(-1)
    if (op === 'node-down') list.push([t * 1000, Number.POSITIVE_INFINITY])
    if (op === 'node-up' && last) last[1] = t * 1000
  }
  return downs
}

interface QueuedEvent {
  readonly downUs: number
  /** Failures that the waiting event must have added. */
  readonly failures: number
  /** An event of the engine can explain them; otherwise its refresh was under way. */
  readonly hasEvent: boolean
}

/**
 * Moments at which an engine went down and was declared unhealthy although its loop had not come
 * round often enough: an event was being handled, or waited to be (trace 21).
 */
function queuedEvents(
  run: RecordedRun,
  { limit, reading }: { readonly limit: number; readonly reading: Reading },
): ReadonlyMap<string, QueuedEvent[]> {
  const found = new Map<string, QueuedEvent[]>()
  if (reading === 'nothing') return found
  const beats = beatsByNode(run)
  for (const node of nodeHistories(run).keys()) {
    const events = unhealthyTimes(run, node).flatMap((flaggedMs) => {
      const down = run.trace.findLast(
        ({ k, op, node: of, t }) =>
          k === 'do' && op === 'node-down' && of === node && t <= flaggedMs,
      )
      if (!down) return []
      const isBetween = (t: number) => t > down.t && t <= flaggedMs + logMs
      const refreshes = (beats.get(node) ?? []).filter(isBetween).length
      // Requests of the script and creations of the watchdog are refused and counted as well.
      const hasRequests = run.trace.some(
        ({ k, op, t, status, msg = '' }) =>
          isBetween(t) &&
          ((k === 'do' && op !== 'node-down' && Number(status) >= 400) ||
            (msg.startsWith('Failed to reschedule') && msg.includes('Cannot connect'))),
      )
      const failures = limit - refreshes
      const isLikely = run.trace.some(
        ({ k, node: of, t }) =>
          k === 'event' && of === node && t > down.t - queuedUs / 1000 && t < flaggedMs,
      )
      const hasEvent = reading === 'likelier' ? isLikely : reading === 'events'
      return failures > 0 && !hasRequests ? [{ downUs: down.t * 1000, failures, hasEvent }] : []
    })
    found.set(node, events)
  }
  return found
}

function unhealthyTimes(run: RecordedRun, node: string): number[] {
  return run.trace.flatMap(({ k, msg = '', fields = '', t }) =>
    k === 'log' && msg.startsWith('Flagging engine as unhealthy') && fields.endsWith(`name=${node}`)
      ? [t]
      : [],
  )
}
