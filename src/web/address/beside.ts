/**
 * What an address says of a comparison: which run stands beside the one that it opens. It is the same
 * scenario in another way, or another branch of it.
 */
import { comparedRuns } from '../compare/branch-changes.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import type { Intervention } from '../state/interventions.ts'
import type { WorkbenchContext } from '../state/workbench-context.ts'
import { joinParts, splitParts } from './parts.ts'

export type Beside =
  /** Other values from the start, as `--set` takes them. */
  | { readonly type: 'variant'; readonly label: string; readonly set: readonly string[] }
  /** The changes that lead to it from the scenario itself; none for the scenario. */
  | { readonly type: 'branch'; readonly forks: readonly Intervention[] }

export interface BesideNow {
  /** The run that the address opens. */
  readonly run: LoadedRun
  readonly beside: Beside
  /** The run that it opens stands on the right. */
  readonly isSwapped: boolean
}

/** Nothing while nothing is compared, or where the other run cannot be made again. */
export function besideOf(context: WorkbenchContext): BesideNow | undefined {
  const pair = comparedRuns(context)
  if (pair === undefined) return undefined
  const { one, other } = pair
  for (const [run, also] of [
    [one, other],
    [other, one],
  ]) {
    if (also.set === undefined || also.parent !== run.id) continue
    const beside = { type: 'variant', label: also.label, set: also.set } as const
    return { run, beside, isSwapped: run === other }
  }
  const mine = chainOf(context.runs, one)
  const theirs = chainOf(context.runs, other)
  if (mine[0] !== theirs[0]) return undefined
  return { run: one, beside: { type: 'branch', forks: forksOf(theirs) }, isSwapped: false }
}

/** From the first run to this one. */
export function chainOf(runs: readonly LoadedRun[], run: LoadedRun): LoadedRun[] {
  const chain = [run]
  for (;;) {
    const { parent, entry } = chain[0]
    const before = entry === undefined ? undefined : runs.find(({ id }) => id === parent)
    if (before === undefined) return chain
    chain.unshift(before)
  }
}

/** Every branch but the first was made by adding a line. */
export function forksOf(chain: readonly LoadedRun[]): Intervention[] {
  return chain.slice(1).map(({ forkedUs, label, entry }) => ({
    atUs: forkedUs,
    label,
    entry: entry as string,
  }))
}

/** The words of an address that say it. */
export function besideWords(
  beside: Beside,
  forkText: (fork: Intervention) => string,
): (readonly [name: string, value: string])[] {
  if (beside.type === 'variant') {
    return [['beside', joinParts(['set', beside.label, ...beside.set])]]
  }
  return [
    ['beside', 'branch'],
    ...beside.forks.map((fork) => ['beside-fork', forkText(fork)] as const),
  ]
}

/** @returns nothing where it says nothing that is understood. */
export function besideFrom(text: string, forks: readonly Intervention[]): Beside | undefined {
  if (text === 'branch') return { type: 'branch', forks }
  const [type, label, ...set] = splitParts(text)
  return type === 'set' && set.length > 0 ? { type: 'variant', label, set } : undefined
}
