/** Crash and recover, for a manager on a machine of its own. */
import type { Cluster } from '../../model/cluster.ts'
import { managerStates } from '../../model/states.ts'
import type { Trace } from '../../model/trace.ts'
import { breakMachine, faultWords } from '../state/interventions.ts'
import type { Verb } from './manager-view.ts'

export function ownMachineVerbs({ model }: Trace, { managers }: Cluster, manager: number): Verb[] {
  const { name } = model.manager.managers[manager]
  const isDown = managerStates[managers[manager]] === 'down'
  return (['crash', 'recover'] as const).map((fault) => ({
    ...faultWords[fault],
    kind: 'break',
    refused: (fault === 'crash') === isDown ? (isDown ? 'it is down already' : 'it is up') : '',
    change: (nowUs) => breakMachine(fault, { type: 'manager', name }, nowUs),
  }))
}
