/**
 * The text that tasks of a group got which found no node, where chance had a part in it: the first look
 * at the nodes comes in random order, and what was refused before the last node that passed is
 * forgotten. Such a text is held against all that could have come out.
 */
import { knownSlots } from './cluster.ts'
import { swarmkitFilters } from './filters/index.ts'
import { type Group, refusalOf } from './group.ts'
import { explainRefusals, type Refusals } from './refusals.ts'
import type { Placer } from './scheduler.ts'

export interface GroupText {
  readonly group: Group
  readonly refusals: Refusals
  /** Nodes that got tasks of the group, so that they passed the first look. */
  readonly placed: readonly number[]
  /** The text that was written. */
  readonly text: string
}

/** The text that the scheduler must have written, or the written one if it can have; else undefined. */
export function textOfGroup({ cluster }: Placer, given: GroupText): string | undefined {
  const { group, refusals, placed, text } = given
  const least = [...refusals.counts]
  const most = [...least]
  if (!refusals.wasReset) {
    const taken = new Set(placed)
    for (const slot of knownSlots(cluster)) {
      const refusal = taken.has(slot) ? -1 : refusalOf(cluster, group, slot)
      if (refusal < 0) continue
      most[refusal]++
      // Without a node that passed nothing is forgotten.
      if (taken.size === 0) least[refusal]++
    }
  }
  if (least.every((count, filter) => count === most[filter])) {
    return wrapped(explainRefusals({ counts: Int32Array.from(least), wasReset: true }))
  }
  return mayBe(text, least, most) ? text : undefined
}

function wrapped(explanation: string): string {
  return explanation === '' ? 'no suitable node' : `no suitable node (${explanation})`
}

/** Whether counts within these bounds give the text. */
function mayBe(text: string, least: readonly number[], most: readonly number[]): boolean {
  const inner = /^no suitable node(?: \((.*)\))?$/.exec(text)
  if (inner === null) return false
  const parts = inner[1] === undefined ? [] : inner[1].split('; ')
  const ranges = parts.map((part) => {
    const filter = swarmkitFilters.findIndex((one, index) => {
      for (let count = Math.max(1, least[index]); count <= most[index]; count++) {
        if (one.explain(count) === part) return true
      }
      return false
    })
    return { filter, counts: countsOf(part, filter, least, most) }
  })
  const told = new Set(ranges.map(({ filter }) => filter))
  if (told.has(-1) || least.some((count, filter) => count > 0 && !told.has(filter))) return false
  // Largest first: each count is at most the one before, a text without a number may be any of its range.
  let bound = Number.POSITIVE_INFINITY
  let before = -1
  for (const { filter, counts } of ranges) {
    const count = counts.findLast((one) => one < bound || (one === bound && before < filter))
    if (count === undefined) return false
    bound = count
    before = filter
  }
  return true
}

/** The counts for which the filter says this; one of them, or many where its text has no number. */
function countsOf(
  part: string,
  filter: number,
  least: readonly number[],
  most: readonly number[],
): readonly number[] {
  const counts: number[] = []
  if (filter < 0) return counts
  for (let count = Math.max(1, least[filter]); count <= most[filter]; count++) {
    if (swarmkitFilters[filter].explain(count) === part) counts.push(count)
  }
  return counts
}
