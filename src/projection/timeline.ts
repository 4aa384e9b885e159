/**
 * The timeline's lanes as columns: how many containers are asked for, run and are believed to run;
 * what happened; what was decided. One walk over the trace, made once.
 */
import type { Cluster } from '../model/cluster.ts'
import type { TimelineEntry } from '../model/model.ts'
import { beliefState, engineState, slotState } from '../model/states.ts'
import type { Trace } from '../model/trace.ts'
import { nodesInWords } from './story/words.ts'
import { type NodeLane, nodeLanes } from './timeline-nodes.ts'
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

/** An entry in a few words: `crash node-2`, `join node-6`, `compose up vote`. */
function happeningWords(trace: Trace, { action, text }: TimelineEntry): string {
  const { manager } = trace.model
  const names = (indices: readonly number[]) => nodesInWords(trace, indices)
  switch (action.type) {
    case 'fault':
      return `${action.fault === 'unreachable' ? 'cut off' : action.fault} ${names(action.nodes)}`
    case 'node.join':
      return `join ${names(action.nodes)}`
    case 'node.leave':
      return `leave ${names(action.nodes)}`
    case 'manager.crash':
    case 'manager.recover':
      return `${action.type.slice('manager.'.length)} ${manager.managers[action.manager].name}`
    case 'container.run':
      return `${action.start ? 'run' : 'create'} ${action.name === '' ? action.service : action.name}`
    case 'compose.up':
    case 'compose.down':
      return `${action.type.replace('.', ' ')} ${action.project}`
    case 'compose.scale':
      return `scale ${action.service} to ${action.containers.length}`
    default:
      return text
  }
}

const faults: readonly string[] = ['fault', 'node.leave', 'manager.crash']

export function timelineOf(trace: Trace): Timeline {
  const running = runningCounter(trace)
  const happenings: Happening[] = []
  const decisions: DecisionMark[] = []
  const { timeline } = trace.model
  walk(trace, [
    {
      after(fact, cluster) {
        running.after(fact, cluster)
        const { type, timeUs, row, a } = fact
        if (type === 'timeline.reached') {
          const entry = timeline[a]
          const text = happeningWords(trace, entry)
          happenings.push({ timeUs, row, text, isFault: faults.includes(entry.action.type) })
        }
        if (type === 'container.placed') {
          const { slot, predecessor } = trace.tables.containers[a]
          decisions.push({ timeUs, row, slot, isRefused: false, isMove: predecessor >= 0 })
        }
        if (type === 'slot.unplaced') {
          const isMove = cluster.slots.placements[a] > 0
          decisions.push({ timeUs, row, slot: a, isRefused: true, isMove })
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
function runningCounter(trace: Trace) {
  const { slots, containers } = trace.tables
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
      else if (changesTrust(type)) {
        const { believedNode } = cluster.containers
        for (let index = 0; index < containers.length; index++) {
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
  return node >= 0 && nodes.believed[node] === engineState.healthy
}

function touchesContainer(type: string): boolean {
  return type.startsWith('container.') || type.startsWith('belief.')
}

function changesTrust(type: string): boolean {
  return (
    type === 'engine.unhealthy' ||
    type === 'engine.reconnected' ||
    type === 'engine.connected' ||
    type === 'engine.mismatched' ||
    type === 'engine.dropped'
  )
}
