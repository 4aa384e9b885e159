/**
 * The timeline's lanes as columns: how many containers are asked for, run and are believed to run;
 * what happened; what was decided. One walk over the trace, made once.
 */
import type { Cluster } from '../model/cluster.ts'
import { beliefState, isTrustedBelief, slotState } from '../model/states.ts'
import type { Trace } from '../model/trace.ts'
import { readingOf } from './managers/registry.ts'
import { createPlacedOn, type PlacedOn } from './placed-on.ts'
import { type NodeLane, nodeLanes } from './timeline-nodes.ts'
import { happeningWords, isFaultAction } from './timeline-words.ts'
import { type Row, walk } from './walk.ts'

/** Steps: from `timeUs[i]` on there are so many, until the next step. */
export interface RunningSeries {
  readonly timeUs: Float64Array
  readonly asked: Int32Array
  /** Slots of which at least one container runs. */
  readonly runs: Int32Array
  readonly believed: Int32Array
}

export interface Happening {
  readonly timeUs: number
  readonly row: number
  readonly text: string
  /** True for what breaks machines, false for what a user asked. */
  readonly isFault: boolean
}

/** One decision of the scheduler. */
export interface DecisionMark {
  readonly timeUs: number
  readonly row: number
  readonly slot: number
  readonly isRefused: boolean
  /** Moves are drawn; first placements are not. */
  readonly isMove: boolean
}

export interface Timeline {
  readonly endUs: number
  readonly running: RunningSeries
  readonly happenings: readonly Happening[]
  readonly lanes: readonly NodeLane[]
  readonly decisions: readonly DecisionMark[]
}

export function timelineOf(trace: Trace): Timeline {
  const placedOn = createPlacedOn(trace)
  const running = runningCounter(trace, placedOn)
  const { placement, refusedSlot, isMoved } = readingOf(trace.model)
  const happenings: Happening[] = []
  const decisions: DecisionMark[] = []
  const { timeline } = trace.model
  walk(trace, [
    placedOn,
    {
      after(fact, cluster) {
        running.after(fact, cluster)
        const { type, timeUs, row, a } = fact
        if (type === 'timeline.reached') {
          const entry = timeline[a]
          const text = happeningWords(trace, entry)
          happenings.push({ timeUs, row, text, isFault: isFaultAction(entry.action) })
        }
        if (type === placement) {
          const { slot } = trace.tables.containers[a]
          const isMove = isMoved(trace, cluster, a)
          decisions.push({ timeUs, row, slot, isRefused: false, isMove })
        }
        const refused = refusedSlot(trace, fact)
        if (refused >= 0) {
          const isMove = cluster.slots.placements[refused] > 0
          decisions.push({ timeUs, row, slot: refused, isRefused: true, isMove })
        }
      },
    },
  ])
  return {
    endUs: trace.endUs,
    running: running.series(),
    happenings,
    lanes: nodeLanes(trace),
    decisions,
  }
}

/** Keeps the three counts up to date fact by fact, looking only at slots that a fact touches. */
function runningCounter(trace: Trace, placedOn: PlacedOn) {
  const { slots, containers } = trace.tables
  const { trusting } = readingOf(trace.model)
  const isAsked = new Uint8Array(slots.length)
  const isRunning = new Uint8Array(slots.length)
  const isBelieved = new Uint8Array(slots.length)
  const now = { asked: 0, runs: 0, believed: 0 }
  const steps: { timeUs: number; asked: number; runs: number; believed: number }[] = [
    { timeUs: 0, ...now },
  ]

  function touch(slot: number, cluster: Cluster): void {
    if (slot < 0) return
    const asked = cluster.slots.asked[slot] === slotState.running ? 1 : 0
    const runs = asked === 1 && cluster.slots.running[slot] > 0 ? 1 : 0
    const believed = asked === 1 && isBelievedToRun(cluster, slot) ? 1 : 0
    now.asked += asked - isAsked[slot]
    now.runs += runs - isRunning[slot]
    now.believed += believed - isBelieved[slot]
    isAsked[slot] = asked
    isRunning[slot] = runs
    isBelieved[slot] = believed
  }

  return {
    after({ type, timeUs, a }: Row, cluster: Cluster): void {
      if (type.startsWith('slot.')) touch(a, cluster)
      else if (touchesContainer(type)) touch(containers[a].slot, cluster)
      else if (trusting.has(type)) {
        const { believedNode } = cluster.containers
        for (const index of placedOn.of(a)) {
          if (believedNode[index] === a) touch(containers[index].slot, cluster)
        }
      } else return
      const last = steps[steps.length - 1]
      const isSame =
        last.asked === now.asked && last.runs === now.runs && last.believed === now.believed
      if (isSame) return
      if (last.timeUs === timeUs) steps[steps.length - 1] = { timeUs, ...now }
      else steps.push({ timeUs, ...now })
    },
    series: (): RunningSeries => ({
      timeUs: Float64Array.from(steps, ({ timeUs }) => timeUs),
      asked: Int32Array.from(steps, ({ asked }) => asked),
      runs: Int32Array.from(steps, ({ runs }) => runs),
      believed: Int32Array.from(steps, ({ believed }) => believed),
    }),
  }
}

function isBelievedToRun({ slots, containers, nodes }: Cluster, slot: number): boolean {
  const holder = slots.container[slot]
  if (holder < 0 || containers.believed[holder] !== beliefState.running) return false
  const node = containers.believedNode[holder]
  return node >= 0 && isTrustedBelief(nodes.believed[node])
}

function touchesContainer(type: string): boolean {
  return type.startsWith('container.') || type.startsWith('belief.') || type.startsWith('task.')
}
