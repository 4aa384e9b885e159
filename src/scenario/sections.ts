/** Checks the parts of a scenario one by one, so that a wrong entry leaves the others readable. */

import { latestTime } from './expect/when.ts'
import type { IssueList } from './issue-list.ts'
import { managerInputs } from './managers/index.ts'
import type { ManagerInput } from './managers/manager.ts'
import { strangerFinding } from './managers/strangers.ts'
import {
  type AppEntry,
  appSchema,
  type CostsEntry,
  type EventEntry,
  type ExpectEntry,
  eventSchemaOf,
  expectSchema,
  type ImageEntry,
  type NodeEntry,
  nodeSchemaOf,
  partSchemas,
  topKeys,
} from './schema.ts'
import { check, reportUnknownKey, type StrangerFinder } from './schema-issues.ts'
import { inside, type Place, shown } from './text/place.ts'
import { isRecord } from './text/plain.ts'
import { z } from './zod.ts'

/** A checked entry of a list, with its raw form and its place. */
export interface Placed<T> {
  readonly entry: T
  readonly raw: Readonly<Record<string, unknown>>
  readonly place: Place
}

export interface Sections {
  readonly name: string
  readonly about: string
  readonly seed: string
  /** Nothing if the scenario leaves it open. */
  readonly until: number | undefined
  readonly manager: ManagerInput
  /** Checked by the schema of the manager, which alone can read it. */
  readonly swarm: unknown
  readonly nodes: readonly Placed<NodeEntry>[]
  /** False if an entry was wrong: a name that is missing may then be one of its nodes. */
  readonly nodesAreComplete: boolean
  readonly images: Readonly<Record<string, number | ImageEntry>>
  readonly costs: CostsEntry
  readonly apps: readonly Placed<AppEntry>[]
  readonly timeline: readonly Placed<EventEntry>[]
  /** False if an entry of `apps` or `timeline` was wrong. */
  readonly servicesAreComplete: boolean
  readonly expect: readonly Placed<ExpectEntry>[]
  readonly latestExpectUs: number
}

export function readSections(root: Place, issues: IssueList): Sections {
  const { value } = root.source
  const scenario = isRecord(value) ? value : {}
  checkTop(value, root, issues)
  const manager = managerOf(scenario.swarm)
  const stranger = (key: string) => strangerFinding('key', key, manager)
  const single = <T extends z.ZodType>(key: string, schema: T): z.output<T> | undefined => {
    if (!Object.hasOwn(scenario, key)) return undefined
    return check(schema, scenario[key], inside(root, key), issues, stranger)
  }
  const list = <T extends z.ZodType>(key: 'nodes' | 'apps' | 'timeline' | 'expect', schema: T) =>
    readList(scenario[key], schema, inside(root, key), issues, stranger)

  const node = nodeSchemaOf(manager.nodeShape)
  const nodes = list('nodes', node)
  const apps = list('apps', appSchema)
  const timeline = list('timeline', eventSchemaOf(node))
  const expect = list('expect', expectSchema)
  return {
    name: (single('name', partSchemas.name) ?? '').trim(),
    about: (single('about', partSchemas.about) ?? '').trim(),
    seed: single('seed', partSchemas.seed) ?? '1',
    until: single('until', partSchemas.until),
    manager,
    swarm: single('swarm', swarmSchemaOf(manager, scenario.swarm)) ?? {},
    nodes: nodes.entries,
    nodesAreComplete: nodes.isComplete && timeline.isComplete,
    images: single('images', partSchemas.images) ?? {},
    costs: single('costs', partSchemas.costs) ?? {},
    apps: apps.entries,
    timeline: timeline.entries,
    servicesAreComplete: apps.isComplete && timeline.isComplete,
    expect: expect.entries,
    latestExpectUs: Math.max(0, ...expect.entries.map(({ entry }) => latestTime(entry))),
  }
}

const managers = Object.values(managerInputs)

/** Whose words the scenario is in. Where it names a manager nobody knows, classic Swarm stands in. */
function managerOf(swarm: unknown): ManagerInput {
  const named = isRecord(swarm) ? (swarm.manager ?? 'classic') : 'classic'
  return managers.find(({ type }) => type === named) ?? managerInputs.classic
}

/** The schema of the manager, in which only the name of a manager nobody knows is wrong. */
function swarmSchemaOf({ type, swarmSchema }: ManagerInput, swarm: unknown): z.ZodObject {
  if (!isRecord(swarm) || (swarm.manager ?? type) === type) return swarmSchema
  const names = managers.map((manager) => manager.type)
  return swarmSchema.extend({ manager: z.enum(names as [string, ...string[]]) })
}

function checkTop(value: unknown, root: Place, issues: IssueList): void {
  if (!isRecord(value)) {
    issues.error({
      place: root,
      found: shown(value),
      expected: 'a scenario: a map with nodes and a timeline',
    })
    return
  }
  const known: readonly string[] = topKeys
  if (isRecord(value.services) && value.nodes === undefined) {
    const because = 'name it under apps: in a scenario, or give it with --compose'
    issues.error({ place: root, found: 'a Compose file', expected: 'a scenario', because })
    return
  }
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) reportUnknownKey(inside(root, key), key, known, issues)
  }
  const { nodes } = value
  if (nodes === undefined || (Array.isArray(nodes) && nodes.length === 0)) {
    const found = nodes === undefined ? 'no nodes' : 'an empty list'
    issues.error({ place: inside(root, 'nodes'), found, expected: 'a list with at least one node' })
  }
}

interface List<T> {
  readonly entries: readonly Placed<T>[]
  readonly isComplete: boolean
}

function readList<T extends z.ZodType>(
  value: unknown,
  schema: T,
  place: Place,
  issues: IssueList,
  stranger: StrangerFinder,
): List<z.output<T>> {
  if (value === undefined || value === null) return { entries: [], isComplete: true }
  if (!Array.isArray(value)) {
    issues.error({ place, found: shown(value), expected: 'a list' })
    return { entries: [], isComplete: false }
  }
  const entries = value.flatMap((raw, index): readonly Placed<z.output<T>>[] => {
    const at = inside(place, index)
    const entry = check(schema, raw, at, issues, stranger)
    return entry === undefined ? [] : [{ entry, raw, place: at }]
  })
  return { entries, isComplete: entries.length === value.length }
}
