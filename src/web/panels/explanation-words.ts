/** An explanation in sentences and rows, shorter where there are many nodes. */
import { formatCount, listed } from '../../model/format.ts'
import type { ExplainedNode, ExplainedPass, Explanation } from '../../scheduler/explanation.ts'

/** Above so many nodes there is one row per distinct reason instead of one per node. */
export const nodesOneByOneMax = 40

/** The pass that decided. */
export function lastPass({ passes }: Explanation): ExplainedPass {
  return passes[passes.length - 1]
}

export interface ReasonRow {
  readonly by: string
  readonly reason: string
  readonly nodes: readonly string[]
}

/** Refusals with the same filter and words, the most frequent first. */
export function refusalRows(nodes: readonly ExplainedNode[]): ReasonRow[] {
  const rows = new Map<string, { by: string; reason: string; nodes: string[] }>()
  for (const { name, verdict } of nodes) {
    if (verdict.type === 'ranked') continue
    const by = verdict.type === 'refused' ? verdict.by : ''
    const reason = withoutName(verdict.reason, name)
    const key = `${by}/${reason}`
    const row = rows.get(key)
    if (row === undefined) rows.set(key, { by, reason, nodes: [name] })
    else row.nodes.push(name)
  }
  return [...rows.values()].sort((one, other) => other.nodes.length - one.nodes.length)
}

function withoutName(reason: string, name: string): string {
  return reason.replaceAll(name, 'the node')
}

/** `node-4 and node-5: no label 'storage'`, at most a few. */
export function reasonsOf(explanation: Explanation): string[] {
  return refusalRows(lastPass(explanation).nodes)
    .slice(0, 4)
    .map(({ reason, nodes }) => `${listed(nodes, 3)}: ${shortReason(reason)}`)
}

/** What is about `the node` needs no subject where the node stands before it. */
export function shortReason(reason: string): string {
  return reason.replace(/^the node (has |is )?/, '')
}

/** Why not there: one sentence about one node. */
export function whyNot({ name, verdict }: ExplainedNode, target: string): string {
  if (name === target) return `It is on ${name}.`
  switch (verdict.type) {
    case 'refused':
      return `${name} refused it: ${shortReason(verdict.reason)}.`
    case 'unjudged':
      return `${name} was not asked: ${verdict.reason}.`
    case 'ranked': {
      const tied = verdict.tied ? ', one of several equals for the first place' : ''
      return `${name} would do; it has rank ${verdict.rank}${tied}.`
    }
  }
}

/** What in the words of a request gives each filter something to check. */
const wordsOfFilter: Readonly<Record<string, RegExp>> = {
  port: /\bport /,
  dependency: /\b(link|volumes from|network) /,
  affinity: /\baffinity /,
  constraint: /\bconstraint /,
}

/** The filters that had something to check, in Swarm's order. Whether a node is well is always asked. */
export function filtersAsked(
  { request, passes }: Explanation,
  filters: readonly string[],
): readonly string[] {
  const refusing = new Set(
    passes.flatMap(({ nodes }) =>
      nodes.map(({ verdict }) => (verdict.type === 'refused' ? verdict.by : '')),
    ),
  )
  return filters.filter(
    (filter) =>
      filter === 'health' ||
      filter === 'ready' ||
      refusing.has(filter) ||
      wordsOfFilter[filter]?.test(request) === true,
  )
}

/** The answer in one sentence. */
export function answerOf(
  explanation: Explanation,
  { name, target }: { readonly name: string; readonly target: string },
): { readonly lead: string; readonly rest: string; readonly isRefusal: boolean } {
  const { nodes } = lastPass(explanation)
  const ranked = nodes.filter(({ verdict }) => verdict.type === 'ranked').length
  const refused = nodes.length - ranked
  if (explanation.outcome !== 'placed') {
    const counts = new Map<string, number>()
    for (const { by, nodes: whose } of refusalRows(nodes)) {
      counts.set(by, (counts.get(by) ?? 0) + whose.length)
    }
    const reasons = [...counts]
      .slice(0, 3)
      .map(([by, count]) => `${by === '' ? 'not asked' : by} ${formatCount(count)}`)
    const why = reasons.length === 0 ? '' : ` Refused by ${listed(reasons)}.`
    return {
      lead: 'No node fits.',
      rest: ` The manager answered: ${explanation.error}.${why}`,
      isRefusal: true,
    }
  }
  if (nodes.length === 1) {
    const rest = ` No other node was asked: ${explanation.strategy}.`
    return { lead: `${name} went to ${target}.`, rest, isRefusal: false }
  }
  const filtered =
    refused === 0
      ? `All ${formatCount(nodes.length)} nodes were acceptable`
      : `${formatCount(ranked)} of ${formatCount(nodes.length)} nodes were acceptable`
  const how =
    explanation.best.length > 1
      ? `${target} is ${explanation.tie}`
      : `${explanation.strategy} ranks ${target} first`
  return {
    lead: `${name} went to ${target}.`,
    rest: ` ${filtered}; ${how}.`,
    isRefusal: false,
  }
}
