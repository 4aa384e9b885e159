/** A node's score and its lack of room, with the arithmetic shown. */
import { formatCpus, formatMemory, plural } from '../../model/format.ts'
import type { ExplainedScore } from '../explanation.ts'
import type { ClusterColumns } from './cluster.ts'
import type { Placer } from './placing.ts'
import type { Amounts } from './ranks.ts'
import { percentInUse, scoreMax } from './resources.ts'
import type { RankedNode } from './tracing.ts'

interface Resource {
  readonly used: number
  readonly asked: number
  readonly total: number
}

export function scoreWords(
  { cluster, strategy }: Placer,
  asked: Amounts,
  { slot, score, containers }: RankedNode,
): ExplainedScore {
  const { health, states } = cluster
  const factor = strategy.type === 'scoring' ? strategy.healthFactor : 0
  const { failures } = states[slot]
  const well = failures === 0 ? 'no recent failure' : plural(failures, 'recent failure')
  const cpuWords = shareWords(cpuOf(cluster, slot, asked), (value) => formatCpus(value), 'CPUs')
  const memoryWords = shareWords(memoryOf(cluster, slot, asked), formatMemory, 'memory')
  return {
    terms: [
      { name: 'cpu', value: score.cpu, words: cpuWords },
      { name: 'memory', value: score.memory, words: memoryWords },
      { name: 'health', value: score.health, words: `${factor} x health ${health[slot]}, ${well}` },
    ],
    sum: score.sum,
    containers,
  }
}

/** Why the request does not fit on the node, the first lack the original would notice. */
export function roomReason(cluster: ClusterColumns, slot: number, asked: Amounts): string {
  const memory = memoryOf(cluster, slot, asked)
  const cpu = cpuOf(cluster, slot, asked)
  const memoryLack = lackWords(memory, formatMemory, 'of memory too little')
  const cpuLack = lackWords(
    cpu,
    formatCpus,
    cpu.asked + cpu.used - cpu.total === 1 ? 'CPU too little' : 'CPUs too little',
  )
  // The two totals are looked at first, then the two scores.
  if (memory.total < memory.asked) return memoryLack
  if (cpu.total < cpu.asked) return cpuLack
  if (cpu.asked > 0 && percentInUse(cpu) > scoreMax) return cpuLack
  return memoryLack
}

function lackWords(
  { used, asked, total }: Resource,
  words: (amount: number) => string,
  tooLittle: string,
): string {
  const free = total - used
  const rest = free > 0 ? `${words(free)} free of ${words(total)}` : `all ${words(total)} in use`
  return `${words(asked - free)} ${tooLittle}: ${words(asked)} asked, ${rest}`
}

function shareWords(
  { used, asked, total }: Resource,
  words: (amount: number) => string,
  unit: string,
): string {
  if (asked <= 0) return `no ${unit} asked for, which counts as ${scoreMax}`
  return `(${words(used)} used + ${words(asked)} asked) of ${words(total)} ${unit}, in percent`
}

function cpuOf(cluster: ClusterColumns, slot: number, { cpus }: Amounts): Resource {
  return { used: cluster.usedCpus[slot], asked: cpus, total: cluster.totalCpus[slot] }
}

function memoryOf(cluster: ClusterColumns, slot: number, { memoryBytes }: Amounts): Resource {
  return {
    used: cluster.usedMemoryBytes[slot],
    asked: memoryBytes,
    total: cluster.totalMemoryBytes[slot],
  }
}
