/**
 * One lane per node to which something happened: what the machine was, what the manager believed,
 * and the gap between the two with its length.
 */

import { eventOf, stepOf, tables } from '../machine/steps.ts'
import { factCode, factTypes } from '../model/facts.ts'
import {
  beliefOfMember,
  engineStates,
  type NodeBelief,
  type NodeState,
  nodeBeliefs,
  nodeStates,
} from '../model/states.ts'
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
  readonly believed: readonly Span<NodeBelief>[]
  /** Refused connections, as the manager counted them. */
  readonly failuresUs: readonly number[]
  readonly gaps: readonly Gap[]
}

/** Lanes of the nodes that changed after they had first joined, in the order of the model. */
export function nodeLanes(trace: Trace): NodeLane[] {
  const count = trace.model.nodes.length
  const actual: Span<NodeState>[][] = Array.from({ length: count }, () => [])
  const believed: Span<NodeBelief>[][] = Array.from({ length: count }, () => [])
  const failuresUs: number[][] = Array.from({ length: count }, () => [])
  const hasLeft = new Uint8Array(count)
  for (let row = 0; row < trace.length; row++) {
    const type = trace.type[row]
    const node = trace.a[row]
    const timeUs = trace.timeUs[row]
    if (type === factCode['engine.refused']) failuresUs[node].push(timeUs)
    if (type === factCode['node.left']) hasLeft[node] = 1
    const machine = machineOf[type]
    if (machine === 'node') advance(actual[node], nodeStates, machine, type, timeUs)
    if (machine === 'engine') advance(believed[node], engineStates, machine, type, timeUs)
    if (machine === 'member') advance(believed[node], memberBeliefs, machine, type, timeUs)
  }
  const lanes: NodeLane[] = []
  for (let node = 0; node < count; node++) {
    finish(actual[node], trace.endUs)
    finish(believed[node], trace.endUs)
    const isLate = (actual[node][0]?.fromUs ?? 0) > 0
    const isCalm = actual[node].length <= 1 && opinions(believed[node]) <= 2
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

/** Swarm mode's states of a member as beliefs. */
const memberBeliefs = beliefOfMember.map((belief) => nodeBeliefs[belief])

/** Different opinions one after the other; that a new leader has to ask is none. */
function opinions(believed: readonly Span<NodeBelief>[]): number {
  const states = believed.map(({ state }) => state).filter((state) => state !== 'unconfirmed')
  return states.filter((state, at) => state !== states[at - 1]).length
}

/** From when the machine changed until the manager's belief followed. */
function gapsOf(
  actual: readonly Span<NodeState>[],
  believed: readonly Span<NodeBelief>[],
  endUs: number,
): Gap[] {
  const gaps: Gap[] = []
  for (const { fromUs, untilUs, state } of actual) {
    if (state === 'absent') continue
    const wrong = state === 'up' ? 'unhealthy' : 'healthy'
    let last: Gap | undefined
    for (const belief of believed) {
      // A new leader that knows nothing of the node yet still counts on it.
      const known = belief.state === 'unconfirmed' ? 'healthy' : belief.state
      if (known !== wrong) continue
      const from = Math.max(fromUs, belief.fromUs)
      const until = Math.min(untilUs, belief.untilUs)
      if (until <= from) continue
      const goesOn = last?.untilUs === from
      if (goesOn) gaps.pop()
      last = {
        fromUs: goesOn && last ? last.fromUs : from,
        untilUs: until,
        isNoticed: belief.untilUs < endUs && belief.untilUs <= untilUs,
        believed: wrong,
      }
      gaps.push(last)
    }
  }
  return gaps
}

/** Which machine each fact steps, by code. */
const machineOf = factTypes.map((type) => stepOf[type]?.machine)

function advance<State extends string>(
  spans: Span<State>[],
  states: readonly State[],
  machine: 'node' | 'engine' | 'member',
  type: number,
  timeUs: number,
): void {
  const last = spans.at(-1)
  const table = tables[machine]
  const before = last === undefined ? 0 : states.indexOf(last.state)
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
