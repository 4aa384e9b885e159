/**
 * Spells out what goes wrong: racks and zones become their nodes, a reboot becomes a crash and a
 * return, flapping becomes its outages. The run knows single faults only.
 */
import type { Action, NodeFault } from '../../model/action.ts'
import { flapping, rebootUs } from '../defaults.ts'
import type { EventEntry } from '../schema.ts'
import { inside, type Place } from '../text/place.ts'
import type { Workspace } from '../workspace.ts'
import type { Link, LinkBook } from './links.ts'
import { readHeal, readPartition } from './partitions.ts'
import { managerNamed, selectNodes } from './select.ts'

/** One dated action; `note` tells the parts of one entry apart. */
export interface Step {
  readonly atUs: number
  readonly action: Action
  readonly note?: string
  /** The change of connections that this is, and those that it restores. */
  readonly opens?: Link
  readonly closes?: readonly Link[]
}

export interface FaultContext {
  readonly workspace: Workspace
  readonly links: LinkBook
}

export function readFault(entry: EventEntry, place: Place, context: FaultContext): readonly Step[] {
  const { issues } = context.workspace
  const fault = entry.fault as NonNullable<EventEntry['fault']>
  if (fault === 'partition') return readPartition(entry, place, context)
  if (fault === 'heal') return readHeal(entry, place, context)
  const isMany = entry.rack !== undefined || entry.zone !== undefined
  const subjects = [entry.node, entry.nodes, isMany || undefined, entry.manager]
  if (subjects.every((subject) => subject === undefined)) {
    const expected = 'node, nodes, rack, zone or manager, to say who'
    issues.error({ place, found: `the fault ${fault} of nobody`, expected })
    return []
  }
  if (entry.manager !== undefined) return managerFault(entry, place, context)
  const nodes = selectNodes(entry, place, context.workspace)
  if (nodes.length === 0) return []
  const at = (atUs: number, kind: NodeFault, note?: string): Step => {
    const action: Action = { type: 'fault', fault: kind, nodes }
    return note === undefined ? { atUs, action } : { atUs, action, note }
  }
  switch (fault) {
    case 'reboot':
      return [at(entry.at, 'crash'), at(entry.at + (entry.for ?? rebootUs), 'recover', 'back')]
    case 'flap':
      return flap(entry, at)
    default:
      if (entry.for === undefined) return [at(entry.at, fault)]
      return [at(entry.at, fault), at(entry.at + entry.for, 'recover', 'over')]
  }
}

function flap(
  entry: EventEntry,
  at: (atUs: number, kind: NodeFault, note: string) => Step,
): readonly Step[] {
  const times = entry.times ?? flapping.times
  const downUs = entry.down ?? flapping.downUs
  const cycleUs = downUs + (entry.up ?? flapping.upUs)
  return Array.from({ length: times }, (_, index) => {
    const startUs = entry.at + index * cycleUs
    const count = `${index + 1} of ${times}`
    return [
      at(startUs, entry.how ?? 'unreachable', `down, ${count}`),
      at(startUs + downUs, 'recover', `up, ${count}`),
    ]
  }).flat()
}

function managerFault(
  entry: EventEntry,
  place: Place,
  { workspace }: FaultContext,
): readonly Step[] {
  const { issues } = workspace
  const { fault } = entry
  if (fault !== 'crash' && fault !== 'recover') {
    const expected = 'crash or recover, which is all a manager can do'
    issues.error({ place: inside(place, 'fault'), found: String(fault), expected })
    return []
  }
  return (entry.manager ?? []).flatMap((name): readonly Step[] => {
    const manager = managerNamed(name, inside(place, 'manager'), entry.at, workspace)
    if (manager === undefined) return []
    const first: Step = { atUs: entry.at, action: { type: `manager.${fault}`, manager } }
    if (entry.for === undefined || fault === 'recover') return [first]
    return [
      first,
      { atUs: entry.at + entry.for, action: { type: 'manager.recover', manager }, note: 'over' },
    ]
  })
}
