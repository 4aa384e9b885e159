/**
 * Explains where one task goes, or why it waits, node by node: the first filter that refuses a node
 * and why, and for the others what they are ranked by. Nothing is remembered for it: it is worked out
 * from what the scheduler knows now, for one task alone; `explain-group.ts` does it for a task in its group.
 */
import type { Explanation } from '../explanation.ts'
import { knownSlots } from './cluster.ts'
import { branchesWords, openLeaves } from './explain-branches.ts'
import { explainNodes } from './explain-nodes.ts'
import {
  descriptorsOf,
  nameOf,
  requestWords,
  strategyWords,
  type TaskToExplain,
} from './explain-words.ts'
import { swarmkitFilters } from './filters/index.ts'
import { type Group, type GroupKey, openGroup, rankOf, refusalOf } from './group.ts'
import { preferenceTree } from './preference-tree.ts'
import { createRefusals, explainRefusals } from './refusals.ts'
import type { Placer } from './scheduler.ts'
import { oneOff, serviceOf } from './services.ts'
import { findChanges, type TaskNames } from './would-fit.ts'

export type { TaskToExplain } from './explain-words.ts'

export interface ExplainOptions {
  readonly timeUs: number
  /** Slot of the node that was taken, where the caller knows it. */
  readonly chosen?: number
  /** Names of tasks by handle: changes that would admit a refused task are only looked for with them. */
  readonly names?: TaskNames
}

/** The task is not booked anywhere (yet). */
export function explain(
  placer: Placer,
  task: TaskToExplain,
  { timeUs, chosen, names }: ExplainOptions,
): Explanation {
  const group = openGroup(placer, keyOf(placer, task), timeUs)
  const asked = askedSlots(placer, task)
  const passing = asked.filter((slot) => refusalOf(placer.cluster, group, slot) < 0)
  const isPreassigned = task.preassigned !== undefined
  const best = new Set(isPreassigned ? passing : bestSlots(placer, group, { passing, wanted: 1 }))
  const taken = chosen ?? (best.size === 1 ? [...best][0] : undefined)
  const isPlaced = passing.length > 0
  const nodes = explainNodes(placer, group, { asked, best, taken })
  const error = isPlaced ? '' : errorText(placer, group, task)
  return {
    ...aboutTask(placer, group, { task, wanted: 1 }),
    outcome: isPlaced ? 'placed' : 'refused',
    error,
    passes: [{ soft: false, error, nodes }],
    best: asked.filter((slot) => best.has(slot)).map((slot) => nameOf(placer, slot)),
    chosen: taken === undefined ? '' : nameOf(placer, taken),
    tie: tieWords(best.size, task),
    wouldFit: isPlaced || names === undefined ? [] : findChanges(placer, { task, timeUs, names }),
  }
}

export function keyOf(placer: Placer, { service, specVersion, spec }: TaskToExplain): GroupKey {
  const version = specVersion ?? oneOff
  return { service: serviceOf(placer.services, service), version, spec }
}

/** The nodes that could be the task's. */
export function askedSlots({ cluster }: Placer, { preassigned }: TaskToExplain): readonly number[] {
  return preassigned === undefined ? knownSlots(cluster) : [preassigned]
}

/** What an explanation says before it comes to nodes; `wanted` is the number of tasks in the group. */
export function aboutTask(
  placer: Placer,
  group: Group,
  { task, wanted }: { readonly task: TaskToExplain; readonly wanted: number },
): Pick<Explanation, 'request' | 'strategy' | 'filters' | 'branches'> {
  const descriptors = descriptorsOf(task.spec)
  const isSpread = task.preassigned === undefined && descriptors.length > 0
  const tree = preferenceTree(placer.trees, placer.cluster, task.spec.preferences)
  return {
    request: requestWords(task),
    strategy: strategyWords(task),
    filters: swarmkitFilters.map(({ name }) => name),
    ...(isSpread && { branches: branchesWords(placer, group, { tree, descriptors, wanted }) }),
  }
}

/** Nodes that the first of `wanted` tasks may go to, preferences included. */
export function bestSlots(
  placer: Placer,
  group: Group,
  { passing, wanted }: { readonly passing: readonly number[]; readonly wanted: number },
): number[] {
  const { cluster, trees } = placer
  const isPassing = new Set(passing)
  const branch = preferenceTree(trees, cluster, group.spec.preferences)
  return openLeaves(placer, group, { branch, wanted }).flatMap(({ slots }) => {
    const inLeaf = [...slots].filter((slot) => isPassing.has(slot))
    const least = inLeaf.reduce(
      (min, slot) => Math.min(min, rankOf(cluster, group, slot)),
      Number.POSITIVE_INFINITY,
    )
    return inLeaf.filter((slot) => rankOf(cluster, group, slot) === least)
  })
}

/** The text of a round in which no node passes: it tells of all of them. */
export function errorText(placer: Placer, group: Group, task: TaskToExplain): string {
  const refusals = createRefusals()
  for (const slot of askedSlots(placer, task)) {
    const refusal = refusalOf(placer.cluster, group, slot)
    if (refusal >= 0) refusals.counts[refusal]++
  }
  const text = explainRefusals(refusals)
  if (task.preassigned !== undefined) return text
  return text === '' ? 'no suitable node' : `no suitable node (${text})`
}

function tieWords(count: number, { preassigned }: TaskToExplain): string {
  if (preassigned !== undefined) return 'chosen by the global service'
  if (count === 0) return ''
  return count === 1 ? 'the best node, alone' : `one of ${count} equals, drawn at random`
}
