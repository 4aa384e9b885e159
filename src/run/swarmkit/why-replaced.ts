/**
 * Why there is a task: whose place it took and what led to that, from the entry of the timeline on, fact by
 * fact. It says why a task was made, and nothing of where it went: that is the scheduler's to explain.
 */
import { factCode } from '../../model/facts.ts'
import { type ReplaceCause, replaceCauses } from '../../model/swarm-mode.ts'
import type { Trace } from '../../model/trace.ts'
import { endedSteps, nodeLostSteps, nodeReadySteps } from './cause-nodes.ts'
import { type CauseStep, createTrail, type Trail } from './cause-trail.ts'
import { isOfEachNode, nodeOfSlot, specOf } from './trace-tasks.ts'

export type { CauseStep } from './cause-trail.ts'

export interface TaskOrigin {
  readonly container: number
  /** The task whose place it took, -1 for none. */
  readonly replaced: number
  /** `asked`: the service was made or wants more of them. `nodeReady`: a global service has found a node. */
  readonly cause: ReplaceCause | 'asked' | 'nodeReady'
  /** `it took the place of web.1.1, whose node is lost`. */
  readonly words: string
  /** Oldest first; the last one is the making of the task. */
  readonly steps: readonly CauseStep[]
}

/** Undefined for a container that is no task, or that was never made. */
export function whyReplaced(trace: Trace, container: number): TaskOrigin | undefined {
  if (trace.tables.containers[container]?.spec === undefined) return undefined
  const trail = createTrail(trace)
  const made = trail.first(({ type, a }) => type === f['task.created'] && a === container)
  if (made < 0) return undefined
  const found = trail.first(({ type, b }) => type === f['task.replaced'] && b === container)
  if (found < 0) return newTask(trace, trail, { container, made })
  const replaced = trace.a[found]
  const cause = replaceCauses[trace.c[found]]
  const name = trace.tables.containers[replaced].name
  const step = trail.step('task', found, `${nameOf(trace, container)} takes the place of ${name}`)
  return {
    container,
    replaced,
    cause,
    words: `it took the place of ${name}, ${causeWords[cause]}`,
    steps: [...stepsOf(trail, cause, { replaced, before: found }), step],
  }
}

const f = factCode

const causeWords: Readonly<Record<ReplaceCause, string>> = {
  ended: 'which has ended',
  nodeLost: 'whose node is lost',
  drained: 'whose node is drained',
  unfit: 'which its node no longer suited',
  outdated: 'which was of an older version',
  rebalanced: 'which was moved to even out the load',
}

interface Replaced {
  readonly replaced: number
  /** What led to it stands before this row. */
  readonly before: number
}

function stepsOf(trail: Trail, cause: ReplaceCause, given: Replaced): readonly CauseStep[] {
  const { trace } = trail
  const { replaced, before } = given
  const node = trail.nodeOf(replaced, before)
  switch (cause) {
    case 'ended':
      return endedSteps(trail, replaced, before)
    case 'nodeLost':
      return nodeLostSteps(trail, node, before)
    case 'drained':
      return nodeSpecified(trail, node, before)
    case 'unfit':
      return unfitSteps(trail, { replaced, node, before })
    case 'outdated':
      return serviceSpecified(trail, specOf(trace, replaced).service, before)
    case 'rebalanced': {
      const ready = trail.last(before, ({ type }) => type === f['node.ready'])
      return ready < 0 ? [] : nodeReadySteps(trail, trace.a[ready], before)
    }
  }
}

/** What the user last said of the node, and in which entry. */
function nodeSpecified(trail: Trail, node: number, before: number): readonly CauseStep[] {
  const { trace } = trail
  const row = trail.last(before, ({ type, a }) => type === f['node.specified'] && a === node)
  if (row < 0) return []
  const entry = trail.entry(
    row,
    (action) => action.type === 'node.update' && action.nodes.includes(node),
  )
  const name = trace.model.nodes[node].name
  const what = trail.availabilityAt(row)
  const words = what === 'active' ? `${name} has other labels` : `${name} is ${what}`
  return [...entry, trail.step('node', row, words)]
}

function unfitSteps(
  trail: Trail,
  { replaced, node, before }: Replaced & { readonly node: number },
): readonly CauseStep[] {
  const { trace } = trail
  const { service } = specOf(trace, replaced)
  const row = trail.last(before, ({ type, a }) => type === f['task.rejected'] && a === replaced)
  if (row < 0) return []
  const changed = trail.last(
    row,
    ({ type, a }) =>
      (type === f['node.specified'] && a === node) ||
      (type === f['service.specified'] && a === service),
  )
  const isNode = changed >= 0 && trace.type[changed] === f['node.specified']
  const why = isNode ? nodeSpecified(trail, node, row) : serviceSpecified(trail, service, row)
  const name = nameOf(trace, replaced)
  return [
    ...why,
    trail.step('task', row, `${name} is rejected: ${trace.tables.texts[trace.b[row]]}`),
  ]
}

/** Its last version, and who asked for it: a user, or an update that was rolled back. */
function serviceSpecified(trail: Trail, service: number, before: number): readonly CauseStep[] {
  const { trace } = trail
  const name = trace.tables.services?.[service] ?? ''
  const row = trail.last(
    before,
    ({ type, a }) =>
      (type === f['service.specified'] || type === f['service.created']) && a === service,
  )
  if (row < 0) return []
  const version = trace.tables.specs?.[trace.b[row]].version ?? 0
  const isNew = trace.type[row] === f['service.created']
  const words = isNew ? `${name} is created` : `${name} is of version ${version} now`
  const step = trail.step('service', row, words)
  // What is said of an update is written with the version that it is about, just before it.
  const told = trail.last(
    row,
    ({ type, a, at }) => type === f['service.updateState'] && a === service && at === row - 1,
  )
  const message = told < 0 ? '' : (trace.tables.texts[trace.c[told]] ?? '')
  if (message.startsWith('update rolled back')) {
    return [trail.step('service', told, `${name}: ${message}`), step]
  }
  return [...trail.entry(row, (action) => isAbout(action, name)), step]
}

function isAbout(action: Parameters<Parameters<Trail['entry']>[1]>[0], name: string): boolean {
  switch (action.type) {
    case 'service.create':
      return action.spec.name === name
    case 'service.update':
    case 'service.rollback':
      return action.service === name
    case 'stack.deploy':
      return action.services.some((service) => service.name === name)
    default:
      return false
  }
}

/** A task that took nobody's place. */
function newTask(
  trace: Trace,
  trail: Trail,
  { container, made }: { readonly container: number; readonly made: number },
): TaskOrigin {
  const { service } = specOf(trace, container)
  const name = trace.tables.services?.[service] ?? ''
  const step = trail.step('task', made, `${nameOf(trace, container)} is made`)
  const common = { container, replaced: -1 }
  const why = serviceSpecified(trail, service, made)
  if (isOfEachNode(trace, container)) {
    const node = nodeOfSlot(trace, container)
    const steps = nodeReadySteps(trail, node, made)
    const since = why.at(-1)?.row ?? -1
    if ((steps.at(-1)?.row ?? -1) > since) {
      const words = `${name} has a task on every node that it may use, and ${trace.model.nodes[node].name} has become one`
      return { ...common, cause: 'nodeReady', words, steps: [...steps, step] }
    }
  }
  return { ...common, cause: 'asked', words: `${name} asks for it`, steps: [...why, step] }
}

function nameOf({ tables }: Trace, container: number): string {
  return tables.containers[container].name
}
