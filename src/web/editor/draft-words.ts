/**
 * What a draft names so far, for whoever proposes more of it: its manager, nodes, racks, services, and
 * when something can happen next. A half-written draft gives what can be read of it.
 */
import { expandRange, rangeStem } from '../../scenario/text/ranges.ts'
import { formatDuration, parseDurationUs } from '../../scenario/text/units.ts'
import { datedEntries } from './dated-entries.ts'
import { nodeEntries } from './node-lines.ts'
import { dataIn, entriesOf } from './yaml-place.ts'

export interface DraftService {
  readonly name: string
  /** How many were asked for. */
  readonly count: number
  /** False for one on every node, and for jobs: they have no number to change. */
  readonly isReplicated: boolean
}

export interface DraftWords {
  readonly manager: 'classic' | 'swarmkit'
  readonly nodes: readonly string[]
  /** A number that no node has, nor one that joins: `node-5` would be a new one. */
  readonly nodeNumber: number
  readonly racks: readonly string[]
  readonly services: readonly DraftService[]
  /** Services that the only Compose application scales by name. */
  readonly scaled: readonly string[]
  readonly images: readonly string[]
  /** Machines that a manager runs on. */
  readonly homes: readonly string[]
  /** Whether `swarm:` says how many managers there are. */
  readonly hasManagers: boolean
  /** Moments after the last entry and before the end, in order. */
  readonly next: readonly string[]
}

export function draftWords(text: string): DraftWords {
  const data = dataIn(text)
  const swarm = record(data.swarm)
  const manager = swarm.manager === 'swarmkit' ? 'swarmkit' : 'classic'
  const entries = entriesOf(text, 'nodes').map(({ entry }) => entry)
  const made = nodeEntries(text)
  const nodes = made.flatMap(({ names }) => names)
  return {
    manager,
    nodes,
    nodeNumber: Math.max(nodes.length, ...numbersIn(text)) + 1,
    racks: [...new Set(entries.flatMap(({ rack }) => rangeOf(rack)))],
    services: servicesIn(text, manager),
    scaled: scaledIn(text),
    images: Object.keys(record(data.images)),
    homes: [
      ...made.flatMap(({ names }, at) => (entries[at]?.role === 'manager' ? names : [])),
      ...list(swarm.managers).flatMap((one) => rangeOf(record(one).on)),
    ],
    hasManagers: swarm.managers !== undefined,
    next: nextMoments(text, data.until),
  }
}

/** Whatever is called `node-7`, or is the last of `node-{4..7}`, wherever it stands. */
function numbersIn(text: string): readonly number[] {
  const found = text.matchAll(/\bnode-(?:\{\d+\.\.)?(\d{1,6})\b/g)
  return [...new Set([...found].map(([, number]) => Number(number)))]
}

function servicesIn(text: string, manager: DraftWords['manager']): readonly DraftService[] {
  const found = entriesOf(text, 'timeline').flatMap(({ entry }) => {
    const line = String(entry.docker ?? '')
    const [, name] = /\s--name[ =]([\w.{}-]+)/.exec(line) ?? []
    return manager === 'swarmkit' ? created(line, name) : ran(line, name, entry.service)
  })
  return found.filter(({ name }, at) => found.findIndex((one) => one.name === name) === at)
}

function created(line: string, name: string | undefined): readonly DraftService[] {
  if (name === undefined || !/\bservice\s+create\b/.test(line)) return []
  const [, replicas = '1'] = /\s--replicas[ =](\d+)/.exec(line) ?? []
  const isReplicated = !/\s--mode[ =](?!replicated\b(?!-))/.test(line)
  return [{ name, count: Number(replicas), isReplicated }]
}

function ran(line: string, name: string | undefined, given: unknown): readonly DraftService[] {
  if (name === undefined || !/\brun\b/.test(line)) return []
  const count = expandRange(name)?.length ?? 1
  return [{ name: String(given ?? rangeStem(name)), count, isReplicated: true }]
}

function scaledIn(text: string): readonly string[] {
  const apps = entriesOf(text, 'apps')
  return apps.length === 1 ? Object.keys(record(apps[0]?.entry.scale)) : []
}

const second = 1_000_000

/** Half a minute and a minute and a half later, nearer where the run is over before. */
function nextMoments(text: string, until: unknown): readonly string[] {
  const lastUs = Math.max(0, ...datedEntries(text).map(({ atUs }) => atUs ?? 0))
  const untilUs = parseDurationUs(String(until ?? ''))
  const roomUs = Math.max(0, (untilUs ?? Number.POSITIVE_INFINITY) - lastUs)
  const grainUs = roomUs > 4 * second ? second : 1
  return [30 * second, 90 * second].map((afterUs, at) => {
    const part = Math.min(afterUs, (roomUs * (at + 1)) / 3)
    return formatDuration(lastUs + Math.floor(part / grainUs) * grainUs)
  })
}

function rangeOf(word: unknown): readonly string[] {
  return word === undefined || word === null ? [] : (expandRange(String(word)) ?? [])
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
