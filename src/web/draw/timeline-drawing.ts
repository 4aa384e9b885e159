/** What the lanes of the timeline are drawn from, and how time becomes pixels. */
import { type ScaleLinear, scaleLinear } from 'd3'
import type { HarbourPlan } from '../../projection/harbour-plan.ts'
import type { Timeline } from '../../projection/timeline.ts'
import type { TimeSpan } from '../../projection/timeline-axis.ts'
import type { NodeLane } from '../../projection/timeline-nodes.ts'

/** A lane of one node, or of a rack whose nodes fared alike. */
export interface LaneRow {
  readonly name: string
  readonly isTrouble: boolean
  readonly lanes: readonly NodeLane[]
}

export interface TimelineGeometry {
  readonly width: number
  readonly height: number
  /** Where the axis begins; names of the lanes stand left of it. */
  readonly left: number
  readonly right: number
  readonly axisY: number
  readonly runningY: number
  readonly runningHeight: number
  /** Lane of the expectations, nothing when there are none. */
  readonly claimsY?: number
  readonly happensY: number
  readonly lanesY: number
  readonly laneHeight: number
  readonly decisionsY: number
}

export interface TimelineDrawing {
  readonly timeline: Timeline
  readonly plan: HarbourPlan
  readonly span: TimeSpan
  readonly geometry: TimelineGeometry
  readonly rows: readonly LaneRow[]
  readonly isNarrow: boolean
}

export type TimeScale = ScaleLinear<number, number>

export function timeScale({ fromUs, untilUs }: TimeSpan, geometry: TimelineGeometry): TimeScale {
  return scaleLinear(
    [fromUs, Math.max(untilUs, fromUs + 1)],
    [geometry.left, geometry.width - geometry.right],
  )
}

export function round(value: number): number {
  return Math.round(value * 10) / 10
}
