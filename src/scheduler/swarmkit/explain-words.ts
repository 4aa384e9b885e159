/** What a task asks for, and what nodes and strategies are called, in words. */
import { formatCpus, formatMemory, listed } from '../../model/format.ts'
import { valueReader } from './preference-tree.ts'
import type { Placer } from './scheduler.ts'
import type { CompiledTaskSpec } from './task-spec.ts'

export interface TaskToExplain {
  /** `''` for a task without a service. */
  readonly service: string
  readonly specVersion?: number
  readonly spec: CompiledTaskSpec
  /** Slot of the node that a preassigned task waits for. */
  readonly preassigned?: number
}

export function nameOf({ cluster }: Placer, slot: number): string {
  const { id, description } = cluster.nodes[slot]
  return description === undefined || description.hostname === '' ? id : description.hostname
}

/** The preferences that mean something, outermost first. */
export function descriptorsOf({ preferences }: CompiledTaskSpec): readonly string[] {
  return preferences.filter((text) => valueReader(text) !== undefined)
}

export function strategyWords({ preassigned, spec }: TaskToExplain): string {
  if (preassigned !== undefined) return 'one task on every node'
  const descriptors = descriptorsOf(spec)
  return descriptors.length > 0 ? `spread over ${listed(descriptors)}` : 'spread'
}

export function requestWords({ service, specVersion, spec }: TaskToExplain): string {
  const { nanoCpus, memoryBytes, generic, maxReplicas, platforms, hostPorts } = spec
  const cpus = nanoCpus / 1e9
  const words = [
    nanoCpus > 0 ? `${formatCpus(cpus)} ${cpus === 1 ? 'CPU' : 'CPUs'}` : '',
    memoryBytes > 0 ? `${formatMemory(memoryBytes)} of memory` : '',
    ...generic.map(({ kind, value }) => `${value} ${kind}`),
    ...hostPorts.map((port) => `host port ${port}`),
    maxReplicas > 0 ? `at most ${maxReplicas} per node` : '',
    ...spec.parsedConstraints.map(({ text }) => `constraint ${text}`),
    ...platforms.map(({ os, architecture }) => `platform ${os || 'any'}/${architecture || 'any'}`),
    ...spec.volumeDrivers.map((name) => `volume driver ${name}`),
    ...spec.networkDrivers.map((name) => `network driver ${name}`),
    spec.logDriver === '' ? '' : `log driver ${spec.logDriver}`,
  ].filter((text) => text !== '')
  const version = specVersion === undefined ? '' : `, version ${specVersion}`
  const task = service === '' ? 'a task' : `a task of ${service}${version}`
  return words.length === 0 ? `${task}, nothing special` : `${task} with ${listed(words)}`
}
