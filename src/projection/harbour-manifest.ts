/** The manifest: of every service, how many containers are asked for, believed to run, and run. */
import type { Cluster } from '../model/cluster.ts'
import { beliefState, containerState, isTrustedBelief, slotState } from '../model/states.ts'
import { taskStateNames } from '../model/swarm-mode.ts'
import type { HarbourPlan } from './harbour-plan.ts'

export interface ManifestRow {
  readonly service: string
  readonly hue: number
  readonly asked: number
  readonly believed: number
  readonly runs: number
  /** Only where a service has jobs: how many of its slots have completed, of how many. */
  readonly job?: { readonly done: number; readonly wanted: number }
}

export interface Manifest {
  readonly rows: readonly ManifestRow[]
  readonly all: ManifestRow
  /** Containers that run where the manager does not see them. */
  readonly unseen: number
  /** Containers that the manager believes to run and that do not. */
  readonly ghosts: number
}

const complete = taskStateNames.indexOf('complete')

export function manifestOf(plan: HarbourPlan, cluster: Cluster): Manifest {
  const count = plan.services.length
  const asked = new Int32Array(count)
  const believed = new Int32Array(count)
  const runs = new Int32Array(count)
  const wanted = new Int32Array(count)
  const done = new Int32Array(count)
  let unseen = 0
  let ghosts = 0
  const { slots, containers, nodes } = cluster
  for (let slot = 0; slot < slots.length; slot++) {
    const service = plan.serviceOfSlot[slot]
    if (slots.asked[slot] === slotState.running) asked[service]++
    if (slots.asked[slot] !== slotState.job) continue
    wanted[service]++
    const holder = slots.container[slot]
    if (holder >= 0 && containers.taskState[holder] === complete) done[service]++
  }
  for (let container = 0; container < containers.length; container++) {
    const service = plan.serviceOfContainer[container]
    const isRunning = containers.actual[container] === containerState.running
    const home = containers.believedNode[container]
    const isBelieved =
      containers.believed[container] === beliefState.running &&
      home >= 0 &&
      isTrustedBelief(nodes.believed[home])
    if (isRunning && !isBelieved) unseen++
    if (isBelieved && !isRunning) ghosts++
    if (service < 0) continue
    if (isRunning) runs[service]++
    if (isBelieved) believed[service]++
  }
  const rows = plan.services.map(({ name, hue }, service) => ({
    service: name,
    hue,
    asked: asked[service],
    believed: believed[service],
    runs: runs[service],
    ...(wanted[service] > 0 && { job: { done: done[service], wanted: wanted[service] } }),
  }))
  const sum = (column: Int32Array) => column.reduce((total, value) => total + value, 0)
  return {
    rows,
    all: { service: 'all', hue: 0, asked: sum(asked), believed: sum(believed), runs: sum(runs) },
    unseen,
    ghosts,
  }
}
