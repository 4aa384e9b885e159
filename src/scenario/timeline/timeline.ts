/** From the entries under `timeline:` to dated actions, in order of time. */
import type { Action } from '../../model/action.ts'
import type { TimelineEntry } from '../../model/model.ts'
import { type ComposeReader, readDocker } from '../docker/command.ts'
import { actionKeys, type EventEntry, type NodeEntry } from '../schema.ts'
import type { Placed } from '../sections.ts'
import { formatPairs } from '../text/flow.ts'
import { inside } from '../text/place.ts'
import { type FaultContext, readEngineEntry, readFault, type Step } from './faults.ts'
import { nodesNamed } from './select.ts'

type PlacedEntry = Placed<EventEntry>

export interface TimelineContext extends FaultContext {
  readonly readCompose: ComposeReader
  /** Nodes of each joining entry, registered beforehand, by index in the file. */
  readonly joins: ReadonlyMap<PlacedEntry, readonly number[]>
}

type ActionKey = (typeof actionKeys)[number]

/** Keys that belong to each kind of entry, beside `at`. */
const companions: Readonly<Record<ActionKey, readonly string[]>> = {
  docker: ['service', 'every'],
  fault: ['node', 'nodes', 'rack', 'zone', 'manager', 'for'],
  join: [],
  leave: [],
  engine: ['node', 'nodes', 'name', 'count', 'engine-id', 'takes'],
}

/** What this entry does; nothing if it does nothing or several things, which is then reported. */
export function actionOf(
  { entry, place }: PlacedEntry,
  context: FaultContext,
): ActionKey | undefined {
  const { issues } = context.workspace
  const given = actionKeys.filter((key) => entry[key] !== undefined)
  if (given.length !== 1) {
    const found = given.length === 0 ? 'an entry that does nothing' : `both ${given.join(' and ')}`
    issues.error({ place, found, expected: `one of ${actionKeys.join(', ')}` })
    return undefined
  }
  const action = given[0] as ActionKey
  const allowed = ['at', action, ...companions[action], ...extrasOf(entry)]
  for (const key of Object.keys(entry)) {
    if (allowed.includes(key)) continue
    const expected = `only keys that go with ${action} (${companions[action].join(', ') || 'at alone'})`
    issues.error({ place: inside(place, key), spot: 'key', found: `the key ${key}`, expected })
  }
  return action
}

function extrasOf({ fault }: EventEntry): readonly string[] {
  return fault === 'flap' ? ['how', 'times', 'down', 'up'] : []
}

/** The dated actions of one entry. */
export function readEntry(placed: PlacedEntry, context: TimelineContext): readonly TimelineEntry[] {
  const { entry, raw } = placed
  const action = actionOf(placed, context)
  if (action === undefined) return []
  const steps = stepsOf(action, placed, context)
  const { at: _, ...rest } = raw
  const text = action === 'docker' ? dockerText(entry.docker ?? '') : formatPairs(rest)
  return steps.map(({ atUs, action: step, note }) => ({
    atUs,
    action: step,
    text: note === undefined ? text : `${text} (${note})`,
  }))
}

function stepsOf(
  action: ActionKey,
  placed: PlacedEntry,
  context: TimelineContext,
): readonly Step[] {
  const { entry, place } = placed
  const { workspace } = context
  switch (action) {
    case 'docker': {
      const { docker = '', service = '', every = 0, at } = entry
      const docker_ = { text: docker, place: inside(place, 'docker'), service }
      const actions = readDocker(docker_, workspace, context.readCompose)
      return actions.map((one, index) => ({ atUs: at + index * every, action: one }))
    }
    case 'fault':
      return readFault(entry, place, context)
    case 'engine':
      return readEngineEntry(entry, place, workspace)
    case 'leave': {
      const nodes = nodesNamed(entry.leave, inside(place, 'leave'), entry.at, workspace)
      return one(entry.at, nodes, 'node.leave')
    }
    case 'join':
      return one(entry.at, context.joins.get(placed) ?? [], 'node.join')
  }
}

function one(
  atUs: number,
  nodes: readonly number[],
  type: 'node.join' | 'node.leave',
): readonly Step[] {
  const action: Action = { type, nodes }
  return nodes.length === 0 ? [] : [{ atUs, action }]
}

function dockerText(line: string): string {
  const trimmed = line.trim().replace(/\s*\\?\n\s*/g, ' ')
  return /^docker(-compose)?\s/.test(trimmed) ? trimmed : `docker ${trimmed}`
}

/** Registers the machines that join, before anything else of the timeline is read. */
export function registerJoins(
  entries: readonly PlacedEntry[],
  { workspace }: FaultContext,
): ReadonlyMap<PlacedEntry, readonly number[]> {
  const joins = new Map<PlacedEntry, readonly number[]>()
  for (const placed of entries) {
    const { entry, place } = placed
    if (entry.join === undefined) continue
    const at = inside(place, 'join')
    if (isWords(entry.join)) {
      joins.set(placed, nodesNamed(entry.join, at, entry.at, workspace))
      continue
    }
    // What is no list of words is one machine or a list of machines: the schema says so.
    const machines = [entry.join].flat() as readonly NodeEntry[]
    const placeOf = (index: number) => (Array.isArray(entry.join) ? inside(at, index) : at)
    const add = (machine: NodeEntry, index: number) =>
      workspace.nodes.add(machine, placeOf(index), 'later', entry.at)
    joins.set(placed, machines.flatMap(add))
  }
  return joins
}

function isWords(join: NonNullable<EventEntry['join']>): join is readonly string[] {
  return Array.isArray(join) && typeof join[0] === 'string'
}
