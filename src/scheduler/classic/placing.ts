/**
 * One placement: the filter chain, then the strategy; if anything fails, both once more without the
 * soft expressions. The error is the second run's. Nothing here changes the cluster.
 */
import type { Answers } from './chain.ts'
import { runChain, stepsOf } from './chain.ts'
import { inInputOrder } from './cluster.ts'
import type { Step } from './condition.ts'
import { createNodeSet, type NodeSet, wordsFor } from './node-set.ts'
import { catchUp, noRank, type RankColumn, type RankColumns, rankColumnOf } from './ranks.ts'
import type { CompiledRequest } from './request.ts'
import type { ChooseTie, ClassicSchedulerOptions, Placement } from './scheduler.ts'
import type { ClassicStrategy, ScoringStrategy } from './strategies/strategy.ts'

/** A request with everything that does not depend on the cluster's state worked out. */
export interface Plan {
  readonly request: CompiledRequest
  readonly withSoft: readonly Step[]
  /** The same list if there is nothing soft. */
  readonly withoutSoft: readonly Step[]
  column: RankColumn | undefined
}

export interface Placer extends Answers {
  readonly options: ClassicSchedulerOptions
  readonly strategy: ClassicStrategy
  readonly plans: WeakMap<CompiledRequest, Plan>
  readonly columns: RankColumns
  /** Scratch space: the nodes left, and the best of them. */
  left: NodeSet
  tied: Int32Array
}

export const noResources = 'no resources available to schedule container'
/** Only without the health filter: with it, an empty cluster has no healthy node. */
export const noNodes = 'No nodes available in the cluster'

export function placeRequest(
  placer: Placer,
  request: CompiledRequest,
  chooseTie: ChooseTie,
): Placement {
  const plan = planOf(placer, request)
  let tied = attempt(placer, plan, plan.withSoft)
  if (typeof tied !== 'number' && plan.withoutSoft !== plan.withSoft && tied.type !== 'panic') {
    tied = attempt(placer, plan, plan.withoutSoft)
  }
  if (typeof tied !== 'number') return tied
  if (tied === 1) return { type: 'placed', node: placer.tied[0], tied }
  const nodes = inInputOrder(placer.cluster, placer.tied.subarray(0, tied))
  return { type: 'placed', node: nodes[chooseTie(nodes)], tied }
}

export function planOf(placer: Placer, request: CompiledRequest): Plan {
  const known = placer.plans.get(request)
  if (known !== undefined) return known
  const { filters } = placer.options
  const withSoft = stepsOf(filters, request, true)
  const hard = stepsOf(filters, request, false)
  // Soft expressions are only ever left out, so equal length means equal steps.
  const withoutSoft = hard.length === withSoft.length ? withSoft : hard
  const plan: Plan = { request, withSoft, withoutSoft, column: undefined }
  placer.plans.set(request, plan)
  return plan
}

/** One run of chain and strategy: the number of best nodes, in `placer.tied`, or why none. */
function attempt(placer: Placer, plan: Plan, steps: readonly Step[]): number | Placement {
  const { cluster, strategy } = placer
  const words = wordsFor(cluster.slots)
  if (placer.left.length < words) placer.left = createNodeSet(cluster.capacity)
  if (placer.tied.length < cluster.slots) placer.tied = new Int32Array(cluster.capacity)
  const { left, tied } = placer
  let any = 0
  for (let word = 0; word < words; word++) any |= left[word] = cluster.known[word]
  const ended = runChain(placer, steps, left)
  if (ended !== undefined) {
    return { type: ended.type === 'panic' ? 'panic' : 'refused', error: ended.error }
  }
  if (any === 0) return { type: 'refused', error: noNodes }
  const count =
    strategy.type === 'drawing'
      ? listNodes(left, words, tied)
      : listBest(left, words, { ranks: ranksFor(placer, plan, strategy), best: tied })
  return count > 0 ? count : { type: 'refused', error: noResources }
}

export function ranksFor(placer: Placer, plan: Plan, strategy: ScoringStrategy): Int32Array {
  if (plan.column === undefined || plan.column.forgotten) {
    plan.column = rankColumnOf(placer.columns, plan.request)
  }
  return catchUp(plan.column, placer.cluster, strategy)
}

/** Lists the nodes left; returns how many. */
function listNodes(left: NodeSet, words: number, nodes: Int32Array): number {
  let count = 0
  for (let word = 0; word < words; word++) {
    let bits = left[word]
    while (bits !== 0) {
      const lowest = bits & -bits
      nodes[count++] = (word << 5) + 31 - Math.clz32(lowest)
      bits ^= lowest
    }
  }
  return count
}

/** Lists the nodes with the smallest rank among those left; returns how many. */
function listBest(
  left: NodeSet,
  words: number,
  { ranks, best }: { readonly ranks: Int32Array; readonly best: Int32Array },
): number {
  // Nodes without room have a rank above this.
  let smallest = noRank - 1
  let count = 0
  for (let word = 0; word < words; word++) {
    let bits = left[word]
    const first = word << 5
    if (bits === -1) {
      // All 32 are left, the usual case without expressions: no need to look for bits.
      for (let slot = first; slot < first + 32; slot++) {
        if (ranks[slot] > smallest) continue
        if (ranks[slot] < smallest) {
          smallest = ranks[slot]
          count = 0
        }
        best[count++] = slot
      }
      continue
    }
    while (bits !== 0) {
      const lowest = bits & -bits
      const slot = first + 31 - Math.clz32(lowest)
      bits ^= lowest
      if (ranks[slot] > smallest) continue
      if (ranks[slot] < smallest) {
        smallest = ranks[slot]
        count = 0
      }
      best[count++] = slot
    }
  }
  return count
}
