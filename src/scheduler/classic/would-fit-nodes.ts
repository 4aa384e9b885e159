/** Changes of one node that would admit a request: heal it, label it, free a port on it. */
import type { WouldFit } from '../explanation.ts'
import { nodesThatHold, stepsOf } from './chain.ts'
import { inInputOrder } from './cluster.ts'
import type { Condition } from './condition.ts'
import type { Expression } from './expression.ts'
import { hasNode, nodesOf } from './node-set.ts'
import { withExpressions } from './request.ts'
import type { SchedulerNode } from './scheduler.ts'
import { bestNodes, type Trial } from './trial.ts'

/** More trials than this for one kind of change take longer than the answer is worth. */
const trialsMax = 64

/** What a node is, and not what somebody called it. */
const fixedKeys = new Set([
  'node',
  'storagedriver',
  'executiondriver',
  'kernelversion',
  'operatingsystem',
])

/** An unhealthy node that would be taken if it were well; the first one found. */
export function healNode(trial: Trial): readonly WouldFit[] {
  const { placer, scheduler, request } = trial
  const { cluster } = placer
  if (!placer.options.filters.includes('health')) return []
  const sick = slotsOf(trial).filter((slot) => !hasNode(cluster.healthy, slot))
  for (const slot of sick.slice(0, trialsMax)) {
    const before = cluster.states[slot]
    scheduler.setNodeHealth(slot, { state: 'healthy', failures: 0 })
    const nodes = bestNodes(trial, request)
    scheduler.setNodeHealth(slot, before)
    if (nodes === undefined) continue
    const words = `bring ${cluster.nodes[slot].name} back: it ${stateWords(before)}`
    const change = { type: 'recover', node: cluster.nodes[slot].name } as const
    return [{ type: 'health', words, nodes, change }]
  }
  return []
}

/** A label that makes a node meet the one constraint that is in the way. */
export function labelNode(trial: Trial): readonly WouldFit[] {
  const { request } = trial
  if (request.constraint.type === 'invalid') return []
  const changes: WouldFit[] = []
  for (const [index, expression] of request.constraint.list.entries()) {
    if (expression.soft || fixedKeys.has(expression.key)) continue
    const others = request.constraints.toSpliced(index, 1)
    const candidates = bestNodes(trial, withExpressions(request, 'constraint', others))
    const change = candidates && relabel(trial, candidates[0], expression)
    if (change !== undefined) changes.push(change)
  }
  return changes
}

function relabel(trial: Trial, name: string, expression: Expression): WouldFit | undefined {
  const { placer, scheduler, request } = trial
  const { cluster } = placer
  const slot = slotsOf(trial).find((other) => cluster.nodes[other].name === name)
  if (slot === undefined) return undefined
  const node = cluster.nodes[slot]
  const { key } = expression
  for (const value of labelValues(trial, expression)) {
    const { [key]: _, ...others } = node.labels
    const labels = value === undefined ? others : { ...others, [key]: value }
    scheduler.setNode(slot, { ...node, labels } satisfies SchedulerNode)
    const nodes = bestNodes(trial, request)
    scheduler.setNode(slot, node)
    if (nodes === undefined) continue
    const words =
      value === undefined
        ? `remove the label ${key} from ${name}`
        : `give ${name} the label ${key}=${value}`
    const change = { type: 'label', node: name, key, value, isOfEngine: true } as const
    return { type: 'label', words, nodes, change }
  }
  return undefined
}

/** Values worth trying, `undefined` for no label: what the expression says, what others have. */
function labelValues({ placer }: Trial, expression: Expression): readonly (string | undefined)[] {
  const { key, operator, value, pattern } = expression
  if (operator === '!=') return [undefined]
  const written = value.replaceAll('*', '')
  const found = nodesOf(placer.cluster.known).flatMap((slot) => {
    const { labels } = placer.cluster.nodes[slot]
    return Object.hasOwn(labels, key) ? [labels[key]] : []
  })
  return [...new Set([written, ...found])].filter(pattern.matches).slice(0, 2)
}

/** One container whose removal frees the port; the first one found. */
export function freePort(trial: Trial): readonly WouldFit[] {
  const { placer, scheduler, request } = trial
  const { cluster } = placer
  const ports = stepsOf(placer.options.filters, request, false).filter(
    (step): step is Condition => step.type === 'condition' && step.filter === 'port',
  )
  let trials = 0
  for (const slot of slotsOf(trial)) {
    const blocked = ports.filter(({ question }) => hasNode(nodesThatHold(placer, question), slot))
    const holders = new Set(blocked.flatMap((condition) => holdersOf(trial, slot, condition)))
    // Two containers in the way are two changes.
    if (holders.size !== 1) continue
    if (++trials > trialsMax) break
    const [handle] = holders
    const container = cluster.containers[handle]
    scheduler.removeContainer(handle)
    const nodes = bestNodes(trial, request)
    scheduler.addContainer(slot, container)
    if (nodes === undefined) continue
    const name = container.name === '' ? container.id : container.name
    const words = `remove ${name} from ${cluster.nodes[slot].name}: it holds the port`
    return [{ type: 'port', words, nodes, change: { type: 'remove', container: name } }]
  }
  return []
}

function holdersOf({ placer }: Trial, slot: number, { question }: Condition): readonly number[] {
  const { cluster } = placer
  const handles: number[] = []
  if (question.type !== 'container') return handles
  for (let at = cluster.firstContainer[slot]; at >= 0; at = cluster.nextContainer[at]) {
    if (question.holds(cluster.containers[at])) handles.push(at)
  }
  return handles
}

function slotsOf({ placer }: Trial): number[] {
  return inInputOrder(placer.cluster, nodesOf(placer.cluster.known))
}

function stateWords({ state, failures }: { state: string; failures: number }): string {
  return state === 'healthy' ? `had ${failures} failures in a row` : `is ${state}`
}
