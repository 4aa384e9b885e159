/** A command of a user of swarm mode in a sentence, after "the user". */
import { formatDuration, plural } from '../../../../model/format.ts'
import type { SwarmAction } from '../../../../model/swarm-action.ts'
import type { ServiceSpec } from '../../../../model/swarm-mode.ts'
import type { Trace } from '../../../../model/trace.ts'
import { outcomeWords } from '../../../story/outcome.ts'
import { nodesInWords } from '../../../story/words.ts'
import type { Command } from './commands.ts'

/** An answer that takes longer waited for a leader. */
const promptUs = 1_000_000

export function commandText(trace: Trace, command: Command): string {
  const { slots, timeUs } = command
  const what = deed(trace, command)
  if (isJob(command.action)) return `${what}${answer(command)}`
  const tasks = slots.length > 1 ? `: ${plural(slots.length, 'task')}` : ''
  return `${what}${tasks}${outcomeWords(trace, slots, timeUs)}${answer(command)}`
}

/** What came of the tasks of a job is told when they complete. */
export function isJob(action: SwarmAction): boolean {
  return action.type === 'service.create' && action.spec.mode.type.endsWith('job')
}

function answer({ errors, answeredUs, timeUs }: Command): string {
  if (errors.length > 0) return `; refused: ${[...new Set(errors)].join('; ')}`
  if (answeredUs < 0) return '; nobody answered before the end'
  const tookUs = answeredUs - timeUs
  return tookUs < promptUs ? '' : `; it was answered after ${formatDuration(tookUs)}`
}

const modeWords: Readonly<Record<ServiceSpec['mode']['type'], string>> = {
  replicated: 'service',
  global: 'global service',
  'replicated-job': 'job',
  'global-job': 'global job',
}

const availabilityWords = { active: 'activated', pause: 'paused', drain: 'drained' } as const

function deed(trace: Trace, command: Command): string {
  const { action, entry } = command
  const names = (nodes: readonly number[]) => nodesInWords(trace, nodes)
  switch (action.type) {
    case 'service.create': {
      const { mode, name } = action.spec
      const job =
        mode.type === 'replicated-job'
          ? `: ${plural(mode.totalCompletions, 'task')}, at most ${mode.maxConcurrent} at once`
          : ''
      return `created ${modeWords[mode.type]} ${name}${job}`
    }
    case 'service.update':
      return changeWords(trace, action, command)
    case 'service.rollback':
      return `rolled ${action.service} back`
    case 'service.rm':
      return `removed service ${action.service}`
    case 'stack.deploy':
      return `deployed stack ${action.stack} with ${plural(action.services.length, 'service')}`
    case 'stack.rm':
      return `removed stack ${action.stack}`
    case 'object.create':
      return `created ${action.kind} ${action.name}`
    case 'object.rm':
      return `removed ${action.kind} ${action.name}`
    case 'node.update':
      return nodeWords(action, names(action.nodes))
    case 'node.rm':
      return `removed ${names(action.nodes)} from the swarm${action.force ? ' by force' : ''}`
    case 'swarm.leave':
      return `let ${names(action.nodes)} leave the swarm${action.force ? ' by force' : ''}`
    case 'swarm.forceNewCluster':
      return `made ${trace.model.manager.managers[action.manager].name} the only manager of a new cluster`
    case 'swarm.update':
      return `ran "${entry.text}"`
  }
}

function changeWords(
  { tables }: Trace,
  { service, change }: Extract<SwarmAction, { type: 'service.update' }>,
  { specs }: Command,
): string {
  if (change.isRollback === true) return `rolled ${service} back`
  const { replicas, image } = change
  if (replicas !== undefined) {
    const before = specs && tables.specs?.[specs[0]].spec.mode
    const from = before?.type === 'replicated' ? ` from ${before.replicas}` : ''
    return `scaled ${service}${from} to ${replicas}`
  }
  if (image !== undefined) return `changed ${service} to image ${image}`
  return change.force === true ? `forced an update of ${service}` : `changed service ${service}`
}

function nodeWords(
  {
    availability,
    role,
    addLabels = {},
    removeLabels = [],
  }: Extract<SwarmAction, { type: 'node.update' }>,
  names: string,
): string {
  const added = Object.entries(addLabels).map(([key, value]) => `${key}=${value}`)
  const parts = [
    availability === undefined ? '' : availabilityWords[availability],
    role === undefined ? '' : role === 'manager' ? 'promoted' : 'demoted',
    added.length + removeLabels.length === 0 ? '' : 'labelled',
  ].filter((part) => part !== '')
  const labels = [
    added.length === 0 ? '' : ` with ${added.join(', ')}`,
    removeLabels.length === 0 ? '' : `, without ${removeLabels.join(', ')}`,
  ].join('')
  return `${parts.join(' and ')} ${names}${labels}`
}
