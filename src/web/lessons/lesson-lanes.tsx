/**
 * Over the timeline's lanes during a lesson: what has not run yet is covered, a question's mark can be
 * dragged there, and once it has run, mark and truth stand together with the distance.
 */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { clockOf } from '../../projection/harbour-words.ts'
import { decidedUs } from '../../projection/lesson/explain-answer.ts'
import type { TimeSpan } from '../../projection/timeline-axis.ts'
import { type TimelineGeometry, timeScale } from '../draw/timeline-drawing.ts'
import { pointWithin } from '../input/own-pixels.ts'
import { useWorkbench } from '../state/workbench-react.ts'
import { HandsLanes } from './hands-lanes.tsx'
import { lessonActor } from './lesson-machine.ts'
import { distanceInWords, markTime } from './mark.ts'
import { type AskedQuestion, useQuestion, useShown } from './use-lesson.ts'

interface LessonLanesProps {
  readonly geometry: TimelineGeometry
  readonly span: TimeSpan
}

export default function LessonLanes({ geometry, span }: LessonLanesProps) {
  const shown = useShown()
  const question = useQuestion(shown)
  const timeUs = useWorkbench((context) => context.timeUs)
  const isOver = shown !== undefined && timeUs >= shown.stage.untilUs
  const type = shown?.scene.type
  const placeOf = (atUs: number) =>
    timeScale(span, geometry)(Math.max(span.fromUs, Math.min(span.untilUs, atUs)))
  const left = placeOf(timeUs)
  const isTime = question?.scene.question.type === 'when'
  return (
    <>
      <div className="not-yet" style={{ left, top: geometry.axisY + 8 }}>
        <span>not yet run</span>
      </div>
      {isTime && <HandsLanes question={question} top={geometry.axisY + 8} placeOf={placeOf} />}
      {isTime && type === 'predict' && (
        <TimeMark question={question} geometry={geometry} span={span} placeOf={placeOf} />
      )}
      {isTime && (type === 'explain' || type === 'run') && (
        <Together question={question} placeOf={placeOf} isTold={type === 'explain' || isOver} />
      )}
    </>
  )
}

interface MarkProps {
  readonly question: AskedQuestion
  readonly placeOf: (timeUs: number) => number
}

/** A slider of its own: dragged, clicked beside, or moved by keys. */
function TimeMark({ question, geometry, span, placeOf }: MarkProps & LessonLanesProps) {
  const field = useRef<HTMLDivElement>(null)
  const { scene, mark } = question
  const { atUs, horizonUs } = scene
  const timeUs = mark?.type === 'when' ? mark.timeUs : undefined
  const set = (to: number) => lessonActor.send({ type: 'marked', mark: markTime(scene, to) })
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1 || field.current === null) return
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId)
    const { offsetLeft, offsetWidth } = field.current
    const x = offsetLeft + pointWithin(field.current, event, offsetWidth).x
    set(timeScale(span, geometry).invert(x))
  }
  const press = (event: KeyboardEvent) => {
    const second = 1_000_000
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    event.stopPropagation()
    set((timeUs ?? atUs) + step * (event.shiftKey ? 10 : 1) * second)
  }
  const left = placeOf(atUs)
  return (
    <div
      ref={field}
      className="mark-field"
      style={{ left, width: placeOf(horizonUs) - left, top: geometry.axisY + 8 }}
      onPointerDown={drag}
      onPointerMove={drag}
    >
      <div
        className={timeUs === undefined ? 'time-mark unset' : 'time-mark'}
        style={{ left: placeOf(timeUs ?? (atUs + horizonUs) / 2) - left }}
        role="slider"
        tabIndex={0}
        aria-label="My mark on the timeline"
        aria-valuemin={atUs}
        aria-valuemax={horizonUs}
        aria-valuenow={timeUs ?? atUs}
        aria-valuetext={timeUs === undefined ? 'not set' : clockOf(timeUs)}
        onKeyDown={press}
      >
        <span>{timeUs === undefined ? 'drag your mark' : `my mark ${clockOf(timeUs)}`}</span>
      </div>
    </div>
  )
}

/** The mark, and when it is known the truth, with what lies between them. */
function Together({ question, placeOf, isTold }: MarkProps & { readonly isTold: boolean }) {
  const { answer, mark } = question
  const markUs = mark?.type === 'when' ? mark.timeUs : undefined
  const truthUs = isTold ? decidedUs(answer) : -1
  const isNear =
    markUs !== undefined && truthUs >= 0 && Math.abs(placeOf(markUs) - placeOf(truthUs)) < 300
  return (
    <>
      {markUs !== undefined && (
        <div className="time-mark fixed" style={{ left: placeOf(markUs) }}>
          <span>my mark {clockOf(markUs)}</span>
        </div>
      )}
      {truthUs >= 0 && (
        <div
          className={`time-mark truth${isNear ? ' near' : ''}`}
          style={{ left: placeOf(truthUs) }}
        >
          <span>
            it was {clockOf(truthUs)}
            {markUs !== undefined && `: ${distanceInWords(answer, mark)}`}
          </span>
        </div>
      )}
    </>
  )
}
