/** What can be done to one container under classic Swarm: by its manager, and behind its back. */
import type { Cluster } from '../../model/cluster.ts'
import { beliefStates, containerStates } from '../../model/states.ts'
import type { Trace } from '../../model/trace.ts'
import { dockerCommand, engineContainer } from '../state/interventions.ts'
import type { Verb } from './manager-view.ts'

type Believed = (typeof beliefStates)[number]

/** State in which the manager must believe the container for each command. */
const commands: readonly (readonly [name: string, does: string, needs: readonly Believed[]])[] = [
  ['stop', 'the manager stops it, and it stays', ['running']],
  ['start', 'the manager starts it again', ['created', 'exited']],
  ['kill', 'it ends at once', ['running', 'paused']],
  ['pause', 'its processes are halted', ['running']],
  ['unpause', 'its processes go on', ['paused']],
]

export function containerVerbs(trace: Trace, cluster: Cluster, container: number): Verb[] {
  const { containers } = cluster
  const { name } = trace.tables.containers[container]
  const node = containers.node[container]
  const actual = containerStates[containers.actual[container]]
  const believed = beliefStates[containers.believed[container]]
  const isKnown = believed !== 'none' && believed !== 'placing'
  const unknown = 'the manager does not know it'
  const isOnEngine = node >= 0 && actual !== 'none' && actual !== 'removed'
  const gone = 'it is on no engine'
  const at = { node: node < 0 ? '' : trace.model.nodes[node].name, name }
  return [
    {
      name: 'Stop behind the manager',
      does: 'somebody uses its engine directly',
      kind: 'break',
      refused: actual === 'running' ? '' : isOnEngine ? `it is ${actual}` : gone,
      change: (nowUs) => engineContainer('stop', at, nowUs),
    },
    {
      name: 'Remove behind the manager',
      does: 'somebody uses its engine directly',
      kind: 'break',
      refused: isOnEngine ? '' : gone,
      change: (nowUs) => engineContainer('rm', at, nowUs),
    },
    ...commands.map(([command, does, needs]): Verb => {
      const isFine = needs.includes(believed)
      return {
        name: `${command[0].toUpperCase()}${command.slice(1)}`,
        does,
        kind: 'ask',
        refused: isFine ? '' : isKnown ? `the manager believes it ${believed}` : unknown,
        change: (nowUs) => dockerCommand(`${command} ${name}`, nowUs),
      }
    }),
    {
      name: 'Remove',
      does: 'it is gone, and nobody replaces it',
      kind: 'ask',
      refused: isKnown ? '' : unknown,
      change: (nowUs) => dockerCommand(`rm -f ${name}`, nowUs),
    },
  ]
}
