/**
 * Explains where one task goes, or why it waits, node by node: the first filter that refuses a node
 * and why, and for the others what they are ranked by. Nothing is remembered for it: it is worked out
 * from what the scheduler knows now, for one task alone and not for its group.
 */
import { formatCpus, formatMemory, listed, plural } from '../../model/format.ts'
import type { ExplainedNode, ExplainedScore, Explanation } from '../explanation.ts'
import { knownSlots } from './cluster.ts'
import { branchesWords, openLeaves } from './explain-branches.ts'
import { swarmkitFilters } from './filters/index.ts'
import { type Group, type GroupKey, openGroup, rankOf, refusalOf } from './group.ts'
import { preferenceTree, valueReader } from './preference-tree.ts'
import { createRefusals, explainRefusals } from './refusals.ts'
import type { Placer } from './scheduler.ts'
import { failuresMax, oneOff, serviceOf } from './services.ts'
import type { CompiledTaskSpec } from './task-spec.ts'

export interface TaskToExplain {
  /** `''` for a task without a service. */
  readonly service: string
  readonly specVersion?: number
  readonly spec: CompiledTaskSpec
  /** Slot of the node that a preassigned task waits for. */
  readonly preassigned?: number
}

export interface ExplainOptions {
  readonly timeUs: number
  /** Slot of the node that was taken, where the caller knows it. */
  readonly chosen?: number
}

/** The task is not booked anywhere (yet). */
export function explain(
  placer: Placer,
  task: TaskToExplain,
  { timeUs, chosen }: ExplainOptions,
): Explanation {
  const key: GroupKey = {
    service: serviceOf(placer.services, task.service),
    version: task.specVersion ?? oneOff,
    spec: task.spec,
  }
  const group = openGroup(placer, key, timeUs)
  const { nodes: known } = placer.cluster
  const asked = task.preassigned === undefined ? knownSlots(placer.cluster) : [task.preassigned]
  const passing = asked.filter((slot) => refusalOf(placer.cluster, group, slot) < 0)
  const best = new Set(bestSlots(placer, group, passing))
  const taken = chosen ?? (best.size === 1 ? [...best][0] : undefined)
  const error = passing.length > 0 ? '' : errorText(placer, group, task)
  const places = placesOf(placer, group, { passing, best })
  const nodes = asked.map((slot): ExplainedNode => {
    const place = places.get(slot)
    const by = place === undefined ? swarmkitFilters[refusalOf(placer.cluster, group, slot)] : null
    const verdict: ExplainedNode['verdict'] =
      by !== null
        ? { type: 'refused', by: by.name, reason: by.reason(placer.cluster, slot, group) }
        : {
            type: 'ranked',
            score: scoreOf(placer, group, slot),
            rank: place ?? 1,
            tied: best.has(slot) && best.size > 1,
            chosen: slot === taken,
          }
    return { node: slot, name: nameOf(placer, slot), verdict }
  })
  const tree = preferenceTree(placer.trees, placer.cluster, task.spec.preferences)
  const descriptors = task.spec.preferences.filter((text) => valueReader(text) !== undefined)
  const isSpread = task.preassigned === undefined && tree.branches.length > 0
  return {
    request: requestWords(task),
    strategy: isSpread ? `spread over ${listed(descriptors)}` : 'spread',
    filters: swarmkitFilters.map(({ name }) => name),
    outcome: passing.length > 0 ? 'placed' : 'refused',
    error,
    passes: [{ soft: false, error, nodes }],
    best: asked.filter((slot) => best.has(slot)).map((slot) => nameOf(placer, slot)),
    ...(isSpread ? { branches: branchesWords(placer, group, { tree, descriptors }) } : {}),
    chosen: taken === undefined || known[taken] === undefined ? '' : nameOf(placer, taken),
    tie: tieWords(best.size, task),
    wouldFit: [],
  }
}

function nameOf({ cluster }: Placer, slot: number): string {
  const { id, description } = cluster.nodes[slot]
  return description === undefined || description.hostname === '' ? id : description.hostname
}

/** Nodes that one task may go to, preferences included. */
function bestSlots(placer: Placer, group: Group, passing: readonly number[]): number[] {
  const { cluster, trees } = placer
  const isPassing = new Set(passing)
  const tree = preferenceTree(trees, cluster, group.spec.preferences)
  return openLeaves(placer, group, { branch: tree, wanted: 1 }).flatMap(({ slots }) => {
    const inLeaf = [...slots].filter((slot) => isPassing.has(slot))
    const least = Math.min(...inLeaf.map((slot) => rankOf(cluster, group, slot)))
    return inLeaf.filter((slot) => rankOf(cluster, group, slot) === least)
  })
}

/** One more than the number of better nodes; what may be taken comes before all others. */
function placesOf(
  { cluster }: Placer,
  group: Group,
  { passing, best }: { readonly passing: readonly number[]; readonly best: ReadonlySet<number> },
): ReadonlyMap<number, number> {
  const places = new Map<number, number>()
  for (const slot of best) places.set(slot, 1)
  const others = passing.filter((slot) => !best.has(slot))
  const ranks = others.map((slot) => rankOf(cluster, group, slot)).sort((a, b) => a - b)
  const placeOf = new Map<number, number>()
  for (const [index, rank] of ranks.entries()) {
    if (!placeOf.has(rank)) placeOf.set(rank, best.size + index + 1)
  }
  for (const slot of others) places.set(slot, placeOf.get(rankOf(cluster, group, slot)) ?? 1)
  return places
}

function scoreOf({ cluster }: Placer, group: Group, slot: number): ExplainedScore {
  const failures = group.failures?.get(slot) ?? 0
  const counted = failures < failuresMax ? 0 : failures
  const ofService = group.counts[slot]
  const tasks = cluster.activeTasks[slot]
  const lately = `${plural(failures, 'failure')} of the service in the last five minutes`
  const failureWords =
    failures > 0 && counted === 0 ? `${lately}, fewer than ${failuresMax} do not count` : lately
  return {
    terms: [
      { name: 'failures', value: counted, words: failureWords },
      {
        name: 'of service',
        value: ofService,
        words: `${plural(ofService, 'active task')} of the service`,
      },
      { name: 'tasks', value: tasks, words: `${plural(tasks, 'active task')} in all` },
    ],
    sum: counted + ofService + tasks,
    containers: tasks,
    compared: 'term by term',
  }
}

function errorText({ cluster }: Placer, group: Group, { preassigned }: TaskToExplain): string {
  const refusals = createRefusals()
  for (const slot of preassigned === undefined ? knownSlots(cluster) : [preassigned]) {
    refusals.counts[Math.max(0, refusalOf(cluster, group, slot))]++
  }
  const text = explainRefusals(refusals)
  if (preassigned !== undefined) return text
  return text === '' ? 'no suitable node' : `no suitable node (${text})`
}

function tieWords(count: number, { preassigned }: TaskToExplain): string {
  if (preassigned !== undefined) return 'chosen by the global service'
  if (count === 0) return ''
  return count === 1 ? 'the best node, alone' : `one of ${count} equals, drawn at random`
}

function requestWords({ service, specVersion, spec }: TaskToExplain): string {
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
