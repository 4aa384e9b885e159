/**
 * Over the timeline's lanes: bookmarks on the axis, and below what runs the lane of expectations, red
 * where one is broken. Buttons, because each leads to its moment.
 */
import { useSelector } from '@xstate/react'
import { memo, useMemo } from 'react'
import { clockOf } from '../../projection/harbour-words.ts'
import type { TimeSpan } from '../../projection/timeline-axis.ts'
import { type TimelineGeometry, timeScale } from '../draw/timeline-drawing.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { useSend } from '../state/workbench-react.ts'
import { bookmarksActor } from './bookmarks.ts'
import { brokenParts } from './broken-parts.ts'

interface MarksProps {
  readonly run: LoadedRun
  readonly geometry: TimelineGeometry
  readonly span: TimeSpan
}

/** It moves with zoom and size, never with time. */
export const MarksLane = memo(function MarksLane({ run, geometry, span }: MarksProps) {
  const bookmarks = useSelector(bookmarksActor, ({ context }) => context.bookmarks)
  const send = useSend()
  const x = timeScale(span, geometry)
  const within = bookmarks.filter(
    ({ timeUs }) => timeUs >= span.fromUs && timeUs <= Math.min(span.untilUs, run.trace.endUs),
  )
  return (
    <>
      {within.map(({ timeUs, name }) => (
        <button
          key={timeUs}
          type="button"
          className="bookmark"
          style={{ left: x(timeUs) }}
          title={`${name}, ${clockOf(timeUs)}`}
          aria-label={`Bookmark ${name}, ${clockOf(timeUs)}`}
          onClick={() => send({ type: 'seek', timeUs })}
        />
      ))}
      {geometry.claimsY !== undefined && (
        <Claims run={run} geometry={geometry} span={span} y={geometry.claimsY} />
      )}
    </>
  )
})

function Claims({ run, geometry, span, y }: MarksProps & { readonly y: number }) {
  const send = useSend()
  const parts = useMemo(
    () => brokenParts(run.expectations ?? [], timeScale(span, geometry), span),
    [run, geometry, span],
  )
  const count = run.expectations?.length ?? 0
  const width = geometry.width - geometry.left - geometry.right
  return (
    <div className="claims" style={{ top: y }}>
      <span className="claims-name" style={{ width: geometry.left - 12 }}>
        expects {count}
      </span>
      <i style={{ left: geometry.left, width: Math.max(0, width) }} />
      {parts.map(({ from, to, timeUs, text }) => (
        <button
          key={from}
          type="button"
          style={{ left: from, width: Math.max(3, to - from) }}
          title={text}
          aria-label={text}
          onClick={() => send({ type: 'seek', timeUs })}
        />
      ))}
    </div>
  )
}
