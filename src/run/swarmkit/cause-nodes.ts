/** What led to the loss of a node, to the end of a task, or to a node that may be used again. */
import type { Action } from '../../model/action.ts'
import { factCode } from '../../model/facts.ts'
import { taskStateCode, taskStateName } from '../../model/swarm-mode.ts'
import type { CauseStep, Trail } from './cause-trail.ts'

const f = factCode

/** What happened to its machine, and since when the managers have given it up. */
export function nodeLostSteps(trail: Trail, node: number, before: number): readonly CauseStep[] {
  const { trace } = trail
  const row = trail.last(
    before,
    ({ type, a }) => (type === f['node.down'] || type === f['node.removed']) && a === node,
  )
  if (row < 0) return []
  const name = trace.model.nodes[node].name
  if (trace.type[row] === f['node.removed']) {
    const entry = trail.entry(row, (action) => action.type === 'node.rm' && has(action, node))
    return [...entry, trail.step('node', row, `${name} is removed from the swarm`)]
  }
  const message = trace.tables.texts[trace.b[row]]
  const words = message === undefined ? `${name} is down` : `${name} is down: ${message}`
  return [...machineSteps(trail, node, row), trail.step('node', row, words)]
}

/** What was last done to the machine before the managers noticed; nothing when it was well. */
function machineSteps(trail: Trail, node: number, before: number): readonly CauseStep[] {
  const { trace } = trail
  const row = trail.last(before, ({ type, a }) => machineWords.has(type) && a === node)
  const words = row < 0 ? undefined : machineWords.get(trace.type[row])
  if (words === undefined || words === '') return []
  const entry = trail.entry(row, (action) => {
    const isFault = action.type === 'fault' && action.fault !== 'recover'
    const isLink = action.type === 'links.change' && trace.type[row] === f['node.cutOff']
    return isLink || ((isFault || action.type === 'swarm.leave') && has(action, node))
  })
  return [...entry, trail.step('node', row, `${trace.model.nodes[node].name} ${words}`)]
}

/** `''` where the machine is well again. */
const machineWords: ReadonlyMap<number, string> = new Map([
  [f['node.crashed'], 'crashed'],
  [f['node.frozen'], 'froze'],
  [f['node.cutOff'], 'was cut off from the managers'],
  [f['node.left'], 'left the swarm'],
  [f['node.recovered'], ''],
  [f['node.joined'], ''],
])

/** How the task ended: what its container did, what was reported, whose fault it was. */
export function endedSteps(trail: Trail, task: number, before: number): readonly CauseStep[] {
  const { trace } = trail
  const { texts, containers } = trace.tables
  const { name } = containers[task]
  const node = trail.nodeOf(task, before)
  const row = trail.last(
    before,
    ({ type, a, b }) =>
      a === task &&
      ((type === f['task.reported'] && b > taskStateCode.running) ||
        type === f['task.rejected'] ||
        type === f['task.orphaned'] ||
        type === f['task.nodeRemoved']),
  )
  if (row < 0) return []
  const type = trace.type[row]
  if (type === f['task.orphaned'] || type === f['task.nodeRemoved']) {
    const words = `${name} is orphaned`
    return [...nodeLostSteps(trail, node, row), trail.step('task', row, words)]
  }
  const isReport = type === f['task.reported']
  const state = isReport ? taskStateName(trace.b[row]) : 'rejected'
  const error = texts[isReport ? trace.c[row] : trace.b[row]]
  const reported = trail.step(
    'task',
    row,
    error ? `${name} ${state}: ${error}` : `${name} ${state}`,
  )
  return [...containerSteps(trail, { task, node, before: row }), reported]
}

function containerSteps(
  trail: Trail,
  { task, node, before }: { readonly task: number; readonly node: number; readonly before: number },
): readonly CauseStep[] {
  const { trace } = trail
  const { name } = trace.tables.containers[task]
  const row = trail.last(before, ({ type, a }) => containerWords.has(type) && a === task)
  if (row < 0) return []
  const step = trail.step(
    'task',
    row,
    `the container of ${name} ${containerWords.get(trace.type[row])}`,
  )
  const isLost = trace.type[row] === f['container.died']
  return isLost ? [...machineSteps(trail, node, row), step] : [step]
}

const containerWords: ReadonlyMap<number, string> = new Map([
  [f['container.exited'], 'exited'],
  [f['container.died'], 'stopped with its machine'],
  [f['container.outOfMemory'], 'was killed because memory ran out'],
  [f['container.startFailed'], 'did not start'],
])

/** Since when the node may be used: it is ready, or the user has changed it. */
export function nodeReadySteps(trail: Trail, node: number, before: number): readonly CauseStep[] {
  const { trace } = trail
  const row = trail.last(
    before,
    ({ type, a }) =>
      a === node &&
      (type === f['node.ready'] || type === f['node.specified'] || type === f['node.added']),
  )
  if (row < 0) return []
  const { name } = trace.model.nodes[node]
  if (trace.type[row] === f['node.specified']) {
    const entry = trail.entry(row, (action) => action.type === 'node.update' && has(action, node))
    const words = `${name} is ${trail.availabilityAt(row)}, with the labels that it has now`
    return [...entry, trail.step('node', row, words)]
  }
  const entry = trail.entry(row, (action) => {
    const isBack = action.type === 'fault' && action.fault === 'recover'
    return (isBack || action.type === 'node.join') && has(action, node)
  })
  const words = trace.type[row] === f['node.ready'] ? 'is ready' : 'joins the swarm'
  return [...entry, trail.step('node', row, `${name} ${words}`)]
}

function has(action: Action, node: number): boolean {
  return 'nodes' in action && action.nodes.includes(node)
}
