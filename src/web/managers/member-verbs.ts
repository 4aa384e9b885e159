/** What can be asked of swarm mode's managers for a node, as the command lines that ask it. */
import type { Cluster } from '../../model/cluster.ts'
import { memberOfBelief, memberState, nodeState } from '../../model/states.ts'
import { availabilities } from '../../model/swarm-mode.ts'
import type { Trace } from '../../model/trace.ts'
import { dockerCommand } from '../state/interventions.ts'
import type { Verb } from './manager-view.ts'

export function memberVerbs({ model }: Trace, { nodes }: Cluster, node: number): Verb[] {
  const { name } = model.nodes[node]
  const member = memberOfBelief(nodes.believed[node])
  const isMember = member > memberState.absent
  const availability = availabilities[nodes.availability[node]]
  const isManager = nodes.isManager[node] === 1
  const isUp = nodes.actual[node] === nodeState.up
  const ask = (verb: string, does: string, refused: string, line: string, on = ''): Verb => ({
    name: verb,
    does,
    kind: 'ask',
    refused: isMember ? refused : 'the managers do not know it',
    change: (nowUs) => dockerCommand(line, nowUs, on),
  })
  const unless = (isSo: boolean, reason: string) => (isSo ? reason : '')
  const update = (word: string) => `node update --availability ${word} ${name}`
  return [
    ask(
      'Drain',
      'its tasks go elsewhere, and no new ones come',
      unless(availability === 'drain', 'it is drained already'),
      update('drain'),
    ),
    ask(
      'Pause',
      'its tasks stay, and no new ones come',
      unless(availability === 'pause', 'it is paused already'),
      update('pause'),
    ),
    ask(
      'Activate',
      'it takes tasks again; none moves back',
      unless(availability === 'active', 'it is active'),
      update('active'),
    ),
    isManager
      ? ask('Demote', 'it is a worker from then on', '', `node demote ${name}`)
      : ask('Promote', 'it becomes a manager as well', '', `node promote ${name}`),
    ask(
      'Leave',
      isManager
        ? 'typed on it with --force: the others lose a manager'
        : 'typed on it: it stops its tasks and says goodbye',
      unless(!isUp, 'nobody can type on it now'),
      isManager ? 'swarm leave --force' : 'swarm leave',
      name,
    ),
    ask(
      'Remove',
      isUp && member === memberState.ready
        ? 'with --force, although it is ready'
        : 'the managers forget it; its tasks are replaced',
      unless(isManager, 'it is a manager: demote it first'),
      isUp ? `node rm --force ${name}` : `node rm ${name}`,
    ),
    {
      name: 'Label…',
      does: 'key=value, for constraints and preferences',
      kind: 'ask',
      refused: isMember ? '' : 'the managers do not know it',
      typed: `label ${name} `,
    },
  ]
}
