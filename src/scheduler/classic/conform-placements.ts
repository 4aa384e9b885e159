/**
 * Compares our scheduler with recorded decisions of the real one. What the original leaves open
 * (the order among equals in a long list, the order of several ports) is left open here too, and
 * nothing else is.
 */

import { Differences, namesOf, type Verdict, verdictOf } from '../conform-verdict.ts'
import { nodesThatHold } from './chain.ts'
import { addRecordedNodes, configOf } from './conform-cluster.ts'
import { type RecordedPlacement, type RecordedResult, readPlacement } from './conform-record.ts'
import { portGroups } from './filters/port.ts'
import { type NodeSet, narrow, nodesOf } from './node-set.ts'
import { type Placer, placeRequest } from './placing.ts'
import { type CompiledRequest, compileRequest } from './request.ts'
import { createPlacer, schedulerOver } from './scheduler.ts'
import { hasRemoved, type TracedPass, type TracedPlacement, tracePlacement } from './tracing.ts'

export type { Verdict } from '../conform-verdict.ts'
export { conformStream } from './conform-stream.ts'

/** One line of the recorded single placements, parsed from JSON. */
export function conformPlacement(record: unknown): Verdict {
  const read = readPlacement(record)
  if (read.type === 'unreadable') return verdictOf(namesOf(record), read.problems)
  return verdictOf(read.record, differencesIn(read.record))
}

function differencesIn(record: RecordedPlacement): readonly string[] {
  const { strategy, filters, failureRetry, overcommit, config } = record
  const placer = createPlacer({ strategy, filters, failureRetry })
  addRecordedNodes(schedulerOver(placer), record.nodes, overcommit)
  const request = compileRequest(configOf(config))
  const differences = new Differences()
  compareNodes(differences, record, placer)
  compareRequest(differences, record, request)
  const trace = tracePlacement(placer, request)
  const allowed = portErrors(placer, request, trace)
  comparePasses(differences, record, { trace, allowed })
  for (const result of [record.result, ...record.alsoSeen]) {
    compareResult(differences, record, { result, trace, allowed })
  }
  compareTop(differences, record, trace)
  comparePlace(differences, { placer, request, trace })
  return differences.list
}

function compareNodes(differences: Differences, record: RecordedPlacement, placer: Placer): void {
  const { cluster } = placer
  for (const [slot, node] of record.nodes.entries()) {
    const { name, totalCpus, totalMemory, usedCpus, usedMemory, health } = node
    differences.compare(`total CPUs of ${name}`, totalCpus, cluster.totalCpus[slot])
    differences.compare(`total memory of ${name}`, totalMemory, cluster.totalMemoryBytes[slot])
    differences.compare(`used CPUs of ${name}`, usedCpus, cluster.usedCpus[slot])
    differences.compare(`used memory of ${name}`, usedMemory, cluster.usedMemoryBytes[slot])
    differences.compare(`health of ${name}`, health, cluster.health[slot])
  }
}

function compareRequest(
  differences: Differences,
  record: RecordedPlacement,
  request: CompiledRequest,
): void {
  const none = { affinities: [], constraints: [], policies: [], env: [] }
  const parsed = record.parsed ?? { ...none, env: record.config.env }
  differences.compare('affinities', parsed.affinities, request.affinities)
  differences.compare('constraints', parsed.constraints, request.constraints)
  differences.compare('policies', parsed.policies, request.policies)
  differences.compare('env', parsed.env, request.env)
  differences.compare('validation', record.validateError, request.validateError)
}

interface Answer {
  readonly trace: TracedPlacement
  /** Errors that other orders of the ports give. */
  readonly allowed: ReadonlySet<string>
}

function comparePasses(
  differences: Differences,
  record: RecordedPlacement,
  { trace, allowed }: Answer,
): void {
  differences.compare('number of passes', record.passes.length, trace.passes.length)
  for (const [index, recorded] of record.passes.entries()) {
    const pass = trace.passes[index]
    if (pass === undefined) return
    const where = `pass ${index + 1}`
    differences.compare(`${where}, soft`, recorded.soft, pass.soft)
    const steps = recorded.steps.map((step) => {
      // Any error that some order of the ports gives is as good as ours.
      const isAllowed = step.error !== undefined && allowed.has(step.error)
      return isAllowed && pass.ended !== undefined ? { ...step, error: pass.ended.error } : step
    })
    differences.compare(`${where}, steps`, steps, recordedSteps(pass))
    const after = pass.ended === undefined ? pass.error : ''
    differences.compare(`${where}, error after the filters`, recorded.error, after)
    if (record.strategy === 'random') continue
    const weights = pass.ranked.map(({ slot, score, containers }) => [slot, score.sum, containers])
    differences.compare(`${where}, weights`, recorded.weights ?? [], weights)
  }
}

/** The pass as the record writes it: only filters that removed a node or failed. */
function recordedSteps({ filters, ended }: TracedPass): readonly object[] {
  return filters.flatMap((traced, index): object[] => {
    const { filter, after } = traced
    if (ended !== undefined && index === filters.length - 1) {
      return [{ filter, error: ended.type === 'panic' ? `PANIC: ${ended.error}` : ended.error }]
    }
    return hasRemoved(traced) ? [{ filter, left: nodesOf(after) }] : []
  })
}

function compareResult(
  differences: Differences,
  record: RecordedPlacement,
  { result, trace, allowed }: Answer & { readonly result: RecordedResult },
): void {
  const names = trace.order.map((slot) => record.nodes[slot].name)
  if (result.members !== undefined) {
    differences.compare('members', result.members, names.toSorted())
  } else if (result.order !== undefined) {
    const order = record.orderAmongTiesUndefined
      ? inRankOrder(result.order, record, trace)
      : result.order
    differences.compare('order', order, names)
  } else if (result.error !== undefined) {
    const error = allowed.has(result.error) ? trace.error : result.error
    differences.compare('error', `refused ${error}`, `${trace.type} ${trace.error}`)
  } else {
    differences.compare('panic', `panic ${result.panic}`, `${trace.type} ${trace.error}`)
  }
}

/** The recorded order with each run of equals put into input order. */
function inRankOrder(
  order: readonly string[],
  record: RecordedPlacement,
  { passes }: TracedPlacement,
): readonly string[] {
  const ranked = passes.at(-1)?.ranked ?? []
  const places = new Map(
    ranked.map(({ slot, score, containers }) => [
      record.nodes[slot].name,
      { slot, group: `${score.sum} ${containers}` },
    ]),
  )
  const sorted: string[] = []
  let group: string[] = []
  for (const [index, name] of order.entries()) {
    group.push(name)
    if (places.get(name)?.group === places.get(order[index + 1] ?? '')?.group) continue
    sorted.push(
      ...group.toSorted((a, b) => (places.get(a)?.slot ?? 0) - (places.get(b)?.slot ?? 0)),
    )
    group = []
  }
  return [...sorted, ...group]
}

function compareTop(
  differences: Differences,
  record: RecordedPlacement,
  trace: TracedPlacement,
): void {
  if (record.strategy === 'random') return
  const top = trace.tied > 1 ? trace.order.slice(0, trace.tied) : []
  const names = top.map((slot) => record.nodes[slot].name)
  const recorded = record.orderAmongTiesUndefined
    ? inRankOrder(record.top, record, trace)
    : record.top
  differences.compare('nodes that share the best place', recorded, names)
}

/** The quick way must answer like the one that is written down. */
function comparePlace(
  differences: Differences,
  { placer, request, trace }: { placer: Placer; request: CompiledRequest; trace: TracedPlacement },
): void {
  let offered: readonly number[] = []
  const placement = placeRequest(placer, request, (tied) => {
    offered = [...tied]
    return 0
  })
  if (placement.type === 'placed') {
    differences.compare('quick placement', [trace.type, trace.order[0]], ['placed', placement.node])
    differences.compare('number of equals', trace.tied, placement.tied)
    const expected = trace.tied > 1 ? trace.order.slice(0, trace.tied) : []
    differences.compare('equals offered', expected, offered)
  } else {
    differences.compare(
      'quick placement',
      [trace.type, trace.error],
      [placement.type, placement.error],
    )
  }
}

/**
 * The errors of the port filter under every order of the container ports: a binding can name the
 * error if some choice of other ports before it leaves nodes that it then removes.
 */
export function portErrors(
  placer: Placer,
  request: CompiledRequest,
  trace: TracedPlacement,
): ReadonlySet<string> {
  const errors = new Set<string>()
  const pass = trace.passes.at(-1)
  if (pass?.ended?.filter !== 'port') return errors
  const before = pass.filters.at(-1)?.before
  if (before === undefined) return errors
  const groups = portGroups(request)
  for (const [index, group] of groups.entries()) {
    const others = groups.filter((_, other) => other !== index)
    for (let choice = 0; choice < 2 ** others.length; choice++) {
      const left = before.slice()
      const earlier = others.filter((_, other) => (choice >>> other) & 1).flat()
      if (!earlier.every((condition) => keep(placer, left, condition))) continue
      const failing = group.find((condition) => !keep(placer, left, condition))
      if (failing !== undefined) errors.add(failing.error)
    }
  }
  return errors
}

function keep(
  placer: Placer,
  left: NodeSet,
  { question, wanted }: ReturnType<typeof portGroups>[number][number],
): boolean {
  return narrow(left, nodesThatHold(placer, question), wanted, left.length)
}
