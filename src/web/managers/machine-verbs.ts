/** What can go wrong with a machine or with all machines of a place, whoever manages them. */
import { illegal } from '../../machine/compile.ts'
import { tables } from '../../machine/steps.ts'
import type { Cluster } from '../../model/cluster.ts'
import { type NodeState, nodeState, nodeStates } from '../../model/states.ts'
import type { Trace } from '../../model/trace.ts'
import {
  breakMachine,
  breakPlace,
  engineFault,
  type Fault,
  faultWords,
} from '../state/interventions.ts'
import type { Verb } from './manager-view.ts'
import { nodesOfPlace, type Place } from './target.ts'

const faults: readonly Fault[] = ['crash', 'freeze', 'unreachable', 'recover', 'reboot', 'flap']

/** Event of the node's machine that a fault begins with. */
const eventOf: Readonly<Record<Fault, string>> = {
  crash: 'crash',
  freeze: 'freeze',
  unreachable: 'cutOff',
  recover: 'recover',
  reboot: 'crash',
  flap: 'cutOff',
}

const isWords: Readonly<Record<NodeState, string>> = {
  absent: 'it has not joined yet',
  up: 'it is up and reachable',
  crashed: 'it is down already',
  frozen: 'it is frozen already',
  cutOff: 'it is cut off already',
}

export function machineVerbs({ model }: Trace, { nodes }: Cluster, node: number): Verb[] {
  const state = nodes.actual[node]
  const { name } = model.nodes[node]
  return [
    ...faults.map((fault): Verb => {
      return {
        ...faultWords[fault],
        kind: 'break',
        refused: isLegal(fault, state) ? '' : isWords[nodeStates[state]],
        change: (nowUs) => breakMachine(fault, { type: 'node', name }, nowUs),
      }
    }),
    {
      name: 'Fill its disk',
      does: 'the next container cannot be created: no space left',
      kind: 'break',
      refused: state === nodeState.up ? '' : isWords[nodeStates[state]],
      change: (nowUs) => engineFault('fail-creates', name, nowUs),
    },
  ]
}

function isLegal(fault: Fault, state: number): boolean {
  const { events, next } = tables.node
  return next[state * events.length + events.indexOf(eventOf[fault])] !== illegal
}

/** A fault of a place is one line; the machines that it cannot hit stay as they are. */
export function placeVerbs(trace: Trace, { nodes }: Cluster, place: Place): Verb[] {
  const members = nodesOfPlace(trace, place)
  return faults.map((fault) => ({
    ...faultWords[fault],
    does: `all of it: ${faultWords[fault].does}`,
    kind: 'break',
    refused: members.some((node) => isLegal(fault, nodes.actual[node]))
      ? ''
      : `no machine of it can: ${isWords[nodeStates[nodes.actual[members[0]]]]}`,
    change: (nowUs) => breakPlace(fault, place, nowUs),
  }))
}
