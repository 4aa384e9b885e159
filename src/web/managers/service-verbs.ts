/** What can be asked for a service of swarm mode: its command lines. */
import type { Cluster } from '../../model/cluster.ts'
import type { Trace } from '../../model/trace.ts'
import { serviceView } from '../../projection/service-views.ts'
import { dockerCommand } from '../state/interventions.ts'
import type { Verb } from './manager-view.ts'

export function serviceVerbs(trace: Trace, cluster: Cluster, service: string): Verb[] {
  const view = serviceView(trace, cluster, service)
  const gone = view?.exists === true ? '' : 'there is no such service now'
  const isReplicated = view?.spec.mode.type === 'replicated'
  const ask = (name: string, does: string, line: string, refused = ''): Verb => ({
    name,
    does,
    kind: 'ask',
    refused: gone === '' ? refused : gone,
    change: (nowUs) => dockerCommand(line, nowUs),
  })
  const say = (name: string, does: string, typed: string, refused = ''): Verb => ({
    name,
    does,
    kind: 'ask',
    refused: gone === '' ? refused : gone,
    typed,
  })
  const noNumber = isReplicated ? '' : 'it has no number of replicas'
  const noOlder = (view?.version ?? 0) < 2 ? 'it has no older version' : ''
  return [
    say('Scale…', 'another number of replicas', `scale ${service} `, noNumber),
    say('Update…', 'another image, a few tasks at a time', `update ${service} `),
    ask(
      'Replace all tasks',
      'new ones of the same version, a few at a time',
      `service update --force ${service}`,
    ),
    ask('Roll back', 'to the version before this one', `service rollback ${service}`, noOlder),
    ask('Remove', 'the service and all its tasks', `service rm ${service}`),
  ]
}
