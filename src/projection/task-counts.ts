/**
 * Swarm mode's own counts of each service at the current moment of a walk: what its specification asks
 * for, tasks ever created, tasks that have failed, how far its update is, and how far a job.
 */
import type { Cluster } from '../model/cluster.ts'
import { slotState } from '../model/states.ts'
import {
  type ServiceMode,
  taskStateCode,
  type UpdateState,
  updateStates,
} from '../model/swarm-mode.ts'
import type { Trace } from '../model/trace.ts'
import type { Row, Visitor } from './walk.ts'

export interface TaskCounts {
  /** Tasks ever created. */
  created: number
  /** Tasks that have ended FAILED or REJECTED. */
  failed: number
  /** Slots of a job that have completed. */
  completed: number
  /** Slots asked for, to run on or to run once. */
  slots: number
}

/** What `docker service ls` and `ps` tell of a service beside the numbers of any container. */
export interface TaskRow {
  readonly isRemoved: boolean
  readonly mode: ServiceMode['type']
  /** Tasks ever created, and those that have ended FAILED or REJECTED. */
  readonly tasks: number
  readonly failed: number
  /** Of a job: slots that have completed, of how many. */
  readonly completed: number
  readonly desired: number
  readonly update: UpdateState
}

export interface TaskTally extends Visitor {
  /** The counts of one service, or of all together (`''`). */
  of(service: string): Readonly<TaskCounts>
  /** Tasks asked for, those of a global service by its nodes. */
  desired(cluster: Cluster, service: string): number
  updateState(cluster: Cluster, service: string): UpdateState
  /** Undefined for what is no service of swarm mode. */
  rowOf(cluster: Cluster, service: string): TaskRow | undefined
}

export function createTaskTally({ tables }: Trace): TaskTally {
  const { slots, containers, services = [], specs = [] } = tables
  const total = noCounts()
  const byName = new Map<string, TaskCounts>()
  const isAsked = new Uint8Array(slots.length)
  const isDone = new Uint8Array(slots.length)

  function count(slot: number, name: keyof TaskCounts, by = 1): void {
    const { service } = slots[slot]
    let counts = byName.get(service)
    if (counts === undefined) {
      counts = noCounts()
      byName.set(service, counts)
    }
    counts[name] += by
    total[name] += by
  }

  function lookAtSlot(slot: number, { slots: { asked } }: Cluster): void {
    const now = asked[slot] === slotState.running || asked[slot] === slotState.job ? 1 : 0
    if (now === isAsked[slot]) return
    count(slot, 'slots', now - isAsked[slot])
    isAsked[slot] = now
    // A job that is run again has nothing done yet.
    if (now === 0 && isDone[slot] === 1) {
      isDone[slot] = 0
      count(slot, 'completed', -1)
    }
  }

  function ended(task: number, state: number, { slots: { asked } }: Cluster): void {
    const { slot } = containers[task]
    if (state === taskStateCode.failed || state === taskStateCode.rejected) count(slot, 'failed')
    const isDoneNow = state === taskStateCode.complete && asked[slot] === slotState.job
    if (!isDoneNow || isDone[slot] === 1) return
    isDone[slot] = 1
    count(slot, 'completed')
  }

  /** Positions of the services of this name that are there; a removed one may have had the same. */
  const there = (cluster: Cluster, service: string) =>
    services.flatMap((name, index) =>
      cluster.services.exists[index] === 1 && (service === '' || name === service) ? [index] : [],
    )
  const specOf = (cluster: Cluster, index: number) => specs[cluster.services.spec[index]].spec

  const of = (service: string) => (service === '' ? total : (byName.get(service) ?? noCounts()))

  function desired(cluster: Cluster, service: string): number {
    return there(cluster, service).reduce((sum, index) => {
      const { mode } = specOf(cluster, index)
      if (mode.type === 'replicated') return sum + mode.replicas
      if (mode.type === 'replicated-job') return sum + mode.totalCompletions
      return sum + (byName.get(services[index])?.slots ?? 0)
    }, 0)
  }

  function updateState(cluster: Cluster, service: string): UpdateState {
    const index = services.lastIndexOf(service)
    return updateStates[index < 0 ? 0 : cluster.services.updateState[index]]
  }

  return {
    of,
    desired,
    updateState,
    rowOf(cluster, service) {
      const index = services.lastIndexOf(service)
      if (index < 0 || cluster.services.spec[index] < 0) return undefined
      const { created, failed, completed } = of(service)
      return {
        isRemoved: cluster.services.exists[index] === 0,
        mode: specOf(cluster, index).mode.type,
        tasks: created,
        failed,
        completed,
        desired: desired(cluster, service),
        update: updateState(cluster, service),
      }
    },
    after({ type, a, b }: Row, cluster: Cluster) {
      switch (type) {
        case 'slot.asked':
        case 'slot.asked.job':
        case 'slot.dropped':
          lookAtSlot(a, cluster)
          break
        case 'task.created':
          count(containers[a].slot, 'created')
          break
        case 'task.reported':
          ended(a, b, cluster)
          break
        case 'task.rejected':
          count(containers[a].slot, 'failed')
          break
        default:
          break
      }
    },
  }
}

function noCounts(): TaskCounts {
  return { created: 0, failed: 0, completed: 0, slots: 0 }
}
