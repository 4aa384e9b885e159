/**
 * The facts of swarm mode, applied: what its store says of nodes, services and tasks, its managers' Raft
 * logs, and the connections between machines. A task is a container of the cluster, so that whoever
 * reads a cluster need not know which manager there is.
 */
import { type Cluster, objectKey } from '../model/cluster.ts'
import { factCode } from '../model/facts.ts'
import { beliefState, slotState } from '../model/states.ts'
import {
  replaceCauses,
  type TaskStateName,
  taskStateCode,
  taskStateCodes,
  taskStateIndex,
} from '../model/swarm-mode.ts'
import { assert } from '../sim/assert.ts'
import { stepManager, stepMember } from './step-cluster.ts'
import { mayMove, type TaskOwner } from './task-machine.ts'

const f = factCode

export function applySwarm(
  cluster: Cluster,
  timeUs: number,
  type: number,
  a: number,
  b: number,
  c: number,
): void {
  const { containers, slots } = cluster
  switch (type) {
    case f['task.created']:
      containers.desired[a] = taskStateIndex(b)
      hold(cluster, a)
      break
    case f['task.replaced']:
      if (isMoved[c]) containers.moved[a] = 1
      break
    case f['task.desired']:
      containers.desired[a] = taskStateIndex(b)
      break
    case f['task.allocated']:
      moveTask(cluster, { task: a, owner: 'allocator', to: taskStateCode.pending, error: -1 })
      break
    case f['task.assigned']:
      containers.node[a] = b
      containers.believedNode[a] = b
      moveTask(cluster, { task: a, owner: 'scheduler', to: taskStateCode.assigned, error: -1 })
      place(cluster, a)
      break
    case f['task.refused']:
      containers.taskError[a] = b
      refuse(cluster, a, b)
      break
    case f['task.withdrawn']:
      moveTask(cluster, { task: a, owner: 'scheduler', to: taskStateCode.shutdown, error: -1 })
      break
    case f['task.reported']:
      moveTask(cluster, { task: a, owner: 'worker', to: b, error: c })
      break
    case f['task.rejected']:
      moveTask(cluster, { task: a, owner: 'enforcer', to: taskStateCode.rejected, error: b })
      break
    case f['task.orphaned']:
      moveTask(cluster, { task: a, owner: 'dispatcher', to: taskStateCode.orphaned, error: -1 })
      break
    case f['task.nodeRemoved']:
      moveTask(cluster, { task: a, owner: 'control', to: taskStateCode.orphaned, error: -1 })
      break
    case f['task.deleted']:
      containers.believed[a] = beliefState.none
      containers.believedNode[a] = -1
      containers.believedSinceUs[a] = timeUs
      break
    case f['slot.asked.job']:
      slots.asked[a] = slotState.job
      break
    default:
      applyStore(cluster, timeUs, type, a, b, c)
  }
}

/** Nodes, services and named objects of the store. */
function applyStore(
  cluster: Cluster,
  timeUs: number,
  type: number,
  a: number,
  b: number,
  c: number,
): void {
  const { nodes, services, objects } = cluster
  switch (type) {
    case f['node.added']:
      nodes.availability[a] = b
      nodes.labels[a] = -1
      nodes.error[a] = -1
      stepMember(cluster, type, a, timeUs)
      break
    case f['node.ready']:
      nodes.heardUs[a] = timeUs
      nodes.error[a] = -1
      stepMember(cluster, type, a, timeUs)
      break
    case f['node.down']:
    case f['node.unknown']:
    case f['node.disconnected']:
      nodes.error[a] = b
      stepMember(cluster, type, a, timeUs)
      break
    case f['node.removed']:
      nodes.isManager[a] = 0
      stepMember(cluster, type, a, timeUs)
      break
    case f['node.specified']:
      nodes.availability[a] = b
      nodes.labels[a] = c
      break
    case f['node.promoted']:
      nodes.isManager[a] = 1
      break
    case f['node.demoted']:
      nodes.isManager[a] = 0
      break
    case f['service.created']:
      services.exists[a] = 1
      services.spec[a] = b
      break
    case f['service.specified']:
      services.spec[a] = b
      break
    case f['service.removed']:
      services.exists[a] = 0
      break
    case f['service.updateState']:
      services.updateState[a] = b
      services.updateMessage[a] = c
      services.updateSinceUs[a] = timeUs
      break
    case f['secret.created']:
    case f['config.created']:
    case f['overlay.created']:
      objects.add(objectKey(kindOf(type), a))
      break
    case f['secret.removed']:
    case f['config.removed']:
    case f['overlay.removed']:
      objects.delete(objectKey(kindOf(type), a))
      break
    default:
      applyManagers(cluster, type, a, b, c)
  }
}

/** Raft, and the connections between machines. */
function applyManagers(cluster: Cluster, type: number, a: number, b: number, c: number): void {
  const { raft, links } = cluster
  switch (type) {
    case f['raft.campaigned']:
      setTerm(cluster, a, b)
      raft.vote[a] = a
      stepManager(cluster, type, a)
      break
    case f['raft.voted']:
      setTerm(cluster, a, c)
      raft.vote[a] = b
      break
    case f['raft.elected']:
      setTerm(cluster, a, b)
      raft.leader[a] = a
      break
    case f['raft.followed']:
      setTerm(cluster, a, c)
      raft.leader[a] = b
      stepManager(cluster, type, a)
      break
    case f['raft.steppedDown']:
      setTerm(cluster, a, b)
      raft.leader[a] = -1
      raft.isStalled[a] = 0
      stepManager(cluster, type, a)
      break
    case f['raft.appended']:
      raft.lastIndex[a] = b
      break
    case f['raft.committed']:
      raft.commitIndex[a] = b
      break
    case f['raft.snapshot']:
      raft.lastIndex[a] = b
      raft.commitIndex[a] = b
      break
    case f['raft.memberAdded']:
      raft.isMember[a] = 1
      break
    case f['raft.memberRemoved']:
      raft.isMember[a] = 0
      break
    case f['manager.stalled']:
      raft.isStalled[a] = 1
      break
    case f['manager.resumed']:
      raft.isStalled[a] = 0
      break
    case f['links.changed']:
      links.add(a)
      break
    case f['links.restored']:
      links.delete(a)
      break
    default:
      // The other facts tell why; they change nothing.
      break
  }
}

/** Causes for which the container as such was well: it was moved. */
const isMoved = replaceCauses.map((cause) => cause !== 'ended' && cause !== 'outdated')

function kindOf(type: number): number {
  if (type === f['secret.created'] || type === f['secret.removed']) return 0
  return type === f['config.created'] || type === f['config.removed'] ? 1 : 2
}

interface TaskMove {
  readonly task: number
  readonly owner: TaskOwner
  readonly to: number
  readonly error: number
}

function moveTask(cluster: Cluster, { task, owner, to, error }: TaskMove): void {
  const { containers, timeUs } = cluster
  const before = taskStateCodes[containers.taskState[task]]
  if (!mayMove(owner, before, to)) {
    assert(false, `the ${owner} may not move task ${task} from ${before} to ${to} at ${timeUs} us`)
  }
  containers.taskState[task] = taskStateIndex(to)
  containers.taskError[task] = error
  containers.believed[task] = beliefOf[taskStateIndex(to)]
  // Before it is assigned, and when it never was, there is no container to believe in.
  if (containers.believedNode[task] < 0) containers.believed[task] = beliefState.none
  containers.believedSinceUs[task] = timeUs
}

/** What the manager believes of the container of a task in this state, by position. */
const beliefOf: Uint8Array = Uint8Array.from(taskStateCodes, (code) => {
  if (code < taskStateCode.assigned) return beliefState.none
  if (code < taskStateCode.ready) return beliefState.placing
  if (code < taskStateCode.running) return beliefState.created
  return code === taskStateCode.running ? beliefState.running : beliefState.exited
})

export function beliefOfTask(state: TaskStateName): number {
  return beliefOf[taskStateIndex(taskStateCode[state])]
}

/** The newest task of a slot is the one that counts. */
function hold({ slots, containers }: Cluster, task: number): void {
  const slot = containers.slot[task]
  if (slot < 0) return
  slots.container[slot] = task
  slots.unplaced[slot] = -1
}

function place({ slots, containers }: Cluster, task: number): void {
  const slot = containers.slot[task]
  if (slot < 0) return
  slots.placements[slot]++
  if (slots.container[slot] === task) slots.unplaced[slot] = -1
}

function refuse({ slots, containers, timeUs }: Cluster, task: number, error: number): void {
  const slot = containers.slot[task]
  if (slot < 0 || slots.container[slot] !== task) return
  if (slots.unplaced[slot] < 0) slots.unplacedSinceUs[slot] = timeUs
  slots.unplaced[slot] = error
}

function setTerm({ raft }: Cluster, manager: number, term: number): void {
  if (raft.term[manager] === term) return
  raft.term[manager] = term
  raft.vote[manager] = -1
  raft.leader[manager] = -1
}
