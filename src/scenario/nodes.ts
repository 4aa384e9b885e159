/**
 * From the entries under `nodes:` and `join:` to machines. Ranges make many nodes of one entry; a
 * shorter range in another field spreads them evenly in order: 1,000 nodes with rack `r{1..25}` are
 * racks of 40.
 */
import type { NodeSpec } from '../model/model.ts'
import { imageWithTag } from './container/image-name.ts'
import { enginePort, nodeDefaults } from './defaults.ts'
import type { IssueList } from './issue-list.ts'
import type { ManagerInput } from './managers/manager.ts'
import type { NodeEntry } from './schema.ts'
import { inside, type Place, shown } from './text/place.ts'
import { expandRange, hasRange } from './text/ranges.ts'

/** All machines of a scenario by name, growing as entries are read. */
export class NodeRegister {
  readonly specs: NodeSpec[] = []
  readonly indexOf = new Map<string, number>()
  readonly places: Place[] = []
  /** The entry that each node comes from. */
  readonly entries: NodeEntry[] = []
  /** Every label that some node has. */
  readonly labelKeys = new Set<string>()
  /** When each node joins; 0 for those there from the start. */
  readonly joinsAtUs: number[] = []
  /** False once an entry could not be read: unknown names are then no reliable finding. */
  isComplete = true
  readonly #issues: IssueList
  readonly #manager: ManagerInput

  constructor(manager: ManagerInput, issues: IssueList) {
    this.#manager = manager
    this.#issues = issues
  }

  /** Adds the machines of one entry and returns their indices. */
  add(entry: NodeEntry, place: Place, start: NodeSpec['start'], joinsAtUs = 0): readonly number[] {
    const names = this.#namesOf(entry, place)
    const field = (key: string, text: string | undefined) =>
      this.#field(inside(place, key), text, names.length)
    const zones = field('zone', entry.zone)
    const racks = field('rack', entry.rack)
    const addresses = field('address', entry.address)
    const engineIds = field('engine-id', entry['engine-id'])
    const labels = this.#labelsOf(entry, place, names.length)
    this.#manager.checkNode(entry, place, this.#issues)
    const added: number[] = []
    for (const [index, name] of names.entries()) {
      const zone = zones?.[index] ?? ''
      const rack = racks?.[index] ?? ''
      const spec: NodeSpec = {
        name,
        engineId: engineIds?.[index] ?? `engine-${name}`,
        address: addresses?.[index] ?? addressOf(this.specs.length),
        cpus: entry.cpus ?? nodeDefaults.cpus,
        memoryBytes: entry.memory ?? nodeDefaults.memoryBytes,
        ...this.#manager.describeNode({ entry, zone, rack, labels: (key) => labels(key, index) }),
        zone,
        rack,
        images: (entry.images ?? []).map(imageWithTag),
        start,
      }
      if (this.#isNew(name, place)) added.push(this.#push(spec, { entry, place, joinsAtUs }))
    }
    return added
  }

  /** The labels under the keys of the entry, spread over its machines. */
  #labelsOf(entry: NodeEntry, place: Place, count: number) {
    const spread = new Map(
      this.#manager.labelKeys.map((key) => {
        // Every key here has the schema of `labels`.
        const given = Object.entries(entry[key as 'labels'] ?? {})
        const fields = given.map(([label, text]) => {
          return [label, this.#field(inside(place, key, label), text, count)] as const
        })
        return [key, fields] as const
      }),
    )
    return (key: string, index: number): Readonly<Record<string, string>> => {
      const fields = spread.get(key) ?? []
      return Object.fromEntries(fields.map(([label, texts]) => [label, texts?.[index] ?? '']))
    }
  }

  #push(
    spec: NodeSpec,
    { entry, place, joinsAtUs }: { entry: NodeEntry; place: Place; joinsAtUs: number },
  ): number {
    const index = this.specs.push(spec) - 1
    this.entries.push(entry)
    this.indexOf.set(spec.name, index)
    this.places.push(place)
    this.joinsAtUs.push(joinsAtUs)
    for (const key of Object.keys(spec.labels)) this.labelKeys.add(key)
    return index
  }

  #namesOf(entry: NodeEntry, place: Place): readonly string[] {
    if (entry.name === undefined) {
      const first = this.specs.length + 1
      return Array.from({ length: entry.count ?? 1 }, (_, index) => `node-${first + index}`)
    }
    if (!hasRange(entry.name)) {
      if (entry.count === undefined) return [entry.name]
      return Array.from({ length: entry.count }, (_, index) => `${entry.name}-${index + 1}`)
    }
    if (entry.count !== undefined) {
      const because = 'the range in the name already says how many'
      this.#issues.error({
        place: inside(place, 'count'),
        found: shown(entry.count),
        expected: 'no count',
        because,
      })
    }
    return this.#expand(inside(place, 'name'), entry.name) ?? []
  }

  #field(place: Place, text: string | undefined, count: number): readonly string[] | undefined {
    if (text === undefined) return undefined
    const items = this.#expand(place, text)
    if (items === undefined || count === 0) return undefined
    if (count % items.length !== 0) {
      const expected = `a range whose length divides the ${count} nodes of this entry`
      this.#issues.error({ place, found: `${shown(text)} with ${items.length} words`, expected })
      return undefined
    }
    const share = count / items.length
    return Array.from({ length: count }, (_, index) => items[Math.floor(index / share)] as string)
  }

  #expand(place: Place, text: string): readonly string[] | undefined {
    const items = expandRange(text)
    if (items !== undefined) return items
    const expected = 'one range such as {1..3}, {a..c} or {red,green}'
    this.#issues.error({ place, found: shown(text), expected })
    this.isComplete = false
    return undefined
  }

  #isNew(name: string, place: Place): boolean {
    const other = this.indexOf.get(name)
    if (other === undefined) return true
    const where = this.places[other] as Place
    const { line } = where.source.locate(where.path, 'value', 0)
    const finding = { found: `${shown(name)} a second time`, expected: 'another name' }
    const because = `line ${line} has a node of that name`
    this.#issues.error({ place: inside(place, 'name'), ...finding, because })
    return false
  }
}

/** 10.0.0.1 and up, in the order of the nodes. */
function addressOf(index: number): string {
  const host = index + 1
  return `10.${(host >> 16) & 255}.${(host >> 8) & 255}.${host & 255}:${enginePort}`
}
