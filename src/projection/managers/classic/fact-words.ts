/** Facts that only classic Swarm states, or that mean something of its own there, as half a sentence. */
import { plural } from '../../../model/format.ts'
import { beliefStates } from '../../../model/states.ts'
import type { FactWords } from '../../names.ts'

export const classicFactWords: FactWords = {
  'slot.asked.created': (name, { a }) => `${name.slot(a)} was asked for, not to be started`,
  'slot.stopAsked': (name, { a }) => `${name.slot(a)} was asked to stop`,
  'slot.startAsked': (name, { a }) => `${name.slot(a)} was asked to start`,
  'node.left': (name, { a }) => `${name.node(a)} was taken out of discovery`,
  'node.relisted': (name, { a }) => `${name.node(a)} was listed in discovery again`,
  'node.replaced': (name, { a, b }) =>
    `${name.node(a)} was replaced by a machine with engine ID ${name.text(b)}`,
  'container.startFailed': (name, { a, b }) =>
    `${name.container(a)} did not start: ${name.text(b)}`,
  'manager.elected': (name, { a }) => `${name.manager(a)} became the primary`,
  'manager.deposed': (name, { a }) => `${name.manager(a)} was no longer the primary`,
  'manager.lockedUp': (name, { a }) =>
    `${name.manager(a)} crashed in a request and kept the scheduling lock`,
  'engine.listed': (name, { a }) => `the manager saw ${name.node(a)} in discovery`,
  'engine.pendingError': (name, { a, b }) => `${name.node(a)} stayed pending: ${name.text(b)}`,
  'engine.connected': (name, { a }) => `the manager took ${name.node(a)} in`,
  'engine.refused': (name, { a, b, c }) =>
    `${name.node(a)} refused connection ${b}: ${name.text(c)}`,
  'engine.answered': (name, { a }) => `${name.node(a)} answered again`,
  'engine.unhealthy': (name, { a, b }) =>
    `the manager declared ${name.node(a)} unhealthy after ${plural(b, 'failure')}`,
  'engine.reconnected': (name, { a }) => `the manager declared ${name.node(a)} healthy again`,
  'engine.mismatched': (name, { a, b }) => `${name.node(a)} went back to pending: ${name.text(b)}`,
  'engine.dropped': (name, { a }) => `the manager dropped ${name.node(a)}`,
  'engine.refreshing': (name, { a }) =>
    `the manager asks ${name.node(a)} at its refresh interval from now on`,
  'engine.eventsLost': (name, { a }) => `the manager lost the events of ${name.node(a)}`,
  'engine.eventsSubscribed': (name, { a }) =>
    `the manager received the events of ${name.node(a)} from now on`,
  'belief.added': (name, { a, b, c }) =>
    `the manager booked ${name.container(a)} on ${name.node(b)} as ${beliefStates[c]}`,
  'belief.changed': (name, { a, b }) =>
    `the manager learned that ${name.container(a)} is ${beliefStates[b]}`,
  'belief.removed': (name, { a }) => `the manager struck ${name.container(a)} off its books`,
  'container.placed': (name, { a, b, c }) =>
    `${name.container(a)} was placed on ${name.node(b)}${c > 1 ? `, one of ${c} equals` : ''}`,
  'container.createFailed': (name, { a, b, c }) =>
    `${name.container(a)} could not be created on ${name.node(b)}: ${name.text(c)}`,
  'slot.unplaced': (name, { a, b }) => `${name.slot(a)} found no node: ${name.text(b)}`,
  'reschedule.began': (name, { a }) =>
    `the manager began to reschedule the containers of ${name.node(a)}`,
  'reschedule.skipped': (name, { a }) =>
    `${name.container(a)} was left where it is: no rescheduling policy`,
  'reschedule.moved': (name, { a, b }) =>
    `${name.container(a)} was replaced by ${name.container(b)}`,
  'reschedule.failed': (name, { a, b }) =>
    `${name.container(a)} was put back on its dead node: ${name.text(b)}`,
  'duplicate.removed': (name, { a, b }) =>
    `${name.container(a)} is to be removed by force: ${name.node(b)} has a copy`,
  'rebalance.moved': (name, { a, b }) => `${name.container(a)} is to be moved to ${name.node(b)}`,
}
