/** Any single fact as half a sentence: `node-2 crashed`, `app_web_2 started on node-3`. */
import { plural } from '../model/format.ts'
import { beliefStates } from '../model/states.ts'
import type { Trace } from '../model/trace.ts'
import { shortContainerId } from '../model/trace-json.ts'
import { unreachable } from '../sim/assert.ts'
import { rowAt } from './walk.ts'

/** @param row number of the fact */
export function factInWords(trace: Trace, row: number): string {
  const { model, tables } = trace
  const { type, a, b, c } = rowAt(trace, row)
  const node = (index: number) => model.nodes[index].name
  const container = (index: number) =>
    `${tables.containers[index].name} (${shortContainerId(trace, index)})`
  const slot = (index: number) => tables.slots[index].name
  const manager = (index: number) => model.manager.managers[index].name
  const text = (index: number) => tables.texts[index]
  const image = (index: number) => tables.images[index]
  switch (type) {
    case 'timeline.reached':
      return model.timeline[a].text
    case 'command.done':
      return `"${model.timeline[a].text}" was done`
    case 'command.failed':
      return `"${model.timeline[a].text}" was refused: ${text(b)}`
    case 'slot.asked':
      return `${slot(a)} was asked for`
    case 'slot.asked.created':
      return `${slot(a)} was asked for, not to be started`
    case 'slot.stopAsked':
      return `${slot(a)} was asked to stop`
    case 'slot.startAsked':
      return `${slot(a)} was asked to start`
    case 'slot.dropped':
      return `${slot(a)} was no longer asked for`
    case 'node.joined':
      return `${node(a)} joined`
    case 'node.left':
      return `${node(a)} was taken out of discovery`
    case 'node.relisted':
      return `${node(a)} was listed in discovery again`
    case 'node.crashed':
      return `${node(a)} crashed`
    case 'node.frozen':
      return `${node(a)} froze`
    case 'node.cutOff':
      return `${node(a)} was cut off`
    case 'node.recovered':
      return `${node(a)} came back`
    case 'node.replaced':
      return `${node(a)} was replaced by a machine with engine ID ${text(b)}`
    case 'container.created':
      return `${container(a)} was created on ${node(b)}`
    case 'container.started':
      return `${container(a)} started`
    case 'container.paused':
      return `${container(a)} was paused`
    case 'container.unpaused':
      return `${container(a)} went on after a pause`
    case 'container.exited':
      return `${container(a)} exited`
    case 'container.died':
      return `${container(a)} stopped with its machine`
    case 'container.removed':
      return `${container(a)} was removed`
    case 'container.startFailed':
      return `${container(a)} did not start: ${text(b)}`
    case 'image.pulling':
      return `${node(a)} began to pull ${image(b)}`
    case 'image.pulled':
      return `${node(a)} had pulled ${image(b)}`
    case 'image.pullFailed':
      return `${node(a)} could not pull ${image(b)}: ${text(c)}`
    case 'network.created':
      return `network ${text(b)} was created on ${node(a)}`
    case 'volume.created':
      return `volume ${text(b)} was created on ${node(a)}`
    case 'manager.started':
      return `${manager(a)} started`
    case 'manager.crashed':
      return `${manager(a)} crashed`
    case 'manager.elected':
      return `${manager(a)} became the primary`
    case 'manager.deposed':
      return `${manager(a)} was no longer the primary`
    case 'manager.lockedUp':
      return `${manager(a)} crashed in a request and kept the scheduling lock`
    case 'engine.listed':
      return `the manager saw ${node(a)} in discovery`
    case 'engine.pendingError':
      return `${node(a)} stayed pending: ${text(b)}`
    case 'engine.connected':
      return `the manager took ${node(a)} in`
    case 'engine.refused':
      return `${node(a)} refused connection ${b}: ${text(c)}`
    case 'engine.answered':
      return `${node(a)} answered again`
    case 'engine.unhealthy':
      return `the manager declared ${node(a)} unhealthy after ${plural(b, 'failure')}`
    case 'engine.reconnected':
      return `the manager declared ${node(a)} healthy again`
    case 'engine.mismatched':
      return `${node(a)} went back to pending: ${text(b)}`
    case 'engine.dropped':
      return `the manager dropped ${node(a)}`
    case 'engine.refreshing':
      return `the manager asks ${node(a)} at its refresh interval from now on`
    case 'engine.eventsLost':
      return `the manager lost the events of ${node(a)}`
    case 'engine.eventsSubscribed':
      return `the manager received the events of ${node(a)} from now on`
    case 'belief.added':
      return `the manager booked ${container(a)} on ${node(b)} as ${beliefStates[c]}`
    case 'belief.changed':
      return `the manager learned that ${container(a)} is ${beliefStates[b]}`
    case 'belief.removed':
      return `the manager struck ${container(a)} off its books`
    case 'container.placed':
      return `${container(a)} was placed on ${node(b)}${c > 1 ? `, one of ${c} equals` : ''}`
    case 'container.createFailed':
      return `${container(a)} could not be created on ${node(b)}: ${text(c)}`
    case 'slot.unplaced':
      return `${slot(a)} found no node: ${text(b)}`
    case 'reschedule.began':
      return `the manager began to reschedule the containers of ${node(a)}`
    case 'reschedule.skipped':
      return `${container(a)} was left where it is: no rescheduling policy`
    case 'reschedule.moved':
      return `${container(a)} was replaced by ${container(b)}`
    case 'reschedule.failed':
      return `${container(a)} was put back on its dead node: ${text(b)}`
    case 'duplicate.removed':
      return `${container(a)} is to be removed by force: ${node(b)} has a copy`
    case 'rebalance.moved':
      return `${container(a)} is to be moved to ${node(b)}`
    default:
      return unreachable(type)
  }
}
