/** Entries that change the run: verbs of nodes, racks, zones and managers, services, new nodes. */
import { formatMemory } from '../../model/format.ts'
import { viewOf } from '../managers/registry.ts'
import { clusterOf, type LoadedRun, planOf } from '../run/loaded-run.ts'
import { addNodes, dockerCommand, heal } from '../state/interventions.ts'
import { bestFits } from './fuzzy.ts'
import { afterVerb, type PaletteEntry, type PaletteInput } from './palette-entry.ts'
import { targetEntries } from './target-entries.ts'

/** So many targets are looked at for each verb. */
const targetsMax = 6

export function changeEntries({ text, context, run }: PaletteInput): PaletteEntry[] {
  if (run?.scenario === undefined || text.trim() === '') return []
  const input = { text, run, nowUs: context.timeUs, position: context.position }
  return [
    ...targetEntries(input),
    ...scaleEntries(input),
    ...wordEntries(input),
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

/** `scale web 5`. */
function scaleEntries({ text, run, nowUs, position }: ChangeInput): PaletteEntry[] {
  const verb = afterVerb(text, 'scale')
  const [, name = '', count] = /^(.*?)[\s=]+(?:to\s+)?(\d+)$/.exec(verb?.rest ?? '') ?? []
  if (verb === undefined || count === undefined) return []
  const view = viewOf(run.trace.model)
  const cluster = clusterOf(run, { position, timeUs: nowUs })
  const { services } = planOf(run, 'default')
  return bestFits(name, services, (service) => service.name, targetsMax).map(({ one, score }) => {
    const { refused, change } = view.scaling(run.trace, cluster, one.name, Number(count))
    return {
      words: `scale ${one.name} ${count}`,
      does: refused === '' ? `${count} are asked for` : refused,
      score: verb.score + score,
      act:
        refused === '' && change !== undefined
          ? { type: 'intervene' as const, intervention: change(nowUs) }
          : { type: 'refused' as const },
    }
  })
}

/** `update web nginx:1.28`, and `label node-2 disk=ssd`: a command that has one word more. */
function wordEntries({ text, run, nowUs }: ChangeInput): PaletteEntry[] {
  if (!viewOf(run.trace.model).hasServices) return []
  const { services } = planOf(run, 'default')
  const kinds = [
    {
      verb: 'update',
      names: services.map(({ name }) => name),
      line: (name: string, word: string) => `service update --image ${word} ${name}`,
      does: (word: string) => `its tasks are replaced by ones of ${word}`,
      isFine: (word: string) => word !== '',
    },
    {
      verb: 'label',
      names: run.trace.model.nodes.map(({ name }) => name),
      line: (name: string, word: string) => `node update --label-add ${word} ${name}`,
      does: (word: string) => `the managers know it by ${word}`,
      isFine: (word: string) => /^[^=]+=/.test(word),
    },
  ]
  return kinds.flatMap(({ verb: name, names, line, does, isFine }) => {
    const verb = afterVerb(text, name)
    const [target = '', word = ''] = verb?.rest.split(/\s+/) ?? []
    if (verb === undefined || !isFine(word)) return []
    return bestFits(target, names, (one) => one, targetsMax).map(({ one, score }) => ({
      words: `${name} ${one} ${word}`,
      does: does(word),
      score: verb.score + score,
      act: {
        type: 'intervene' as const,
        intervention: dockerCommand(line(one, word), nowUs),
      },
    }))
  })
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
