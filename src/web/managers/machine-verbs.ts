/** What can go wrong with a machine, whoever manages it: what its life cycle allows now. */
import { illegal } from '../../machine/compile.ts'
import { tables } from '../../machine/steps.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { Trace } from '../../model/trace.ts'
import { breakMachine, type Fault, faultWords } from '../state/interventions.ts'
import type { Verb } from './manager-view.ts'

const faults: readonly Fault[] = ['crash', 'freeze', 'unreachable', 'recover']

/** Event of the node's machine that a fault is. */
const eventOf: Readonly<Record<Fault, string>> = {
  crash: 'crash',
  freeze: 'freeze',
  unreachable: 'cutOff',
  recover: 'recover',
}

export function machineVerbs({ model }: Trace, { nodes }: Cluster, node: number): Verb[] {
  const { events, next } = tables.node
  const state = nodes.actual[node]
  return faults.map((fault) => ({
    ...faultWords[fault],
    kind: 'break',
    isAllowed: next[state * events.length + events.indexOf(eventOf[fault])] !== illegal,
    change: (nowUs) => breakMachine(fault, { type: 'node', name: model.nodes[node].name }, nowUs),
  }))
}
