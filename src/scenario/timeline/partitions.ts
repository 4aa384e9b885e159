/**
 * Partitions: which machines stand on each side, what becomes of the connections between them, and
 * which partitions a `heal` ends.
 */
import type { Machine } from '../../model/swarm-action.ts'
import type { EventEntry } from '../schema.ts'
import { inside, type Place, shown } from '../text/place.ts'
import { expandRange } from '../text/ranges.ts'
import { listed, nearest } from '../text/suggest.ts'
import type { Workspace } from '../workspace.ts'
import type { FaultContext, Step } from './faults.ts'
import type { Link } from './links.ts'
import { nodesNamed } from './select.ts'

export function readPartition(
  entry: EventEntry,
  place: Place,
  { workspace, links }: FaultContext,
): readonly Step[] {
  const { issues, manager } = workspace
  const { between, name = '', at: atUs } = entry
  if (between === undefined) {
    const expected = 'between: and two sets of machines, such as [[node-1, node-2], [manager-1]]'
    issues.error({ place, found: 'a partition between nobody', expected })
    return []
  }
  const sides = between.map((words, index) => {
    return machinesOf(words, inside(place, 'between', index), atUs, workspace)
  })
  const from = sides[0] ?? []
  const to = sides[1] ?? everybodyElse(from, workspace)
  if (from.length === 0 || sides[1]?.length === 0) return []
  if (!areApart(from, to, inside(place, 'between'), workspace)) return []
  const { delay: delayUs = 0, loss = delayUs > 0 ? 0 : 1 } = entry
  const change = { type: 'links.change', from, to, loss, delayUs } as const
  const isOneWay = entry['one-way'] === true
  const action = manager.cut({ ...change, isOneWay }, { place, atUs }, workspace)
  if (action === undefined) return []
  const untilUs = entry.for === undefined ? Number.POSITIVE_INFINITY : atUs + entry.for
  const link: Link = { name, action, fromUs: atUs, untilUs }
  links.add(link)
  const begin: Step = { atUs, action, opens: link }
  if (entry.for === undefined) return [begin]
  const closes = [link]
  return [begin, { atUs: untilUs, action: manager.restore(closes), closes, note: 'over' }]
}

/** Ends the partitions of a name, or all that there are. */
export function readHeal(
  { name, at: atUs }: EventEntry,
  place: Place,
  { workspace, links }: FaultContext,
): readonly Step[] {
  const open = links.openAt(atUs)
  const closes = open.filter((link) => name === undefined || name === 'all' || link.name === name)
  if (closes.length === 0) {
    const names = [...new Set(open.map((link) => link.name))].filter((word) => word !== '')
    const expected =
      open.length === 0
        ? 'a partition before it that is not over yet'
        : `the name of a partition (${listed(names) || 'none has one'}), or nothing for all`
    const found = name === undefined ? 'heal' : shown(name)
    const suggestion = nearest(name ?? '', names)
    const at = name === undefined ? place : inside(place, 'name')
    workspace.issues.error({ place: at, found, expected, suggestion })
    return []
  }
  links.close(closes)
  return [{ atUs, action: workspace.manager.restore(closes), closes }]
}

/** Names, ranges, `rack:r1`, `zone:a`, and managers. */
function machinesOf(
  words: readonly string[],
  place: Place,
  atUs: number,
  workspace: Workspace,
): readonly Machine[] {
  const { managers, nodes, issues } = workspace
  const machines = words.flatMap((word): readonly Machine[] => {
    if (/^(rack|zone):/.test(word)) return machinesIn(word, place, atUs, workspace)
    return (expandRange(word) ?? [word]).flatMap((name): readonly Machine[] => {
      if (nodes.indexOf.has(name)) return nodesNamed([name], place, atUs, workspace).map(asMachine)
      const manager = managers.indexOf(name)
      const { node = -1 } = managers.specs[manager] ?? {}
      if (manager >= 0) return [node < 0 ? { type: 'manager', manager } : asMachine(node)]
      if (!nodes.isComplete) return []
      const known = [...nodes.indexOf.keys(), ...managers.names]
      const expected = `a node or a manager of this scenario (${listed(known, 6)})`
      issues.error({ place, found: shown(name), expected, suggestion: nearest(name, known) })
      return []
    })
  })
  return [...new Map(machines.map((machine) => [JSON.stringify(machine), machine])).values()]
}

/** The machines of `rack:r1` or `zone:a` by then. */
function machinesIn(
  word: string,
  place: Place,
  atUs: number,
  { nodes, issues }: Workspace,
): readonly Machine[] {
  const kind = word.startsWith('rack') ? 'rack' : 'zone'
  const found = nodes.specs.flatMap((spec, node) => {
    const isThere = (nodes.joinsAtUs[node] as number) <= atUs
    return isThere && `${kind}:${spec[kind]}` === word ? [asMachine(node)] : []
  })
  if (found.length > 0 || !nodes.isComplete) return found
  const words = nodes.specs.map((spec) => spec[kind]).filter((name) => name !== '')
  const known = [...new Set(words)].map((name) => `${kind}:${name}`)
  const expected = known.length === 0 ? `a ${kind} that a node has` : `one of ${listed(known)}`
  issues.error({ place, found: shown(word), expected, suggestion: nearest(word, known) })
  return []
}

function asMachine(node: number): Machine {
  return { type: 'node', node }
}

/** Every other machine, also those that join while it lasts. */
function everybodyElse(
  side: readonly Machine[],
  { nodes, managers }: Workspace,
): readonly Machine[] {
  const taken = new Set(side.map((machine) => JSON.stringify(machine)))
  const all: readonly Machine[] = [
    ...nodes.specs.map((_, node) => asMachine(node)),
    ...managers.specs.flatMap(({ node }, manager): readonly Machine[] => {
      return node < 0 ? [{ type: 'manager', manager }] : []
    }),
  ]
  return all.filter((machine) => !taken.has(JSON.stringify(machine)))
}

function areApart(
  from: readonly Machine[],
  to: readonly Machine[],
  place: Place,
  { issues, nodes, managers }: Workspace,
): boolean {
  const keys = new Set(from.map((machine) => JSON.stringify(machine)))
  const both = to.find((machine) => keys.has(JSON.stringify(machine)))
  const nameOf = (machine: Machine) =>
    machine.type === 'node'
      ? nodes.specs[machine.node]?.name
      : managers.specs[machine.manager]?.name
  if (both !== undefined) {
    const found = `${nameOf(both)} on both sides`
    issues.error({ place, found, expected: 'every machine on one side' })
  } else if (to.length === 0) {
    issues.error({ place, found: 'all machines on one side', expected: 'some on the other' })
  }
  return both === undefined && to.length > 0
}
