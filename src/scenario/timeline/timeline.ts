/** From the entries under `timeline:` to dated actions, in order of time. */
import type { Action } from '../../model/action.ts'
import type { TimelineEntry } from '../../model/model.ts'
import { readDocker } from '../docker/command.ts'
import type { ComposeReader } from '../managers/manager.ts'
import { actionKeys, type EventEntry, type NodeEntry } from '../schema.ts'
import type { Placed } from '../sections.ts'
import { formatPairs } from '../text/flow.ts'
import { inside } from '../text/place.ts'
import type { Workspace } from '../workspace.ts'
import { readEngineEntry } from './engine-entries.ts'
import { type FaultContext, readFault, type Step } from './faults.ts'
import type { Link } from './links.ts'
import { nodesNamed } from './select.ts'

type PlacedEntry = Placed<EventEntry>

/** An entry that may still have to be told which places of the timeline it means. */
export interface DraftEntry extends TimelineEntry {
  readonly opens?: Link
  readonly closes?: readonly Link[]
}

export interface TimelineContext extends FaultContext {
  readonly readCompose: ComposeReader
  /** Nodes of each joining entry, registered beforehand, by index in the file. */
  readonly joins: ReadonlyMap<PlacedEntry, readonly number[]>
}

type ActionKey = (typeof actionKeys)[number]

/** Keys that belong to each kind of entry, beside `at`; beside `docker` the manager says which. */
const companions: Readonly<Record<ActionKey, readonly string[]>> = {
  docker: [],
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
  const { what, keys } = companionsOf(action, entry, context.workspace)
  const allowed = ['at', action, ...keys, ...extrasOf(entry)]
  for (const key of Object.keys(entry)) {
    if (allowed.includes(key)) continue
    const expected = `only keys that go with ${what} (${keys.join(', ') || 'at alone'})`
    issues.error({ place: inside(place, key), spot: 'key', found: `the key ${key}`, expected })
  }
  return action
}

/** The keys that may stand beside an action, and what a message calls it. */
function companionsOf(
  action: ActionKey,
  { fault }: EventEntry,
  { manager }: Workspace,
): { readonly what: string; readonly keys: readonly string[] } {
  if (action === 'docker') return { what: action, keys: manager.dockerKeys }
  if (action !== 'fault') return { what: action, keys: companions[action] }
  if (fault === 'heal') return { what: 'the fault heal', keys: ['name'] }
  if (fault !== 'partition') return { what: action, keys: companions.fault }
  const keys = ['between', 'one-way', 'loss', 'delay', 'for', 'name']
  return { what: 'the fault partition', keys }
}

function extrasOf({ fault }: EventEntry): readonly string[] {
  return fault === 'flap' ? ['how', 'times', 'down', 'up'] : []
}

/** The dated actions of one entry. */
export function readEntry(placed: PlacedEntry, context: TimelineContext): readonly DraftEntry[] {
  const { entry, raw } = placed
  const action = actionOf(placed, context)
  if (action === undefined) return []
  const steps = stepsOf(action, placed, context)
  const { at: _, ...rest } = raw
  const text = action === 'docker' ? dockerText(entry.docker ?? '') : formatPairs(rest)
  return steps.map(({ note, ...step }) => ({
    ...step,
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
      const { every = 0, at } = entry
      const { readCompose } = context
      const actions = readDocker({ workspace, entry, entryPlace: place, readCompose })
      return actions.map((one, index) => ({ atUs: at + index * every, action: one }))
    }
    case 'fault':
      return readFault(entry, place, context)
    case 'engine':
      return readEngineEntry(entry, place, workspace)
    case 'leave': {
      const nodes = nodesNamed(entry.leave, inside(place, 'leave'), entry.at, workspace)
      return nodes.length === 0 ? [] : [{ atUs: entry.at, action: workspace.manager.leave(nodes) }]
    }
    case 'join':
      return joined(entry.at, context.joins.get(placed) ?? [])
  }
}

function joined(atUs: number, nodes: readonly number[]): readonly Step[] {
  const action: Action = { type: 'node.join', nodes }
  return nodes.length === 0 ? [] : [{ atUs, action }]
}

function dockerText(line: string): string {
  const trimmed = line.trim().replace(/\s*\\?\n\s*/g, ' ')
  return /^docker(-compose)?\s/.test(trimmed) ? trimmed : `docker ${trimmed}`
}

/** Registers the machines that join, before anything else of the timeline is read. */
export function registerJoins(
  entries: readonly PlacedEntry[],
  workspace: Workspace,
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
    const added = machines.flatMap(add)
    workspace.manager.registerJoined(added, entry.at, at, workspace)
    joins.set(placed, added)
  }
  return joins
}

function isWords(join: NonNullable<EventEntry['join']>): join is readonly string[] {
  return Array.isArray(join) && typeof join[0] === 'string'
}
