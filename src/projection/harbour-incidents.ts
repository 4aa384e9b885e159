/**
 * Incidents: machines that stopped answering at one moment, and the containers that ran on them.
 * The sentence above the log is about the last one.
 */
import type { Cluster } from '../model/cluster.ts'
import type { FactType } from '../model/facts.ts'
import { containerState } from '../model/states.ts'
import type { Trace } from '../model/trace.ts'
import { createPlacedOn, type PlacedOn } from './placed-on.ts'
import { walk } from './walk.ts'

export interface Incident {
  readonly type: 'crash' | 'freeze' | 'cutOff' | 'leave'
  readonly timeUs: number
  readonly row: number
  readonly nodes: readonly number[]
  /** Containers that ran there at that moment. */
  readonly containers: readonly number[]
  /** The entry of the timeline that did it, -1 for none. */
  readonly entry: number
}

const typeOf: Readonly<Partial<Record<FactType, Incident['type']>>> = {
  'node.crashed': 'crash',
  'node.frozen': 'freeze',
  'node.cutOff': 'cutOff',
  'node.left': 'leave',
}

/** Nodes lost at one moment in the same way are one incident. */
export function incidentsOf(trace: Trace): Incident[] {
  const incidents: (Incident & { nodes: number[]; containers: number[] })[] = []
  const placedOn = createPlacedOn(trace)
  let entry = -1
  walk(trace, [
    placedOn,
    {
      before(fact, cluster) {
        if (fact.type === 'timeline.reached') entry = fact.a
        const type = typeOf[fact.type]
        if (type === undefined) return
        const last = incidents.at(-1)
        const containers = runningOn(cluster, placedOn, fact.a)
        if (last !== undefined && last.type === type && last.timeUs === fact.timeUs) {
          last.nodes.push(fact.a)
          for (const container of containers) last.containers.push(container)
        } else {
          const { timeUs, row } = fact
          incidents.push({ type, timeUs, row, nodes: [fact.a], containers, entry })
        }
      },
    },
  ])
  return incidents
}

function runningOn({ containers }: Cluster, placedOn: PlacedOn, node: number): number[] {
  return placedOn
    .of(node)
    .filter(
      (container) =>
        containers.node[container] === node &&
        containers.actual[container] === containerState.running,
    )
    .sort((one, other) => one - other)
}
