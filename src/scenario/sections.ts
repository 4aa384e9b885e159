/** Checks the parts of a scenario one by one, so that a wrong entry leaves the others readable. */
import type { z } from 'zod'
import { latestTime } from './expect/when.ts'
import type { IssueList } from './issue-list.ts'
import {
  type AppEntry,
  type CostsEntry,
  type EventEntry,
  type ExpectEntry,
  type ImageEntry,
  type NodeEntry,
  type SwarmEntry,
  scenarioSchema,
} from './schema.ts'
import { check, reportUnknownKey } from './schema-issues.ts'
import { inside, type Place, shown } from './text/place.ts'
import { isRecord } from './text/plain.ts'

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
  readonly swarm: SwarmEntry
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

const shape = scenarioSchema.shape

export function readSections(root: Place, issues: IssueList): Sections {
  const { value } = root.source
  const scenario = isRecord(value) ? value : {}
  checkTop(value, root, issues)
  const single = <T extends z.ZodType>(
    key: keyof typeof shape,
    schema: T,
  ): z.output<T> | undefined => {
    if (!Object.hasOwn(scenario, key)) return undefined
    return check(schema, scenario[key], inside(root, key), issues)
  }
  const list = <T extends z.ZodType>(key: 'nodes' | 'apps' | 'timeline' | 'expect', schema: T) =>
    readList(scenario[key], schema, inside(root, key), issues)

  const nodes = list('nodes', shape.nodes.element)
  const apps = list('apps', shape.apps.unwrap().element)
  const timeline = list('timeline', shape.timeline.unwrap().element)
  const expect = list('expect', shape.expect.unwrap().element)
  return {
    name: (single('name', shape.name) ?? '').trim(),
    about: (single('about', shape.about) ?? '').trim(),
    seed: single('seed', shape.seed) ?? '1',
    until: single('until', shape.until),
    swarm: single('swarm', shape.swarm) ?? {},
    nodes: nodes.entries,
    nodesAreComplete: nodes.isComplete && timeline.isComplete,
    images: single('images', shape.images) ?? {},
    costs: single('costs', shape.costs) ?? {},
    apps: apps.entries,
    timeline: timeline.entries,
    servicesAreComplete: apps.isComplete && timeline.isComplete,
    expect: expect.entries,
    latestExpectUs: Math.max(0, ...expect.entries.map(({ entry }) => latestTime(entry))),
  }
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
  const known = Object.keys(shape)
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
): List<z.output<T>> {
  if (value === undefined || value === null) return { entries: [], isComplete: true }
  if (!Array.isArray(value)) {
    issues.error({ place, found: shown(value), expected: 'a list' })
    return { entries: [], isComplete: false }
  }
  const entries = value.flatMap((raw, index): readonly Placed<z.output<T>>[] => {
    const at = inside(place, index)
    const entry = check(schema, raw, at, issues)
    return entry === undefined ? [] : [{ entry, raw, place: at }]
  })
  return { entries, isComplete: entries.length === value.length }
}
