/** The manifest: of every service, how many containers are asked for, believed to run, and run. */
import type { Cluster } from '../model/cluster.ts'
import { beliefState, containerState, engineState, slotState } from '../model/states.ts'
import type { HarbourPlan } from './harbour-plan.ts'

export interface ManifestRow {
  readonly service: string
  readonly hue: number
  readonly asked: number
  readonly believed: number
  readonly runs: number
}

export interface Manifest {
  readonly rows: readonly ManifestRow[]
  readonly all: ManifestRow
  /** Containers that run where the manager does not see them. */
  readonly unseen: number
  /** Containers that the manager believes to run and that do not. */
  readonly ghosts: number
}

export function manifestOf(plan: HarbourPlan, cluster: Cluster): Manifest {
  const count = plan.services.length
  const asked = new Int32Array(count)
  const believed = new Int32Array(count)
  const runs = new Int32Array(count)
  let unseen = 0
  let ghosts = 0
  const { slots, containers, nodes } = cluster
  for (let slot = 0; slot < slots.length; slot++) {
    if (slots.asked[slot] === slotState.running) asked[plan.serviceOfSlot[slot]]++
  }
  for (let container = 0; container < containers.length; container++) {
    const service = plan.serviceOfContainer[container]
    const isRunning = containers.actual[container] === containerState.running
    const home = containers.believedNode[container]
    const isBelieved =
      containers.believed[container] === beliefState.running &&
      home >= 0 &&
      nodes.believed[home] === engineState.healthy
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
  }))
  const sum = (column: Int32Array) => column.reduce((total, value) => total + value, 0)
  return {
    rows,
    all: { service: 'all', hue: 0, asked: sum(asked), believed: sum(believed), runs: sum(runs) },
    unseen,
    ghosts,
  }
}
