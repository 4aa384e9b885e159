/** The span of time that was drawn on the lanes: how long it is, what lies in it, and what to do with it. */
import { useMemo } from 'react'
import { formatCount, formatDuration, plural } from '../../model/format.ts'
import { clockOf } from '../../projection/harbour-words.ts'
import type { TimeSpan } from '../../projection/timeline-axis.ts'
import { type TimelineGeometry, timeScale } from '../draw/timeline-drawing.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'
import { countsIn } from './pick-changes.ts'

interface PickedProps {
  readonly run: LoadedRun
  readonly geometry: TimelineGeometry
  readonly span: TimeSpan
}

export function PickedSpan(props: PickedProps) {
  const picked = useWorkbench((context) => context.picked)
  return picked === undefined ? null : <Picked {...props} picked={picked} />
}

function Picked({ run, geometry, span, picked }: PickedProps & { readonly picked: TimeSpan }) {
  const send = useSend()
  const { fromUs, untilUs } = picked
  const counts = useMemo(() => countsIn(run, { fromUs, untilUs }), [run, fromUs, untilUs])
  const x = timeScale(span, geometry)
  const within = (timeUs: number) => x(Math.max(span.fromUs, Math.min(span.untilUs, timeUs)))
  const left = within(fromUs)
  const width = within(untilUs) - left
  const words = [
    formatDuration(untilUs - fromUs),
    `${formatCount(counts.facts)} ${counts.facts === 1 ? 'fact' : 'facts'}`,
    plural(counts.decisions, 'decision'),
    plural(counts.happenings, 'timeline event'),
  ].join(' · ')
  const play = () => {
    send({ type: 'seek', timeUs: fromUs })
    send({ type: 'play' })
  }
  return (
    <>
      <div className="picked" style={{ left, width, top: geometry.axisY + 8 }} />
      <section className="picked-words" aria-label="Span of time">
        <p role="status">
          <b>
            {clockOf(fromUs)} to {clockOf(untilUs)}
          </b>{' '}
          {words}
        </p>
        <button type="button" onClick={() => send({ type: 'span', span: { fromUs, untilUs } })}>
          Zoom to it
        </button>
        <button type="button" onClick={play}>
          Play it
        </button>
        <button type="button" onClick={() => send({ type: 'pick', span: undefined })}>
          Clear
        </button>
      </section>
    </>
  )
}
