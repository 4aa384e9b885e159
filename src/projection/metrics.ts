/**
 * The figures of a run over time, one series each, from one walk over the trace: availability, what
 * is reserved, how even the nodes are filled, what has no place, copies too many, moves; and the
 * times that failures took to be noticed and to be made good.
 */
import type { Trace } from '../model/trace.ts'
import { createBooking, type LoadMeasure } from './metrics-booking.ts'
import { createSteps, type SteppedSeries } from './metrics-steps.ts'
import { createOutageTracker, type Outage, runsWithinReach } from './outages.ts'
import { createPlacedOn } from './placed-on.ts'
import { createRecoveryTracker, type Incident, incidents } from './recovery.ts'
import { createTally } from './tally.ts'
import { type Visitor, walk } from './walk.ts'

export const metricNames = [
  'availability',
  'unplaced',
  'duplicates',
  'moves',
  'memory',
  'cpu',
  'balance',
] as const
export type MetricName = (typeof metricNames)[number]

export interface Metric extends SteppedSeries {
  readonly name: MetricName
  /** A share of one, or a number of containers. */
  readonly unit: 'share' | 'count'
}

export interface Metrics {
  readonly endUs: number
  readonly metrics: readonly Metric[]
  /** What the balance is about. */
  readonly load: LoadMeasure
  /** Failures, with the times to notice them and to be whole again. */
  readonly incidents: readonly Incident[]
  /** Time in which no copy of what had run did, summed over all that was asked for: what `reberth run` calls downtime. */
  readonly downtimeUs: number
  /** Time in which a copy ran, but on a machine that was cut off, summed in the same way. */
  readonly outOfReachUs: number
}

export function metricsOf(trace: Trace): Metrics {
  const placedOn = createPlacedOn(trace)
  const tally = createTally(trace, placedOn)
  const booking = createBooking(trace, placedOn)
  const away = createOutageTracker(trace, placedOn)
  const reach = createOutageTracker(trace, placedOn, runsWithinReach)
  const recovery = createRecoveryTracker(trace)
  const writers = metricNames.map((name) => createSteps(name === 'availability' ? 1 : 0))
  const [availability, unplaced, duplicates, moves, memory, cpu, balance] = writers
  const sample: Visitor = {
    after({ timeUs }) {
      const now = tally.of('')
      // Copies too many do not make good for those that are missing. Before anything is asked for, all is there.
      const runs = Math.min(now.asked, now.running - now.duplicates)
      availability.put(timeUs, now.asked === 0 ? 1 : runs / now.asked)
      unplaced.put(timeUs, now.unplaced)
      duplicates.put(timeUs, now.duplicates)
      moves.put(timeUs, now.moves)
      memory.put(timeUs, booking.memory)
      cpu.put(timeUs, booking.cpu)
      balance.put(timeUs, booking.spread)
    },
  }
  walk(trace, [placedOn, tally, booking, away, reach, recovery, sample])
  const outages = reach.all(trace.endUs)
  const downtimeUs = totalOf(away.all(trace.endUs))
  const unitOf = (name: MetricName) => {
    if (name === 'balance') return booking.measure === 'count' ? 'count' : 'share'
    return name === 'availability' || name === 'memory' || name === 'cpu' ? 'share' : 'count'
  }
  return {
    endUs: trace.endUs,
    metrics: metricNames.map((name, index) => ({
      name,
      unit: unitOf(name),
      ...writers[index].finish(trace.endUs),
    })),
    load: booking.measure,
    incidents: incidents(recovery.recoveries(outages)),
    downtimeUs,
    // What began to run out of reach was never within it: less than nothing is nothing.
    outOfReachUs: Math.max(0, totalOf(outages) - downtimeUs),
  }
}

function totalOf(outages: readonly Outage[]): number {
  return outages.reduce((sum, { lostUs, endUs }) => sum + endUs - lostUs, 0)
}
