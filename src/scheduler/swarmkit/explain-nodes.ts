/** The verdict on every node for one task: who refuses it and why, or what it is ranked by. */
import { type ExplainedNode, type RoomAfter, roomOf } from '../explanation.ts'
import { scoreOf } from './explain-score.ts'
import { nameOf } from './explain-words.ts'
import { swarmkitFilters } from './filters/index.ts'
import { type Group, rankOf, refusalOf } from './group.ts'
import type { Placer } from './scheduler.ts'

export interface NodesToExplain {
  readonly asked: readonly number[]
  /** What may be taken: it comes before all others. */
  readonly best: ReadonlySet<number>
  readonly taken: number | undefined
}

export function explainNodes(
  placer: Placer,
  group: Group,
  { asked, best, taken }: NodesToExplain,
): readonly ExplainedNode[] {
  const { cluster } = placer
  const passing = asked.filter((slot) => refusalOf(cluster, group, slot) < 0)
  const places = placesOf(placer, group, { passing, best })
  return asked.map((slot): ExplainedNode => {
    const place = places.get(slot)
    const room = roomAfter(placer, group, slot)
    const about = { node: slot, name: nameOf(placer, slot), ...(room !== undefined && { room }) }
    if (place === undefined) {
      const by = swarmkitFilters[refusalOf(cluster, group, slot)]
      const reason = by.reason(cluster, slot, group)
      return { ...about, verdict: { type: 'refused', by: by.name, reason } }
    }
    const verdict: ExplainedNode['verdict'] = {
      type: 'ranked',
      score: scoreOf(placer, group, slot),
      rank: place,
      tied: best.has(slot) && best.size > 1,
      chosen: slot === taken,
    }
    return { ...about, verdict }
  })
}

function roomAfter({ cluster }: Placer, { spec }: Group, slot: number): RoomAfter | undefined {
  const { nanoCpus = 0, memoryBytes = 0 } = cluster.nodes[slot].description?.resources ?? {}
  const percent = (free: number, asked: number, total: number) =>
    asked > 0 && total > 0 ? Math.round(((total - free + asked) * 100) / total) : undefined
  return roomOf(
    percent(cluster.freeCpus[slot], spec.nanoCpus, nanoCpus),
    percent(cluster.freeMemory[slot], spec.memoryBytes, memoryBytes),
  )
}

/** One more than the number of better nodes; what may be taken comes before all others. */
function placesOf(
  { cluster }: Placer,
  group: Group,
  { passing, best }: { readonly passing: readonly number[]; readonly best: ReadonlySet<number> },
): ReadonlyMap<number, number> {
  const places = new Map<number, number>()
  const others: number[] = []
  for (const slot of passing) {
    if (best.has(slot)) places.set(slot, 1)
    else others.push(slot)
  }
  const ranks = others.map((slot) => rankOf(cluster, group, slot)).sort((a, b) => a - b)
  const placeOf = new Map<number, number>()
  for (const [index, rank] of ranks.entries()) {
    if (!placeOf.has(rank)) placeOf.set(rank, best.size + index + 1)
  }
  for (const slot of others) places.set(slot, placeOf.get(rankOf(cluster, group, slot)) ?? 1)
  return places
}
