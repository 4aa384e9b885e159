/** Facts that only swarm mode states, or that mean something of its own there, as half a sentence. */
import { availabilities, replaceCauses, updateStates } from '../../../model/swarm-mode.ts'
import type { FactWords } from '../../names.ts'

const causeWords: Readonly<Record<(typeof replaceCauses)[number], string>> = {
  ended: 'it had ended',
  nodeLost: 'its node is lost',
  drained: 'its node is drained',
  unfit: 'its node fits no more',
  outdated: 'it is of an older version',
  rebalanced: 'to even out the load',
}

const because = (text: string) => (text === '' ? '' : `: ${text}`)

export const swarmkitFactWords: FactWords = {
  'node.left': (name, { a }) => `${name.node(a)} left the swarm`,
  'slot.asked.job': (name, { a }) => `${name.slot(a)} was asked for, to run once`,
  'service.created': (name, { a }) => `service ${name.service(a)} was created`,
  'service.specified': (name, { b }) => `the service was changed: ${name.spec(b)}`,
  'service.removed': (name, { a }) => `service ${name.service(a)} was removed`,
  'secret.created': (name, { a }) => `secret ${name.text(a)} was created`,
  'secret.removed': (name, { a }) => `secret ${name.text(a)} was removed`,
  'config.created': (name, { a }) => `config ${name.text(a)} was created`,
  'config.removed': (name, { a }) => `config ${name.text(a)} was removed`,
  'overlay.created': (name, { a }) => `network ${name.text(a)} was created`,
  'overlay.removed': (name, { a }) => `network ${name.text(a)} was removed`,
  'links.changed': (name, { a }) => `connections changed: ${name.entry(a)}`,
  'links.restored': (name, { a }) => `connections are as before: "${name.entry(a)}" is over`,
  'container.outOfMemory': (name, { a, b }) =>
    `${name.container(a)} was killed on ${name.node(b)}: out of memory`,
  'node.added': (name, { a, b }) =>
    `${name.node(a)} became a member of the swarm, availability ${availabilities[b]}`,
  'node.ready': (name, { a }) => `the manager declared ${name.node(a)} ready`,
  'node.down': (name, { a, b }) =>
    `the manager declared ${name.node(a)} down${because(name.text(b))}`,
  'node.unknown': (name, { a, b }) =>
    `the manager does not know how ${name.node(a)} is${because(name.text(b))}`,
  'node.disconnected': (name, { a, b }) =>
    `${name.node(a)} said goodbye to the manager${because(name.text(b))}`,
  'node.specified': (name, { a, b, c }) =>
    `${name.node(a)} was set to ${availabilities[b]}${labelWords(name.text(c))}`,
  'node.promoted': (name, { a }) => `${name.node(a)} is a manager`,
  'node.demoted': (name, { a }) => `${name.node(a)} is a worker and no manager any more`,
  'node.removed': (name, { a }) => `${name.node(a)} was removed from the swarm`,
  'service.updateState': (name, { a, b, c }) =>
    `the update of ${name.service(a)} is ${updateStates[b].replaceAll('_', ' ')}${because(name.text(c))}`,
  'task.created': (name, { a, b }) =>
    `task ${name.container(a)} was created, to be ${name.taskState(b)}`,
  'task.replaced': (name, { a, b, c }) =>
    `${name.container(b)} takes the place of ${name.container(a)}: ${causeWords[replaceCauses[c]]}`,
  'task.desired': (name, { a, b }) =>
    `the manager wants ${name.container(a)} to be ${name.taskState(b)}`,
  'task.allocated': (name, { a }) => `${name.container(a)} is pending`,
  'task.assigned': (name, { a, b }) => `${name.container(a)} was assigned to ${name.node(b)}`,
  'task.refused': (name, { a, b }) => `${name.container(a)} found no node: ${name.text(b)}`,
  'task.withdrawn': (name, { a }) => `${name.container(a)} was withdrawn before it had a node`,
  'task.reported': (name, { a, b, c }) =>
    `the manager learned that ${name.container(a)} is ${name.taskState(b)}${because(name.text(c))}`,
  'task.rejected': (name, { a, b }) =>
    `${name.container(a)} was taken off its node${because(name.text(b))}`,
  'task.orphaned': (name, { a }) =>
    `${name.container(a)} is orphaned: its node has been down for too long`,
  'task.nodeRemoved': (name, { a }) => `${name.container(a)} is orphaned: its node was removed`,
  'task.deleted': (name, { a }) => `${name.container(a)} was deleted from the books`,
  'manager.elected': (name, { a }) => `${name.manager(a)} became the leader`,
  'manager.deposed': (name, { a }) => `${name.manager(a)} was no longer the leader`,
  'manager.left': (name, { a }) => `${name.manager(a)} is no manager any more`,
  'manager.stalled': (name, { a }) => `${name.manager(a)} waits for a quorum and decides nothing`,
  'manager.resumed': (name, { a }) => `${name.manager(a)} has a quorum again`,
  'raft.campaigned': (name, { a, b }) => `${name.manager(a)} asked for votes in term ${b}`,
  'raft.voted': (name, { a, b, c }) =>
    `${name.manager(a)} voted for ${name.manager(b)} in term ${c}`,
  'raft.voteRefused': (name, { a, b, c }) =>
    `${name.manager(a)} gave ${name.manager(b)} no vote: ${name.text(c)}`,
  'raft.elected': (name, { a, b }) => `${name.manager(a)} won the election of term ${b}`,
  'raft.followed': (name, { a, b, c }) =>
    `${name.manager(a)} follows ${name.manager(b)} in term ${c}`,
  'raft.steppedDown': (name, { a, b, c }) =>
    `${name.manager(a)} stepped down in term ${b}${because(name.text(c))}`,
  'raft.appended': (name, { a, b }) => `${name.manager(a)} has log entries up to ${b}`,
  'raft.committed': (name, { a, b }) =>
    `${name.manager(a)} knows that entries up to ${b} are written`,
  'raft.snapshot': (name, { a, b }) =>
    `${name.manager(a)} received a snapshot of everything up to entry ${b}`,
  'raft.memberAdded': (name, { a }) => `${name.manager(a)} is a member of the managers' group`,
  'raft.memberRemoved': (name, { a }) => `${name.manager(a)} left the managers' group`,
}

/** Labels are told where there are any. */
function labelWords(json: string): string {
  const labels = Object.entries(JSON.parse(json || '{}') as Record<string, string>)
  return labels.length === 0
    ? ''
    : `, labels ${labels.map(([key, value]) => `${key}=${value}`).join(' ')}`
}
