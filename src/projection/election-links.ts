/** Which connections between swarm mode's managers the timeline has changed, and how. */
import type { Cluster } from '../model/cluster.ts'
import type { Machine } from '../model/swarm-action.ts'
import type { Trace } from '../model/trace.ts'

export interface LinkView {
  readonly from: number
  readonly to: number
  readonly isOneWay: boolean
  /** 1 is a cut. */
  readonly loss: number
  readonly delayUs: number
}

/** One view per pair of managers and entry in force. */
export function cutsBetween(trace: Trace, { links }: Cluster): LinkView[] {
  const views: LinkView[] = []
  for (const entry of links) {
    const action = trace.model.timeline[entry]?.action
    if (action?.type !== 'links.change') continue
    const from = managersAmong(trace, action.from)
    const to = managersAmong(trace, action.to)
    const { isOneWay, loss, delayUs } = action
    for (const one of from) {
      for (const other of to) views.push({ from: one, to: other, isOneWay, loss, delayUs })
    }
  }
  return views
}

function managersAmong(trace: Trace, machines: readonly Machine[]): number[] {
  const { managers } = trace.model.manager
  return managers.flatMap(({ node }, manager) =>
    machines.some((machine) =>
      machine.type === 'node' ? machine.node === node : machine.manager === manager,
    )
      ? [manager]
      : [],
  )
}
