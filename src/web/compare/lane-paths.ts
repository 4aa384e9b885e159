/** What the lanes of two runs are drawn from: steps, the area between them, and ticks of facts. */
import type { RunningSeries } from '../../projection/timeline.ts'

export type Scale = (value: number) => number

interface Step {
  readonly x: number
  readonly y: number
}

/** Points at which a count changes, at most one a pixel: the lowest of those that share one. */
export function stepsOf({ timeUs, runs }: RunningSeries, x: Scale, y: Scale): Step[] {
  const steps: Step[] = []
  for (let step = 0; step < timeUs.length; step++) {
    const at = Math.round(x(timeUs[step]))
    const height = Math.round(y(runs[step]) * 10) / 10
    const last = steps[steps.length - 1]
    if (last?.x !== at) steps.push({ x: at, y: height })
    // Down is where less runs: a dip of a moment must be seen.
    else if (height > last.y) steps[steps.length - 1] = { x: at, y: height }
  }
  return steps
}

export function linePath(steps: readonly Step[], endX: number): string {
  if (steps.length === 0) return ''
  const [first, ...rest] = steps
  return `M${first.x} ${first.y}${rest.map(({ x, y }) => `H${x}V${y}`).join('')}H${Math.round(endX)}`
}

/** Between the lines: there on the one, back on the other. */
export function areaPath(one: readonly Step[], other: readonly Step[], endX: number): string {
  if (one.length === 0 || other.length === 0) return ''
  const end = Math.round(endX)
  const back: string[] = []
  for (let at = other.length - 1; at >= 0; at--) back.push(`V${other[at].y}H${other[at].x}`)
  return `${linePath(one, end)}${back.join('')}Z`
}

export interface Ticks {
  /** Columns of pixels in which all facts have an equal in the other run. */
  readonly equal: string
  readonly different: string
}

/** One tick for each pixel in which a fact lies; a difference is never hidden by what is equal. */
export function tickPaths(
  timeUs: Float64Array,
  differentRows: Int32Array,
  { x, y, height }: { readonly x: Scale; readonly y: number; readonly height: number },
): Ticks {
  const different = new Set<number>()
  for (const row of differentRows) different.add(Math.round(x(timeUs[row])))
  const equal = new Set<number>()
  for (const at of timeUs) {
    const column = Math.round(x(at))
    if (!different.has(column)) equal.add(column)
  }
  const path = (columns: ReadonlySet<number>) =>
    [...columns].map((column) => `M${column} ${y}v${height}`).join('')
  return { equal: path(equal), different: path(different) }
}
