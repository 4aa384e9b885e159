/**
 * What the leader's scheduler knew just before a fact, worked out from the trace alone: the store as it was
 * when the leader began, then every change told to a scheduler one by one, as the leader tells them. So
 * also what is not seen in any state is right: ports that are marked but not counted, names of generic
 * resources, failures of the last five minutes.
 */
import { applyRange, emptyClusterOf } from '../../machine/fold.ts'
import { compileSpec } from '../../manager/swarmkit/store/compiled-spec.ts'
import type { Cluster } from '../../model/cluster.ts'
import { factCode } from '../../model/facts.ts'
import { swarmkitSettings } from '../../model/settings.ts'
import { memberOfBelief, memberState, memberStates } from '../../model/states.ts'
import {
  availabilities,
  type SwarmNodeState,
  type TaskStateCode,
  taskStateCode,
  taskStateCodes,
} from '../../model/swarm-mode.ts'
import type { Trace } from '../../model/trace.ts'
import { createSwarmkitChance } from '../../scheduler/swarmkit/chance.ts'
import type { SwarmkitNode } from '../../scheduler/swarmkit/node.ts'
import {
  createPlacer,
  type Placer,
  type SwarmkitScheduler,
  schedulerOver,
} from '../../scheduler/swarmkit/scheduler.ts'
import type { CompiledTaskSpec } from '../../scheduler/swarmkit/task-spec.ts'
import { assert } from '../../sim/assert.ts'
import { createRandom } from '../../sim/random.ts'
import { nodeOfSlot, specOf } from './trace-tasks.ts'

export interface SchedulerPicture {
  readonly placer: Placer
  readonly scheduler: SwarmkitScheduler
  readonly cluster: Cluster
  /** Handle of a task in the scheduler, by container. */
  readonly handles: ReadonlyMap<number, number>
  /** Slot of a node in the scheduler. */
  readonly slots: ReadonlyMap<number, number>
  /** Tasks that were deleted while they waited: each may still take a place once, unseen. */
  readonly ghosts: ReadonlySet<number>
  /** Takes in the facts up to this row. */
  advance(row: number): void
}

/** The picture before fact `row`. */
export function pictureBefore(trace: Trace, row: number): SchedulerPicture {
  const cluster = emptyClusterOf(trace)
  const { tables, model } = trace
  const placer = createPlacer(
    createSwarmkitChance(createRandom(model.seed)),
    swarmkitSettings(model).extensions.spreadBy,
  )
  const scheduler = schedulerOver(placer)
  const handles = new Map<number, number>()
  const slots = new Map<number, number>()
  const ghosts = new Set<number>()
  const specs: (CompiledTaskSpec | undefined)[] = []
  const serviceNames = tables.services ?? []
  let position = termStart(trace, row)

  function requestOf(container: number): CompiledTaskSpec {
    const index = tables.containers[container].spec ?? -1
    let request = specs[index]
    if (request === undefined) {
      request = compileSpec(specOf(trace, container).spec).request
      specs[index] = request
    }
    return request
  }

  function setNode(node: number): void {
    const view = viewOf(trace, cluster, node)
    if (view !== undefined) slots.set(node, scheduler.setNode(view))
  }

  function addTask(container: number): void {
    const { containers } = cluster
    const { service, version } = specOf(trace, container)
    const booked = containers.believedNode[container]
    const node = booked >= 0 ? booked : nodeOfSlot(trace, container)
    const slot = slots.get(node)
    const handle = scheduler.addTask({
      service: serviceNames[service],
      specVersion: version,
      spec: requestOf(container),
      state: stateOf(cluster, container),
      desired: taskStateCodes[containers.desired[container]],
      ...(slot !== undefined && { node: slot }),
    })
    handles.set(container, handle)
  }

  function updateTask(container: number, timeUs: number, node?: number): void {
    const handle = handles.get(container)
    if (handle === undefined) return
    const slot = node === undefined ? undefined : slots.get(node)
    const desired = taskStateCodes[cluster.containers.desired[container]]
    const state = stateOf(cluster, container)
    scheduler.updateTask(handle, {
      state,
      desired,
      timeUs,
      ...(slot !== undefined && { node: slot }),
    })
  }

  function deleteTask(container: number, state: number): void {
    const handle = handles.get(container)
    if (handle === undefined) return
    if (state === taskStateCode.pending && placer.tasks.node[handle] < 0) ghosts.add(container)
    scheduler.removeTask(handle)
    handles.delete(container)
  }

  function hear(at: number): void {
    const [type, a, b] = [trace.type[at], trace.a[at], trace.b[at]]
    const timeUs = trace.timeUs[at]
    const before = type === f['task.deleted'] ? stateOf(cluster, a) : 0
    applyRange(cluster, trace, at, at + 1)
    switch (type) {
      case f['node.added']:
      case f['node.ready']:
      case f['node.down']:
      case f['node.unknown']:
      case f['node.disconnected']:
      case f['node.specified']:
      case f['node.promoted']:
      case f['node.demoted']:
        setNode(a)
        break
      case f['node.removed']: {
        const slot = slots.get(a)
        if (slot !== undefined) scheduler.removeNode(slot)
        slots.delete(a)
        break
      }
      case f['service.created']:
      case f['service.specified']:
        scheduler.setService(serviceNames[a], tables.specs?.[b].version ?? 0)
        break
      case f['service.removed']:
        scheduler.removeService(serviceNames[a])
        break
      case f['task.created']:
        addTask(a)
        break
      case f['task.assigned']:
        updateTask(a, timeUs, b)
        break
      case f['task.desired']:
      case f['task.allocated']:
      case f['task.withdrawn']:
      case f['task.reported']:
      case f['task.rejected']:
      case f['task.orphaned']:
      case f['task.nodeRemoved']:
        updateTask(a, timeUs)
        break
      case f['task.deleted']:
        deleteTask(a, before)
        break
      default:
        break
    }
  }

  applyRange(cluster, trace, 0, position)
  beginTerm()

  /** The first look of a leader's scheduler at the store. */
  function beginTerm(): void {
    for (const [service, name] of serviceNames.entries()) {
      if (cluster.services.exists[service] === 0) continue
      scheduler.setService(name, tables.specs?.[cluster.services.spec[service]].version ?? 0)
    }
    for (const node of model.nodes.keys()) setNode(node)
    for (const container of livingTasks(trace, position)) addTask(container)
  }

  const picture: SchedulerPicture = {
    placer,
    scheduler,
    cluster,
    handles,
    slots,
    ghosts,
    advance(until) {
      assert(until >= position, 'a picture only goes forward')
      while (position < until) hear(position++)
    },
  }
  picture.advance(row)
  return picture
}

const f = factCode

/** A new leader's scheduler knows nothing of what the one before remembered. */
function termStart(trace: Trace, row: number): number {
  for (let at = row - 1; at >= 0; at--) if (trace.type[at] === f['manager.elected']) return at + 1
  return 0
}

/** Created and not deleted before the row, in the order in which they came. */
function livingTasks(trace: Trace, until: number): Iterable<number> {
  const living = new Set<number>()
  for (let row = 0; row < until; row++) {
    if (trace.type[row] === f['task.created']) living.add(trace.a[row])
    else if (trace.type[row] === f['task.deleted']) living.delete(trace.a[row])
  }
  return living
}

function stateOf({ containers }: Cluster, container: number): TaskStateCode {
  return taskStateCodes[containers.taskState[container]]
}

/** The node as the store has it; undefined when it does not. */
export function viewOf(trace: Trace, cluster: Cluster, node: number): SwarmkitNode | undefined {
  const { nodes } = cluster
  const member = memberOfBelief(nodes.believed[node])
  if (member <= memberState.absent) return undefined
  const spec = trace.model.nodes[node]
  const { swarm } = spec
  const text = nodes.labels[node]
  const labels = text < 0 ? (swarm?.labels ?? {}) : JSON.parse(trace.tables.texts[text])
  return {
    id: spec.name,
    role: nodes.isManager[node] === 1 ? 'manager' : 'worker',
    availability: availabilities[nodes.availability[node]],
    // Every state of a member but absent, which was left out above.
    state: memberStates[member] as SwarmNodeState,
    address: spec.address.split(':')[0],
    labels,
    description: {
      hostname: spec.name,
      platform: swarm?.platform ?? { os: 'linux', architecture: 'x86_64' },
      resources: {
        nanoCpus: spec.cpus * 1e9,
        memoryBytes: spec.memoryBytes,
        generic: swarm?.generic ?? [],
      },
      engineLabels: spec.labels,
      plugins: swarm?.plugins ?? [],
    },
  }
}
