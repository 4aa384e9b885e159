/** Entries that change the run: verbs of nodes, racks, zones and managers, services, new nodes. */
import { formatMemory } from '../../model/format.ts'
import { viewOf } from '../managers/registry.ts'
import { clusterOf, type LoadedRun, planOf } from '../run/loaded-run.ts'
import {
  addNodes,
  breakPlace,
  dockerCommand,
  type Fault,
  faultWords,
  heal,
} from '../state/interventions.ts'
import { bestFits, fitOf } from './fuzzy.ts'
import { afterVerb, type PaletteEntry, type PaletteInput } from './palette-entry.ts'

/** So many targets are looked at for each verb. */
const targetsMax = 6

export function changeEntries({ text, context, run }: PaletteInput): PaletteEntry[] {
  if (run?.scenario === undefined || text.trim() === '') return []
  const input = { text, run, nowUs: context.timeUs, position: context.position }
  return [
    ...machineEntries(input),
    ...placeEntries(input),
    ...serviceEntries(input),
    ...joinEntries(input),
    ...healEntries(input),
    ...dockerEntries(input),
  ]
}

interface ChangeInput {
  readonly text: string
  readonly run: LoadedRun
  readonly nowUs: number
  readonly position: number
}

/** The verbs of the menus, for the machines whose names fit best. */
function machineEntries({ text, run, nowUs, position }: ChangeInput): PaletteEntry[] {
  const { trace } = run
  const view = viewOf(trace.model)
  const cluster = clusterOf(run, { position, timeUs: nowUs })
  const words = text.trim().split(/\s+/)
  const nodes = trace.model.nodes.map(({ name }, index) => ({ name, index }))
  const managers = trace.model.manager.managers
    .map(({ name, node }, index) => ({ name, node, index }))
    .filter(({ node }) => node < 0)
  const verbsOf = (target: string) => [
    ...bestFits(target, nodes, ({ name }) => name, targetsMax).flatMap(({ one, score }) =>
      view.verbsOfNode(trace, cluster, one.index).map((verb) => ({ verb, name: one.name, score })),
    ),
    ...bestFits(target, managers, ({ name }) => name, targetsMax).flatMap(({ one, score }) =>
      view
        .verbsOfManager(trace, cluster, one.index)
        .map((verb) => ({ verb, name: one.name, score })),
    ),
  ]
  // The verb has as many words as it has; what follows is the target.
  const targets = new Set([1, 2, 3, 4].map((count) => words.slice(count).join(' ')))
  const found = new Map<string, PaletteEntry>()
  for (const target of targets) {
    for (const { verb, name, score } of verbsOf(target)) {
      if (!verb.isAllowed) continue
      const typed = target === '' ? text : text.slice(0, text.length - target.length)
      const own = fitOf(typed.trim(), verb.name)
      const label = `${verb.name.toLowerCase()} ${name}`
      if (own === undefined || found.has(label)) continue
      found.set(label, {
        words: label,
        does: verb.does,
        score: own + score + (target === '' ? 0.5 : 0),
        act: { type: 'intervene', intervention: verb.change(nowUs) },
      })
    }
  }
  return [...found.values()]
}

const faults: readonly Fault[] = ['crash', 'freeze', 'unreachable', 'recover']

/** A whole rack or zone at once. */
function placeEntries({ text, run, nowUs }: ChangeInput): PaletteEntry[] {
  const { nodes } = run.trace.model
  return faults.flatMap((fault) => {
    const verb = afterVerb(text, faultWords[fault].name.toLowerCase())
    if (verb === undefined) return []
    return (['rack', 'zone'] as const).flatMap((kind) => {
      const names = [...new Set(nodes.map((node) => node[kind]))].filter((name) => name !== '')
      // `crash rack c3`, or `crash c3`.
      const target = verb.rest.replace(new RegExp(`^${kind}\\b\\s*`), '')
      const isNamed = target !== verb.rest
      if (!isNamed && verb.rest === '') return []
      return bestFits(target, names, (name) => name, targetsMax).map(({ one, score }) => ({
        words: `${faultWords[fault].name.toLowerCase()} ${kind} ${one}`,
        does: `all ${nodes.filter((node) => node[kind] === one).length} machines of it: ${faultWords[fault].does}`,
        score: verb.score + score + (isNamed ? 0 : 0.3),
        act: {
          type: 'intervene' as const,
          intervention: breakPlace(fault, { kind, name: one }, nowUs),
        },
      }))
    })
  })
}

/** `scale web 5`, where services are objects. */
function serviceEntries({ text, run, nowUs }: ChangeInput): PaletteEntry[] {
  const verb = afterVerb(text, 'scale')
  if (verb === undefined || !viewOf(run.trace.model).hasServices) return []
  const match = /^(.*?)(?:[\s=]+(?:to\s+)?(\d+))?$/.exec(verb.rest)
  const [, name = '', count] = match ?? []
  const { services } = planOf(run, 'default')
  return bestFits(name, services, (service) => service.name, targetsMax).map(({ one, score }) => ({
    words: count === undefined ? `scale ${one.name} ` : `scale ${one.name} ${count}`,
    does: count === undefined ? 'to how many?' : `${count} replicas are asked for`,
    score: verb.score + score,
    act:
      count === undefined
        ? { type: 'complete' as const }
        : {
            type: 'intervene' as const,
            intervention: dockerCommand(`service scale ${one.name}=${count}`, nowUs),
          },
  }))
}

/** `join 4 nodes 8g 2 cpus`; what is not said is as the last node has it. */
function joinEntries({ text, run, nowUs }: ChangeInput): PaletteEntry[] {
  const verb = afterVerb(text, 'join')
  if (verb === undefined) return []
  const { nodes } = run.trace.model
  const last = nodes.at(-1)
  const count = Number(/^(\d+)\b(?!\s*(?:g|m|k|cpu))/i.exec(verb.rest)?.[1] ?? 1)
  const memory =
    /\b(\d+(?:\.\d+)?[kmg])b?\b/i.exec(verb.rest)?.[1].toLowerCase() ??
    formatMemory(last?.memoryBytes ?? 8 * 1024 ** 3)
  const cpus = Number(/\b(\d+(?:\.\d+)?)\s*cpus?\b/i.exec(verb.rest)?.[1] ?? last?.cpus ?? 4)
  if (count < 1 || count > joinMax) return []
  const first = 1 + Math.max(0, ...nodes.map(({ name }) => numberOf(name)))
  const intervention = addNodes({ first, count, cpus, memory }, nowUs)
  const things = count === 1 ? 'a node' : `${count} nodes`
  return [
    {
      words: `join ${count} ${count === 1 ? 'node' : 'nodes'} ${memory} ${cpus} cpus`,
      does: `${things} of ${memory} and ${cpus} cpus, from node-${first} on`,
      score: verb.score,
      act: { type: 'intervene', intervention },
    },
  ]
}

/** More at once than this is a scenario, not a command. */
const joinMax = 1_000

function numberOf(name: string): number {
  return Number(/^node-(\d+)$/.exec(name)?.[1] ?? 0)
}

function healEntries({ text, run, nowUs, position }: ChangeInput): PaletteEntry[] {
  const verb = afterVerb(text, 'heal')
  if (verb === undefined || clusterOf(run, { position, timeUs: nowUs }).links.size === 0) return []
  return [
    {
      words: 'heal',
      does: 'all connections are as before',
      score: verb.score,
      act: { type: 'intervene', intervention: heal(nowUs) },
    },
  ]
}

/** A docker command line as it is. */
function dockerEntries({ text, nowUs }: ChangeInput): PaletteEntry[] {
  const line = /^docker\s+(.+)$/i.exec(text.trim())?.[1]
  if (line === undefined) return []
  return [
    {
      words: `docker ${line}`,
      does: 'typed now, as at the docker prompt',
      score: 0,
      act: { type: 'intervene', intervention: dockerCommand(line, nowUs) },
    },
  ]
}
