/**
 * Which branches of the spread preferences one more task may go to. Any branch that is not above the
 * average may be asked first, not only the emptiest: the order in which branches are asked is random.
 */
import type { ExplainedBranch } from '../explanation.ts'
import { type Group, refusalOf } from './group.ts'
import type { Branch } from './preference-tree.ts'
import type { Placer } from './scheduler.ts'

/** The leaves that may get a task when the branch is asked to take `wanted` of them. */
export function openLeaves(
  placer: Placer,
  group: Group,
  { branch, wanted }: { readonly branch: Branch; readonly wanted: number },
): readonly Branch[] {
  if (branch.branches.length === 0) return passingIn(placer, group, branch) > 0 ? [branch] : []
  let open = branch.branches
  while (open.length > 0) {
    const total = open.reduce((sum, inner) => sum + tasksIn(group, inner), wanted)
    const share = Math.trunc(total / open.length)
    const remainder = total % open.length
    const asked = open.filter((inner) => {
      const own = tasksIn(group, inner)
      return own < share || (own === share && remainder > 0)
    })
    const found = asked.flatMap((inner) => {
      const more = share - tasksIn(group, inner) + (remainder > 0 ? 1 : 0)
      return openLeaves(placer, group, { branch: inner, wanted: more })
    })
    // Those that were asked in vain are full; without them the average is another.
    if (found.length > 0 || asked.length === 0) return found
    open = open.filter((inner) => !asked.includes(inner))
  }
  return []
}

export function branchesWords(
  placer: Placer,
  group: Group,
  {
    tree,
    descriptors,
    wanted,
  }: {
    readonly tree: Branch
    readonly descriptors: readonly string[]
    readonly wanted: number
  },
): readonly ExplainedBranch[] {
  const leaves = new Set(openLeaves(placer, group, { branch: tree, wanted }))
  const words = (branch: Branch, path: readonly string[]): ExplainedBranch[] => {
    const inner = branch.branches.flatMap((each) => {
      return words(each, [...path, `${descriptors[path.length]}=${each.value}`])
    })
    if (path.length === 0) return inner
    const isOpen = (each: Branch): boolean => leaves.has(each) || each.branches.some(isOpen)
    const own: ExplainedBranch = {
      path,
      tasks: tasksIn(group, branch),
      nodes: branch.slots.length,
      passing: passingIn(placer, group, branch),
      open: isOpen(branch),
    }
    return [own, ...inner]
  }
  return words(tree, [])
}

function tasksIn({ counts }: Group, { slots }: Branch): number {
  return slots.reduce((sum, slot) => sum + counts[slot], 0)
}

function passingIn({ cluster }: Placer, group: Group, { slots }: Branch): number {
  return slots.reduce((sum, slot) => sum + (refusalOf(cluster, group, slot) < 0 ? 1 : 0), 0)
}
