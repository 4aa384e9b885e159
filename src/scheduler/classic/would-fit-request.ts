/** Changes of the request that would admit it: ask for less, or drop one condition. */
import { formatCpus, formatMemory, plural } from '../../model/format.ts'
import type { WouldFit } from '../explanation.ts'
import { scoreOf } from './ranks.ts'
import { type CompiledRequest, withExpressions } from './request.ts'
import { mostThatFits } from './resources.ts'
import { tracePlacement } from './tracing.ts'
import { bestNodes, type Trial } from './trial.ts'

const mebibyte = 2 ** 20

/** The largest amount of one resource that finds a node, the other one as it was asked for. */
export function askForLess(trial: Trial): readonly WouldFit[] {
  const { request } = trial
  const changes: WouldFit[] = []
  if (request.memoryBytes > 0) {
    const exact = mostOf(trial, 'memoryBytes')
    // Whole mebibytes read better, and less always fits.
    const memoryBytes = exact >= mebibyte ? Math.floor(exact / mebibyte) * mebibyte : exact
    const nodes = bestNodes(trial, { ...request, memoryBytes })
    const asked = formatMemory(request.memoryBytes)
    const words = memoryBytes > 0 ? `at most ${exactMemory(memoryBytes)} of` : 'no'
    if (nodes !== undefined) {
      const sentence = `ask for ${words} memory instead of ${asked}`
      const change = { type: 'memory', memoryBytes } as const
      changes.push({ type: 'memory', words: sentence, nodes, change })
    }
  }
  if (request.cpus > 0) {
    const cpus = mostOf(trial, 'cpus')
    const nodes = bestNodes(trial, { ...request, cpus })
    const words = cpus > 0 ? `at most ${plural(cpus, 'CPU')}` : 'no CPUs'
    const asked = formatCpus(request.cpus)
    if (nodes !== undefined) {
      const sentence = `ask for ${words} instead of ${asked}`
      const change = { type: 'cpus', nanoCpus: cpus * 1e9 } as const
      changes.push({ type: 'cpus', words: sentence, nodes, change })
    }
  }
  return changes
}

/** How much of it could be asked for; 0 if that finds no node either, or if room is not the lack. */
function mostOf({ placer, request }: Trial, resource: 'cpus' | 'memoryBytes'): number {
  const { cluster, strategy } = placer
  const last = tracePlacement(placer, request).passes.at(-1)
  if (last === undefined || strategy.type === 'drawing') return 0
  const isMemory = resource === 'memoryBytes'
  const totals = isMemory ? cluster.totalMemoryBytes : cluster.totalCpus
  const used = isMemory ? cluster.usedMemoryBytes : cluster.usedCpus
  const none = { ...request, [resource]: 0 }
  const most = last.left
    .filter((slot) => scoreOf(cluster, strategy, slot, none) !== undefined)
    .map((slot) => Math.floor(mostThatFits(used[slot], totals[slot])))
  return Math.max(0, Math.min(request[resource], Math.max(0, ...most)))
}

/** Leaves out one hard affinity or constraint; soft ones were left out already. */
export function dropExpression(trial: Trial): readonly WouldFit[] {
  const { request } = trial
  const changes: WouldFit[] = []
  for (const kind of ['affinity', 'constraint'] as const) {
    const list = kind === 'affinity' ? request.affinities : request.constraints
    for (const [index, text] of list.entries()) {
      const nodes = bestNodes(trial, withExpressions(request, kind, list.toSpliced(index, 1)))
      if (nodes !== undefined) {
        const change = { type: 'without', option: kind, text } as const
        changes.push({ type: 'expression', words: `drop the ${kind} ${text}`, nodes, change })
      }
    }
  }
  return changes
}

/** Leaves out one link, one volumes-from, or the other container's network. */
export function dropDependency(trial: Trial): readonly WouldFit[] {
  const { request } = trial
  const { links, volumesFrom, networkMode } = request
  const changes: WouldFit[] = []
  const tryOut = (flag: string, changed: CompiledRequest) => {
    const nodes = bestNodes(trial, changed)
    if (nodes !== undefined) changes.push({ type: 'dependency', words: `drop ${flag}`, nodes })
  }
  for (const [index, volumes] of volumesFrom.entries()) {
    tryOut(`--volumes-from=${volumes}`, {
      ...request,
      volumesFrom: volumesFrom.toSpliced(index, 1),
    })
  }
  for (const [index, link] of links.entries()) {
    tryOut(`--link=${link}`, { ...request, links: links.toSpliced(index, 1) })
  }
  if (networkMode.startsWith('container:')) {
    tryOut(`--net=${networkMode}`, { ...request, networkMode: '' })
  }
  return changes
}

/** As it can be typed after `-m`, without rounding. */
function exactMemory(bytes: number): string {
  if (bytes % mebibyte === 0) return `${bytes / mebibyte}m`
  return `${bytes}b`
}
