/**
 * Over the lane of what happens: a handle on each entry of the draft's timeline. Dragged, or moved with
 * the arrows, it writes another time into the text; the run follows when it is let go.
 */
import { useSelector } from '@xstate/react'
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { clockOf } from '../../projection/harbour-words.ts'
import type { TimeSpan } from '../../projection/timeline-axis.ts'
import { type TimelineGeometry, timeScale } from '../draw/timeline-drawing.ts'
import { useSend } from '../state/workbench-react.ts'
import { type DatedEntry, snapped, snapStepUs } from './dated-entries.ts'
import { followDrag } from './follow-drag.ts'
import { timesActor } from './times-machine.ts'

export interface EntryMarksProps {
  readonly geometry: TimelineGeometry
  readonly span: TimeSpan
}

export function EntryMarks({ geometry, span }: EntryMarksProps) {
  const entries = useSelector(timesActor, ({ context }) => context.entries)
  const held = useSelector(timesActor, ({ context }) => context.held?.index)
  const pointed = useSelector(timesActor, ({ context }) => context.pointed)
  const x = timeScale(span, geometry)
  if (geometry.happensY < 0) return null // On a phone that lane is not drawn.
  const drawn = toldApart(entries, span, x)
  return (
    <>
      {drawn.map(({ index, atUs, entry }) => (
        <EntryMark
          key={index}
          {...{ index, atUs, entry, geometry, span }}
          isHeld={index === held}
          isPointed={index === pointed}
        />
      ))}
    </>
  )
}

interface PlacedEntry {
  readonly index: number
  readonly atUs: number
  readonly entry: DatedEntry
}

/** From so many on, those that would cover each other to the pixel wait for a closer look. */
const marksMany = 60

function toldApart(
  entries: readonly DatedEntry[],
  { fromUs, untilUs }: TimeSpan,
  x: (timeUs: number) => number,
): readonly PlacedEntry[] {
  const within = entries.flatMap((entry, index) => {
    const { atUs } = entry
    return atUs === undefined || atUs < fromUs || atUs > untilUs ? [] : [{ index, atUs, entry }]
  })
  if (within.length < marksMany) return within
  const taken = new Set<number>()
  return within.filter(({ atUs }) => {
    const place = Math.round(x(atUs) / 3)
    if (taken.has(place)) return false
    taken.add(place)
    return true
  })
}

interface EntryMarkProps extends EntryMarksProps, PlacedEntry {
  readonly isHeld: boolean
  readonly isPointed: boolean
}

function EntryMark({ index, atUs, entry, geometry, span, isHeld, isPointed }: EntryMarkProps) {
  const mark = useRef<HTMLDivElement>(null)
  const send = useSend()
  const x = timeScale(span, geometry)
  const usPerPixel = x.invert(geometry.left + 1) - x.invert(geometry.left)
  const step = snapStepUs(usPerPixel)
  const point = (at: number) => timesActor.send({ type: 'pointed', index: at, by: 'mark' })
  const place = { left: x(atUs), top: geometry.happensY }
  if (entry.fixed !== '') {
    const words = `${entry.words}, ${clockOf(atUs)}. ${entry.fixed}`
    return <div className="entry-mark fixed" style={place} title={words} />
  }
  const grab = (event: PointerEvent) => {
    if (event.button !== 0) return
    timesActor.send({ type: 'grabbed', index })
    const lanes = mark.current?.offsetParent?.getBoundingClientRect()
    // In a room the lanes are enlarged: the page's pixels are not theirs.
    const scale = lanes === undefined ? 1 : geometry.width / lanes.width
    followDrag(event.nativeEvent, {
      onMoved(distance) {
        const to = snapped(atUs + distance * scale * usPerPixel, step, span)
        timesActor.send({ type: 'moved', atUs: to })
      },
      onReleased(hasMoved) {
        timesActor.send({ type: 'released' })
        if (hasMoved) return
        timesActor.send({ type: 'revealed', index })
        send({ type: 'seek', timeUs: atUs })
      },
      onCancelled: () => timesActor.send({ type: 'cancelled' }),
    })
  }
  const press = (event: KeyboardEvent) => {
    const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z'
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key]
    if (isUndo) timesActor.send({ type: event.shiftKey ? 'redo' : 'undo' })
    else if (event.key === 'Enter') timesActor.send({ type: 'revealed', index })
    else if (by !== undefined) {
      const to = snapped(atUs + by * (event.shiftKey ? 10 : 1) * step, step, span)
      timesActor.send({ type: 'stepped', index, atUs: to })
    } else return
    // Neither the harbour nor the list of branches takes these keys from here.
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <>
      {isHeld && (
        <div className="entry-line" style={{ left: place.left, top: geometry.axisY + 8 }}>
          <span>{clockOf(atUs)}</span>
        </div>
      )}
      <div
        ref={mark}
        className={`entry-mark${isHeld ? ' held' : ''}${isPointed ? ' pointed' : ''}`}
        style={place}
        role="slider"
        tabIndex={0}
        title={`${entry.words}, ${clockOf(atUs)}: drag it to another time`}
        aria-label={`Time of ${entry.words}`}
        aria-valuemin={span.fromUs}
        aria-valuemax={span.untilUs}
        aria-valuenow={atUs}
        aria-valuetext={clockOf(atUs)}
        onPointerDown={grab}
        onPointerEnter={() => point(index)}
        onPointerLeave={() => point(-1)}
        onFocus={() => point(index)}
        onBlur={() => point(-1)}
        onKeyDown={press}
      />
    </>
  )
}
