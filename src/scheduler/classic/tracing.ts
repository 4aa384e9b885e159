/**
 * One placement written down step by step: what each filter left, the score of each node, the order.
 * Slower than placing and with the same answers; explanations and the comparison with recorded
 * decisions read it.
 */
import type { ClassicFilterName } from '../../model/model.ts'
import { nodesThatHold } from './chain.ts'
import { inInputOrder } from './cluster.ts'
import type { Step } from './condition.ts'
import { countNodes, type NodeSet, narrow, nodesOf } from './node-set.ts'
import { noNodes, noResources, type Placer, planOf } from './placing.ts'
import { type Score, scoreOf } from './ranks.ts'
import type { CompiledRequest } from './request.ts'

export interface TracedFilter {
  readonly filter: ClassicFilterName
  /** Nodes it was asked about. */
  readonly before: NodeSet
  /** Nodes it left; empty if it ended the pass. */
  readonly after: NodeSet
}

export interface RankedNode {
  readonly slot: number
  readonly score: Score
  readonly containers: number
}

export interface TracedPass {
  readonly soft: boolean
  /** Filters that were asked something, in order. */
  readonly filters: readonly TracedFilter[]
  /** The step that ended the pass, if one did. */
  readonly ended: Step | undefined
  /** Nodes that the filters left, in input order. */
  readonly left: readonly number[]
  /** Nodes with room, in input order; empty for a strategy that does not score. */
  readonly ranked: readonly RankedNode[]
  /** `''` if there is a choice. */
  readonly error: string
}

export interface TracedPlacement {
  /** One pass; two if the first failed. */
  readonly passes: readonly TracedPass[]
  readonly type: 'placed' | 'refused' | 'panic'
  readonly error: string
  /** All acceptable nodes, best first, equals in input order. */
  readonly order: readonly number[]
  /** How many of them share the best place. */
  readonly tied: number
}

export function tracePlacement(placer: Placer, request: CompiledRequest): TracedPlacement {
  const plan = planOf(placer, request)
  let pass = tracePass(placer, request, { steps: plan.withSoft, soft: true })
  const passes = [pass]
  if (pass.error !== '' && pass.ended?.type !== 'panic') {
    pass = tracePass(placer, request, { steps: plan.withoutSoft, soft: false })
    passes.push(pass)
  }
  if (pass.error !== '') {
    const type = pass.ended?.type === 'panic' ? 'panic' : 'refused'
    return { passes, type, error: pass.error, order: [], tied: 0 }
  }
  return { passes, type: 'placed', error: '', ...orderOf(placer, pass) }
}

function tracePass(
  placer: Placer,
  request: CompiledRequest,
  { steps, soft }: { readonly steps: readonly Step[]; readonly soft: boolean },
): TracedPass {
  const { cluster, strategy } = placer
  const left = cluster.known.slice()
  const filters: { filter: ClassicFilterName; before: NodeSet; after: NodeSet }[] = []
  const none = { soft, filters, left: [], ranked: [] }
  for (const step of steps) {
    const last = filters.at(-1)
    if (last?.filter !== step.filter) {
      filters.push({ filter: step.filter, before: left.slice(), after: left })
      if (last !== undefined) last.after = left.slice()
    }
    if (step.type !== 'condition') return { ...none, ended: step, error: step.error }
    const nodes = nodesThatHold(placer, step.question)
    if (!narrow(left, nodes, step.wanted, left.length)) {
      return { ...none, ended: step, error: step.error }
    }
  }
  const slots = inInputOrder(cluster, nodesOf(left))
  if (slots.length === 0) return { ...none, ended: undefined, error: noNodes }
  if (strategy.type === 'drawing') {
    return { ...none, ended: undefined, left: slots, error: '' }
  }
  const ranked = slots.flatMap((slot) => {
    const score = scoreOf(cluster, strategy, slot, request)
    return score === undefined ? [] : [{ slot, score, containers: cluster.containerCount[slot] }]
  })
  const error = ranked.length === 0 ? noResources : ''
  return { soft, filters, ended: undefined, left: slots, ranked, error }
}

function orderOf({ strategy }: Placer, { left, ranked }: TracedPass) {
  if (strategy.type === 'drawing') return { order: left, tied: left.length }
  const rankOf = ({ score, containers }: RankedNode) => strategy.rank(score.sum, containers)
  const sorted = ranked.toSorted((a, b) => rankOf(a) - rankOf(b))
  const tied = sorted.filter((node) => rankOf(node) === rankOf(sorted[0])).length
  return { order: sorted.map(({ slot }) => slot), tied }
}

/** Whether the filter removed a node. */
export function hasRemoved({ before, after }: TracedFilter): boolean {
  return countNodes(before) !== countNodes(after)
}
