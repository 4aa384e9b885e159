/**
 * Small multiples of the run's figures: one axis of time, one playhead, each with its numbers as a
 * table. They are added up in a worker of their own, because a long run takes its time.
 */
import { useEffect, useState } from 'react'
import { formatCount, formatDuration, plural } from '../../model/format.ts'
import type { Trace } from '../../model/trace.ts'
import { clockOf } from '../../projection/harbour-words.ts'
import type { Metric, MetricName, Metrics } from '../../projection/metrics.ts'
import { within } from '../../projection/metrics-steps.ts'
import type { TimeSpan } from '../../projection/timeline-axis.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { useWorkbench } from '../state/workbench-react.ts'
import { isIn } from '../time/pick-changes.ts'
import { FailureTable } from './failure-table.tsx'
import { MetricChart } from './metric-chart.tsx'
import { type MetricWords, percent } from './metric-words.ts'

export default function MetricsCharts({ run }: { readonly run: LoadedRun }) {
  const metrics = useMetrics(run)
  const picked = useWorkbench((context) => context.picked)
  if (metrics === undefined) return <p className="quiet">Adding up …</p>
  if (metrics === 'failed') return <p className="quiet">The figures could not be added up.</p>
  const [availability] = metrics.metrics
  return (
    <div className="figures">
      <p className="headline">{headlineOf(metrics, availability)}</p>
      {picked !== undefined && (
        <p className="headline">{spanLine(metrics, availability, picked)}</p>
      )}
      {metrics.metrics.map((metric) => (
        <MetricChart key={metric.name} run={run} metric={metric} words={wordsOf(metrics, metric)} />
      ))}
      <FailureTable incidents={metrics.incidents} picked={picked} />
    </div>
  )
}

const titles: Readonly<Record<MetricName, MetricWords>> = {
  availability: { title: 'Available', about: 'of what is asked for, so much runs' },
  unplaced: { title: 'Without a place', about: 'asked for, and no node took them' },
  duplicates: { title: 'Copies too many', about: 'more than one runs for one asked for' },
  moves: { title: 'Moves', about: 'since the start' },
  memory: { title: 'Memory reserved', about: 'of what the trusted nodes have' },
  cpu: { title: 'Cpu reserved', about: 'of what the trusted nodes have' },
  balance: { title: 'Unevenness', about: 'standard deviation of the nodes’ load' },
}

const loads = { memory: 'memory', cpu: 'cpu', count: 'number of containers' } as const

function wordsOf({ load }: Metrics, { name }: Metric): MetricWords {
  const words = titles[name]
  return name === 'balance' ? { ...words, about: `${words.about}: ${loads[load]}` } : words
}

/** The conclusion first. */
function headlineOf(
  { downtimeUs, outOfReachUs, incidents }: Metrics,
  { mean, min }: Metric,
): string {
  const share = percent(mean)
  const hidden = outOfReachUs === 0 ? '' : `${formatDuration(outOfReachUs)} out of reach`
  if (downtimeUs === 0) {
    const but = hidden === '' ? '' : `, but some was ${hidden} in all`
    return `${share} available over the run; nothing that ran was ever missing${but}.`
  }
  const failures =
    incidents.length === 1 ? 'one failure' : `${formatCount(incidents.length)} failures`
  const after = incidents.length === 0 ? '' : ` after ${failures}`
  return `${share} available over the run, ${percent(min)} at worst; ${formatDuration(downtimeUs)} without a copy in all${hidden === '' ? '' : ` and ${hidden}`}${after}.`
}

/** The same of the span of time that is looked at by itself. */
function spanLine({ incidents }: Metrics, { steps }: Metric, picked: TimeSpan): string {
  const failed = plural(
    incidents.filter(({ failedUs }) => isIn(failedUs, picked)).length,
    'failure',
  )
  const known = within(steps, picked)
  const available =
    known === undefined ? '' : `${percent(known.mean)} available, ${percent(known.min)} at worst; `
  return `From ${clockOf(picked.fromUs)} to ${clockOf(picked.untilUs)}: ${available}${failed}.`
}

/** By trace: other colours make another run of the same one. */
const made = new WeakMap<Trace, Metrics>()

function useMetrics({ trace }: LoadedRun): Metrics | 'failed' | undefined {
  const [answer, setAnswer] = useState<{ trace: Trace; metrics: Metrics | 'failed' }>()
  useEffect(() => {
    if (made.has(trace)) return
    const worker = new Worker(new URL('./metrics-worker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = ({ data }: MessageEvent<Metrics>) => {
      made.set(trace, data)
      setAnswer({ trace, metrics: data })
      worker.terminate()
    }
    worker.onerror = (event) => {
      event.preventDefault()
      setAnswer({ trace, metrics: 'failed' })
    }
    worker.postMessage(trace)
    return () => worker.terminate()
  }, [trace])
  return made.get(trace) ?? (answer?.trace === trace ? answer.metrics : undefined)
}
