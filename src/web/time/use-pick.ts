/**
 * The pointer on the timeline: on the axis, and with a finger, a drag moves through time; on the lanes it
 * draws a span. A click goes to its moment.
 */
import { type PointerEvent, useRef } from 'react'
import { pointWithin } from '../input/own-pixels.ts'
import { isFreeToAct } from '../lessons/lesson-stage.ts'
import { useSend, Workbench } from '../state/workbench-react.ts'

/** A drag shorter than this, in pixels, is a click. */
const dragMin = 4

interface Drag {
  readonly x: number
  readonly timeUs: number
  readonly isPick: boolean
  hasMoved: boolean
}

/** @param axisUntil the axis ends so far below the upper edge, in pixels */
export function usePick(timeAt: (event: PointerEvent) => number, axisUntil: number) {
  const send = useSend()
  const actor = Workbench.useActorRef()
  const drag = useRef<Drag>(undefined)
  return {
    onPointerDown(event: PointerEvent<SVGSVGElement>) {
      if (event.buttons !== 1) return
      event.currentTarget.setPointerCapture(event.pointerId)
      const lanes = event.currentTarget
      const { y } = pointWithin(lanes, event, lanes.width.baseVal.value)
      const isPick =
        event.pointerType !== 'touch' && y > axisUntil && isFreeToAct(actor.getSnapshot().context)
      const timeUs = timeAt(event)
      drag.current = { x: event.clientX, timeUs, isPick, hasMoved: false }
      if (!isPick) send({ type: 'seek', timeUs })
    },
    onPointerMove(event: PointerEvent<SVGSVGElement>) {
      const { current } = drag
      if (event.buttons !== 1 || current === undefined) return
      if (!current.isPick) {
        send({ type: 'seek', timeUs: timeAt(event) })
        return
      }
      current.hasMoved ||= Math.abs(event.clientX - current.x) >= dragMin
      if (!current.hasMoved) return
      send({ type: 'pick', span: { fromUs: current.timeUs, untilUs: timeAt(event) } })
    },
    onPointerUp() {
      const { current } = drag
      drag.current = undefined
      if (current?.isPick !== true || current.hasMoved) return
      send({ type: 'pick', span: undefined })
      send({ type: 'seek', timeUs: current.timeUs })
    },
  }
}
