/** What the entries of the scenario's timeline are called where there is room for a few words. */
import type { Action } from '../model/action.ts'
import { formatDuration } from '../model/format.ts'
import type { TimelineEntry } from '../model/model.ts'
import type { ServiceChange } from '../model/swarm-action.ts'
import type { Trace } from '../model/trace.ts'
import { linksInWords } from './story/links.ts'
import { nodesInWords } from './story/words.ts'

/** An entry in a few words: `crash node-2`, `join node-6`, `compose up vote`. */
export function happeningWords(trace: Trace, { action, text }: TimelineEntry): string {
  const { manager } = trace.model
  const names = (indices: readonly number[]) => nodesInWords(trace, indices)
  switch (action.type) {
    case 'fault':
      return `${action.fault === 'unreachable' ? 'cut off' : action.fault} ${names(action.nodes)}`
    case 'node.join':
      return `join ${names(action.nodes)}`
    case 'node.leave':
    case 'swarm.leave':
      return `leave ${names(action.nodes)}`
    case 'manager.crash':
    case 'manager.recover':
      return `${action.type.slice('manager.'.length)} ${manager.managers[action.manager].name}`
    case 'container.run':
      return `${action.start ? 'run' : 'create'} ${action.name === '' ? action.service : action.name}`
    case 'compose.up':
    case 'compose.down':
      return `${action.type.replace('.', ' ')} ${action.project}`
    case 'compose.scale':
      return `scale ${action.service} to ${action.containers.length}`
    case 'service.create':
      return `create ${action.spec.name}`
    case 'service.update':
      return `${changeVerb(action.change)} ${action.service}${changeWords(action.change)}`
    case 'service.rollback':
      return `roll back ${action.service}`
    case 'service.rm':
      return `remove ${action.service}`
    case 'stack.deploy':
      return `deploy ${action.stack}`
    case 'stack.rm':
      return `remove ${action.stack}`
    case 'node.rm':
      return `remove ${names(action.nodes)}`
    case 'object.create':
    case 'object.rm':
      return `${action.type === 'object.rm' ? 'remove' : 'create'} ${action.kind} ${action.name}`
    case 'network.create':
    case 'volume.create':
      return `create ${action.type.slice(0, action.type.indexOf('.'))} ${action.name}`
    case 'links.change':
      return linksInWords(trace, action)
    case 'links.restore':
      return 'restore connections'
    case 'engine.failCreates':
      return `fail ${action.count} creations on ${names([action.node])}`
    case 'engine.closeEvents':
      return `close events of ${names([action.node])}`
    case 'engine.replace':
      return `replace ${names([action.node])}`
    case 'engine.createTakes':
      return `creations take ${formatDuration(action.durationUs)}`
    case 'swarm.forceNewCluster':
      return `force new cluster on ${manager.managers[action.manager].name}`
    case 'node.update':
      return `${nodeVerb(action)} ${names(action.nodes)}`
    default:
      return text
  }
}

function changeVerb({ replicas, isRollback }: ServiceChange): string {
  if (isRollback === true) return 'roll back'
  return replicas === undefined ? 'update' : 'scale'
}

function changeWords({ replicas, image }: ServiceChange): string {
  if (replicas !== undefined) return ` to ${replicas}`
  return image === undefined ? '' : ` to ${image}`
}

function nodeVerb({ availability, role }: Extract<Action, { type: 'node.update' }>): string {
  if (role !== undefined) return role === 'manager' ? 'promote' : 'demote'
  if (availability === undefined) return 'label'
  return availability === 'active' ? 'activate' : availability
}

const faults: readonly Action['type'][] = [
  'fault',
  'node.leave',
  'manager.crash',
  'links.change',
  'swarm.leave',
]

/** Whether the entry breaks something, instead of asking for something. */
export function isFaultAction({ type }: Action): boolean {
  return faults.includes(type)
}
