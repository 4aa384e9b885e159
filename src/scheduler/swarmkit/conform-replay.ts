/**
 * Runs a recorded case on our scheduler: its nodes, services and tasks, then step by step, each until
 * the scheduler has no more work. The tasks' states are kept here, as the manager's store would.
 */
import { createRandom } from '../../sim/random.ts'
import { createSwarmkitChance } from './chance.ts'
import { recordedNode, recordedSpec } from './conform-cluster.ts'
import type { RecordedCase, RecordedNode, RecordedStep, StateName } from './conform-record.ts'
import { isGlobalNode } from './global-nodes.ts'
import type { SwarmkitNode } from './node.ts'
import { createSwarmkitScheduler, type SwarmkitScheduler } from './scheduler.ts'
import type { CompiledTaskSpec } from './task-spec.ts'
import { type TaskState, taskState } from './task-state.ts'

interface StoredTask {
  readonly id: string
  readonly service: string
  readonly handle: number
  /** Given from the start; for others the scheduler is asked. */
  readonly node: string | undefined
  state: TaskState
  desired: TaskState
}

/** What a step leaves behind. */
export interface Snapshot {
  readonly globalNodes: Readonly<Record<string, readonly string[]>>
  readonly tasks: readonly SnapshotTask[]
}

export interface SnapshotTask {
  readonly id: string
  readonly service: string
  readonly isActive: boolean
  readonly isPending: boolean
  /** `''` for none. */
  readonly node: string
  readonly error: string
}

interface Replay {
  readonly scheduler: SwarmkitScheduler
  readonly nodes: Map<string, SwarmkitNode>
  readonly slots: Map<string, number>
  readonly ids: Map<number, string>
  readonly specs: ReadonlyMap<string, CompiledTaskSpec>
  readonly tasks: Map<string, StoredTask>
  readonly waiting: Map<number, StoredTask>
  globalNodes: Record<string, string[]>
}

/** Rounds a step may take before we call it a scheduler that never comes to rest. */
const roundsMax = 100

/** One snapshot per step; with the problems that made it impossible to go on, if any. */
export function replayCase(
  record: RecordedCase,
  seed: string,
): { readonly snapshots: readonly Snapshot[]; readonly problem: string } {
  const replay = startReplay(record, seed)
  const snapshots: Snapshot[] = []
  for (const [index, step] of record.steps.entries()) {
    replay.globalNodes = {}
    const problem = applyStep(replay, step) || settle(replay)
    if (problem !== '') return { snapshots, problem: `step ${index}: ${problem}` }
    snapshots.push(snapshotOf(replay))
  }
  return { snapshots, problem: '' }
}

/** The shapes of nodes as they are after all the steps before this one. */
function startReplay(record: RecordedCase, seed: string): Replay {
  const scheduler = createSwarmkitScheduler(createSwarmkitChance(createRandom(seed)))
  const replay: Replay = {
    scheduler,
    nodes: new Map(),
    slots: new Map(),
    ids: new Map(),
    specs: new Map(record.services.map((service) => [service.id, recordedSpec(service)])),
    tasks: new Map(),
    waiting: new Map(),
    globalNodes: {},
  }
  for (const { id } of record.services) scheduler.setService(id, 1)
  for (const node of record.nodes) putNode(replay, node)
  for (const { id, service, node, state, desired } of record.existing) {
    putTask(replay, { id, service, node, state, desired, specVersion: 1 })
  }
  return replay
}

function putNode(replay: Replay, recorded: RecordedNode): void {
  const node = recordedNode(recorded)
  const slot = replay.scheduler.setNode(node)
  replay.nodes.set(node.id, node)
  replay.slots.set(node.id, slot)
  replay.ids.set(slot, node.id)
}

interface TaskToPut {
  readonly id: string
  readonly service: string
  readonly node: string
  readonly state: StateName
  readonly desired: StateName
  readonly specVersion: number
}

function putTask(replay: Replay, given: TaskToPut): void {
  const { id, service, specVersion } = given
  const spec = replay.specs.get(service) ?? recordedSpec(undefined)
  const state = taskState[given.state]
  const desired = taskState[given.desired]
  const node = replay.slots.get(given.node)
  const handle = replay.scheduler.addTask({
    service,
    specVersion,
    spec,
    state,
    desired,
    ...(node === undefined ? {} : { node }),
  })
  const stored = {
    id,
    service,
    handle,
    node: node === undefined ? undefined : given.node,
    state,
    desired,
  }
  replay.tasks.set(id, stored)
  if (state === taskState.pending) replay.waiting.set(handle, stored)
}

/** Returns what is wrong with the step, `''` for nothing. */
function applyStep(replay: Replay, step: RecordedStep): string {
  switch (step.op) {
    case 'batch':
      for (const inner of step.batch) {
        const problem = applyStep(replay, inner)
        if (problem !== '') return problem
      }
      return ''
    case 'setNode':
      putNode(replay, step.node)
      return ''
    case 'create':
      for (let number = step.from; number <= step.to; number++) {
        putPending(replay, step, { id: `${step.service}.${number}`, node: '' })
      }
      return ''
    case 'createGlobal':
      return createGlobal(replay, step)
    default:
      return endTasks(replay, step)
  }
}

function createGlobal(replay: Replay, step: Extract<RecordedStep, { op: 'createGlobal' }>): string {
  const spec = replay.specs.get(step.service)
  if (spec === undefined) return `there is no service ${step.service}`
  const chosen = [...replay.nodes.values()].filter((node) => isGlobalNode(node, spec))
  replay.globalNodes[step.service] = chosen.map(({ id }) => id).sort()
  for (const { id } of chosen) {
    putPending(replay, step, { id: `${step.service}@${id}`, node: id })
  }
  return ''
}

function putPending(
  replay: Replay,
  {
    service,
    specVersion = 1,
  }: { readonly service: string; readonly specVersion?: number | undefined },
  { id, node }: { readonly id: string; readonly node: string },
): void {
  putTask(replay, { id, service, node, specVersion, state: 'pending', desired: 'running' })
}

function endTasks(
  { tasks, waiting, scheduler }: Replay,
  step: Extract<RecordedStep, { op: 'fail' | 'stop' | 'remove' }>,
): string {
  for (const id of step.tasks) {
    const task = tasks.get(id)
    if (task === undefined) return `there is no task ${id}`
    waiting.delete(task.handle)
    if (step.op === 'remove') {
      scheduler.removeTask(task.handle)
      tasks.delete(id)
      continue
    }
    task.state = taskState[step.state]
    task.desired = taskState.shutdown
    scheduler.updateTask(task.handle, { state: task.state, desired: task.desired, timeUs: 0 })
  }
  return ''
}

function settle({ scheduler, waiting }: Replay): string {
  for (let round = 0; round < roundsMax; round++) {
    const { assigned, confirmed, refused, shutDown } = scheduler.schedule(0)
    for (const handle of [...assigned, ...confirmed]) {
      const task = waiting.get(handle)
      if (task === undefined) return `task ${handle} was placed but does not wait`
      task.state = taskState.assigned
      waiting.delete(handle)
    }
    if (assigned.length + confirmed.length + refused.length + shutDown.length === 0) return ''
  }
  return 'the scheduler does not come to rest'
}

function snapshotOf({ scheduler, tasks, ids, globalNodes }: Replay): Snapshot {
  return {
    globalNodes,
    tasks: [...tasks.values()].map(({ id, service, handle, node, state, desired }) => {
      const isPending = state === taskState.pending
      const isPlaced = state >= taskState.assigned && state <= taskState.running
      return {
        id,
        service,
        isPending,
        isActive: isPlaced && desired <= taskState.complete,
        node: isPending ? '' : (node ?? ids.get(scheduler.nodeOf(handle)) ?? ''),
        error: isPending ? scheduler.errorOf(handle) : '',
      }
    }),
  }
}
