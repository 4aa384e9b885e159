/** Changes of what a task asks for that would admit it: less of something, one condition left out. */
import { formatCpus, formatMemory } from '../../model/format.ts'
import type { AdmittingChange, WouldFit } from '../explanation.ts'
import { freeOf } from './generic-resources.ts'
import { refusalOf } from './group.ts'
import type { CompiledTaskSpec, TaskSpec } from './task-spec.ts'
import {
  bestNodes,
  changed,
  exactMemory,
  groupFor,
  mebibyte,
  type Trial,
} from './would-fit-trial.ts'

/** The largest amount of one resource that finds a node, the others as they were asked for. */
export function askForLess(trial: Trial): readonly WouldFit[] {
  const { placer, slots, task } = trial
  const { spec } = task
  const { cluster } = placer
  const changes: WouldFit[] = []
  const mostOf = (without: CompiledTaskSpec, freeOn: (slot: number) => number) => {
    const group = groupFor(trial, without)
    const passing = slots.filter((slot) => refusalOf(cluster, group, slot) < 0)
    if (passing.length === 0) return undefined
    return passing.reduce((most, slot) => Math.max(most, freeOn(slot)), 0)
  }
  const tryOut = (
    type: WouldFit['type'],
    words: string,
    less: CompiledTaskSpec,
    change?: AdmittingChange,
  ) => {
    const nodes = bestNodes(trial, less)
    if (nodes === undefined) return
    changes.push({ type, words, nodes, ...(change !== undefined && { change }) })
  }
  if (spec.memoryBytes > 0) {
    const most = mostOf(changed(spec, { memoryBytes: 0 }), (slot) => cluster.freeMemory[slot])
    if (most !== undefined && most < spec.memoryBytes) {
      // Whole mebibytes read better, and less always fits.
      const memoryBytes = most >= mebibyte ? Math.floor(most / mebibyte) * mebibyte : most
      const asked = formatMemory(spec.memoryBytes)
      const words = memoryBytes > 0 ? `at most ${exactMemory(memoryBytes)} of` : 'no'
      const less = changed(spec, { memoryBytes })
      const sentence = `reserve ${words} memory instead of ${asked}`
      tryOut('memory', sentence, less, { type: 'memory', memoryBytes })
    }
  }
  if (spec.nanoCpus > 0) {
    const nanoCpus = mostOf(changed(spec, { nanoCpus: 0 }), (slot) => cluster.freeCpus[slot])
    if (nanoCpus !== undefined && nanoCpus < spec.nanoCpus) {
      const asked = formatCpus(spec.nanoCpus / 1e9)
      const words = `reserve ${cpuWords(nanoCpus)} instead of ${asked}`
      tryOut('cpus', words, changed(spec, { nanoCpus }), { type: 'cpus', nanoCpus })
    }
  }
  for (const [index, { kind, value }] of spec.generic.entries()) {
    const without = changed(spec, { generic: spec.generic.toSpliced(index, 1) })
    const most = mostOf(without, (slot) => freeOf(cluster.generic[slot] ?? new Map(), kind))
    if (most === undefined || most >= value) continue
    const less =
      most === 0
        ? without
        : changed(spec, { generic: spec.generic.with(index, { kind, value: most }) })
    const words = most === 0 ? `no ${kind}` : `at most ${most} ${kind}`
    tryOut('generic', `reserve ${words} instead of ${value}`, less)
  }
  return changes
}

/** As they can be typed: 0.25 is not rounded to one digit. */
function cpuWords(nanoCpus: number): string {
  const cpus = nanoCpus / 1e9
  return cpus <= 0 ? 'no CPUs' : `at most ${cpus} ${cpus === 1 ? 'CPU' : 'CPUs'}`
}

/** Leaves out one condition. */
export function dropOne(trial: Trial): readonly WouldFit[] {
  const { spec } = trial.task
  const changes: WouldFit[] = []
  const tryOut = (
    type: WouldFit['type'],
    words: string,
    other: Partial<TaskSpec>,
    change?: AdmittingChange,
  ) => {
    const nodes = bestNodes(trial, changed(spec, other))
    if (nodes === undefined) return
    changes.push({ type, words, nodes, ...(change !== undefined && { change }) })
  }
  for (const [index, { text }] of spec.parsedConstraints.entries()) {
    const constraints = spec.parsedConstraints.toSpliced(index, 1).map((one) => one.text)
    const change = { type: 'without', option: 'constraint', text } as const
    tryOut('constraint', `drop the constraint ${text}`, { constraints }, change)
  }
  for (const port of spec.hostPorts) {
    const ports = spec.ports.filter(
      ({ mode, protocol, published }) => mode !== 'host' || `${protocol}/${published}` !== port,
    )
    tryOut('port', `publish ${port} by the routing mesh instead of on the host`, { ports })
  }
  for (const platform of missingPlatforms(trial)) {
    const { os, architecture } = platform
    tryOut('platform', `use an image that is also made for ${os}/${architecture}`, {
      platforms: [...spec.platforms, platform],
    })
  }
  for (const kind of ['volumeDrivers', 'networkDrivers'] as const) {
    for (const [index, name] of spec[kind].entries()) {
      const what = kind === 'volumeDrivers' ? 'volume' : 'network'
      tryOut('plugin', `do without the ${what} driver ${name}`, {
        [kind]: spec[kind].toSpliced(index, 1),
      })
    }
  }
  if (spec.logDriver !== '') {
    tryOut('plugin', `do without the log driver ${spec.logDriver}`, { logDriver: '' })
  }
  return changes
}

/** What the nodes are, each once, where the image is not made for everything. */
function missingPlatforms({ placer, slots, task }: Trial): TaskSpec['platforms'] {
  if (task.spec.platforms.length === 0) return []
  const found = new Map<string, { readonly os: string; readonly architecture: string }>()
  for (const slot of slots) {
    const platform = placer.cluster.nodes[slot].description?.platform
    if (platform !== undefined) found.set(`${platform.os}/${platform.architecture}`, platform)
  }
  return [...found.values()]
}

/** The smallest limit per node that finds one. */
export function raiseReplicas(trial: Trial): readonly WouldFit[] {
  const { placer, slots, task } = trial
  const { spec } = task
  if (spec.maxReplicas === 0) return []
  const without = groupFor(trial, changed(spec, { maxReplicas: 0 }))
  const counts = slots.flatMap((slot) =>
    refusalOf(placer.cluster, without, slot) < 0 ? [without.counts[slot]] : [],
  )
  if (counts.length === 0) return []
  const maxReplicas = counts.reduce((min, count) => Math.min(min, count)) + 1
  const nodes = bestNodes(trial, changed(spec, { maxReplicas }))
  if (nodes === undefined || maxReplicas <= spec.maxReplicas) return []
  const words = `allow ${maxReplicas} replicas per node instead of ${spec.maxReplicas}`
  return [
    { type: 'maxReplicas', words, nodes, change: { type: 'maxReplicas', count: maxReplicas } },
  ]
}
