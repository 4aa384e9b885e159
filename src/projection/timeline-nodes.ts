/**
 * One lane per node to which something happened: what the machine was, what the manager believed,
 * and the gap between the two with its length.
 */

import { eventOf, stepOf, tables } from '../machine/steps.ts'
import { factCode, factTypes } from '../model/facts.ts'
import { type EngineState, engineStates, type NodeState, nodeStates } from '../model/states.ts'
import type { Trace } from '../model/trace.ts'

export interface Span<State> {
  readonly fromUs: number
  readonly untilUs: number
  readonly state: State
}

/** The manager believed what was no longer so. */
export interface Gap {
  readonly fromUs: number
  readonly untilUs: number
  /** False where the run ended before anyone noticed. */
  readonly isNoticed: boolean
  /** What was believed meanwhile. */
  readonly believed: 'healthy' | 'unhealthy'
}

export interface NodeLane {
  readonly node: number
  readonly actual: readonly Span<NodeState>[]
  readonly believed: readonly Span<EngineState>[]
  /** Refused connections, as the manager counted them. */
  readonly failuresUs: readonly number[]
  readonly gaps: readonly Gap[]
}

/** Lanes of the nodes that changed after they had first joined, in the order of the model. */
export function nodeLanes(trace: Trace): NodeLane[] {
  const count = trace.model.nodes.length
  const actual: Span<NodeState>[][] = Array.from({ length: count }, () => [])
  const believed: Span<EngineState>[][] = Array.from({ length: count }, () => [])
  const failuresUs: number[][] = Array.from({ length: count }, () => [])
  const hasLeft = new Uint8Array(count)
  for (let row = 0; row < trace.length; row++) {
    const type = trace.type[row]
    const node = trace.a[row]
    const timeUs = trace.timeUs[row]
    if (type === factCode['engine.refused']) failuresUs[node].push(timeUs)
    if (type === factCode['node.left']) hasLeft[node] = 1
    if (machineOf[type] === 'node')
      advance(actual[node], 'absent', nodeStates, 'node', type, timeUs)
    if (machineOf[type] === 'engine') {
      advance(believed[node], 'unknown', engineStates, 'engine', type, timeUs)
    }
  }
  const lanes: NodeLane[] = []
  for (let node = 0; node < count; node++) {
    finish(actual[node], trace.endUs)
    finish(believed[node], trace.endUs)
    const isLate = (actual[node][0]?.fromUs ?? 0) > 0
    const isCalm = actual[node].length <= 1 && believed[node].length <= 2
    if (isCalm && !isLate && failuresUs[node].length === 0 && hasLeft[node] === 0) continue
    lanes.push({
      node,
      actual: actual[node],
      believed: believed[node],
      failuresUs: failuresUs[node],
      gaps: gapsOf(actual[node], believed[node], trace.endUs),
    })
  }
  return lanes
}

/** From when the machine changed until the manager's belief followed. */
function gapsOf(
  actual: readonly Span<NodeState>[],
  believed: readonly Span<EngineState>[],
  endUs: number,
): Gap[] {
  const gaps: Gap[] = []
  for (const { fromUs, untilUs, state } of actual) {
    if (state === 'absent') continue
    const wrong = state === 'up' ? 'unhealthy' : 'healthy'
    for (const belief of believed) {
      if (belief.state !== wrong) continue
      const from = Math.max(fromUs, belief.fromUs)
      const until = Math.min(untilUs, belief.untilUs)
      if (until <= from) continue
      gaps.push({
        fromUs: from,
        untilUs: until,
        isNoticed: belief.untilUs < endUs && belief.untilUs <= untilUs,
        believed: wrong,
      })
    }
  }
  return gaps
}

/** Which machine each fact steps, by code. */
const machineOf = factTypes.map((type) => stepOf[type]?.machine)

function advance<State extends string>(
  spans: Span<State>[],
  initial: State,
  states: readonly State[],
  machine: 'node' | 'engine',
  type: number,
  timeUs: number,
): void {
  const last = spans.at(-1)
  const table = tables[machine]
  const before = states.indexOf(last?.state ?? initial)
  const state = states[table.next[before * table.events.length + eventOf[type]]]
  if (last !== undefined) spans[spans.length - 1] = { ...last, untilUs: timeUs }
  spans.push({ fromUs: timeUs, untilUs: timeUs, state })
}

function finish<State>(spans: Span<State>[], endUs: number): void {
  const last = spans.at(-1)
  if (last !== undefined) spans[spans.length - 1] = { ...last, untilUs: endUs }
  // Facts of one moment leave spans without length.
  for (let at = spans.length - 1; at >= 0; at--) {
    if (spans[at].untilUs === spans[at].fromUs && spans[at].untilUs !== endUs) spans.splice(at, 1)
  }
}
