/** The smallest `swarm.overcommit` with which a refused request would find room. */
import type { WouldFit } from '../explanation.ts'
import { percentInUse, scoreMax, withOvercommit, withoutOvercommit } from './resources.ts'
import { tracePlacement } from './tracing.ts'
import { bestNodes, type Trial } from './trial.ts'

/** Promising more than ten times what is there helps nobody. */
const percentMax = 1000

export function raiseOvercommit(trial: Trial): readonly WouldFit[] {
  const { placer, scheduler, request } = trial
  const { cluster, options } = placer
  const now = options.overcommit
  const last = tracePlacement(placer, request).passes.at(-1)
  if (now === undefined || last === undefined || last.ended !== undefined) return []
  const percents = last.left.map((slot) =>
    smallestPercent(now, [
      { used: cluster.usedCpus[slot], asked: request.cpus, total: cluster.totalCpus[slot] },
      {
        used: cluster.usedMemoryBytes[slot],
        asked: request.memoryBytes,
        total: cluster.totalMemoryBytes[slot],
      },
    ]),
  )
  const percent = Math.min(percentMax + 1, ...percents)
  if (percent > percentMax) return []
  const fraction = fractionOf(percent)
  const before = [...cluster.nodes]
  for (const [slot, node] of before.entries()) {
    const totalCpus = withOvercommit(withoutOvercommit(node.totalCpus, now), fraction)
    const memoryBytes = withoutOvercommit(node.totalMemoryBytes, now)
    const totalMemoryBytes = withOvercommit(memoryBytes, fraction)
    scheduler.setNode(slot, { ...node, totalCpus, totalMemoryBytes })
  }
  const nodes = bestNodes(trial, request)
  for (const [slot, node] of before.entries()) scheduler.setNode(slot, node)
  if (nodes === undefined) return []
  const words = `raise swarm.overcommit from ${now} to ${fraction}`
  return [{ type: 'overcommit', words, nodes, change: { type: 'overcommit', fraction } }]
}

/** The smallest whole percentage with which all amounts fit, by halving. */
function smallestPercent(
  now: number,
  amounts: readonly { readonly used: number; readonly asked: number; readonly total: number }[],
): number {
  const reported = amounts.map(({ total }) => withoutOvercommit(total, now))
  const fits = (percent: number) =>
    amounts.every(({ used, asked }, index) => {
      const total = withOvercommit(reported[index], fractionOf(percent))
      return total >= asked && (asked <= 0 || percentInUse({ used, asked, total }) <= scoreMax)
    })
  let low = Math.trunc(now * 100)
  let high = percentMax + 1
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (fits(middle)) high = middle
    else low = middle
  }
  return high
}

/** A fraction that the original cuts to just this percentage: 0.29 would become 28. */
function fractionOf(percent: number): number {
  const fraction = percent / 100
  if (Math.trunc(fraction * 100) === percent) return fraction
  // One more digit gets over the edge; rounded, so that it can be typed.
  return Number(((percent + 0.1) / 100).toFixed(3))
}
