/**
 * What stands in the tables of a moment, for the page and for CSV files: a cell that a person reads
 * as `1.5g` or `1:42.3` is bytes or seconds to a program.
 */

import { positionAt } from '../../machine/fold.ts'
import { formatMemory } from '../../model/format.ts'
import { factAt } from '../../model/trace-json.ts'
import { roleWords } from '../../projection/election-words.ts'
import { factInWords } from '../../projection/fact-words.ts'
import { berthOf, boxView, type HarbourInput } from '../../projection/harbour.ts'
import { clockOf } from '../../projection/harbour-words.ts'
import type { SearchMatches } from '../../projection/search-match.ts'
import { modeWords, progressWords, serviceView } from '../../projection/service-views.ts'
import type { TimeSpan } from '../../projection/timeline-axis.ts'
import { stateWords } from '../draw/boxes.ts'
import { viewOf } from '../managers/registry.ts'
import { clusterOf, harbourOf, type LoadedRun, planOf, type Sight } from '../run/loaded-run.ts'
import { electionOf } from './election-data.ts'

/** What a person reads, and beside it what a program does where that differs. */
export type Cell = string | number | { readonly text: string; readonly value: number }

export interface TableData {
  readonly caption: string
  readonly heads: readonly string[]
  /** Heads of the file, with units. */
  readonly fileHeads: readonly string[]
  readonly count: number
  /** The order of the page; a file is in the order of time. */
  readonly isNewestFirst?: boolean
  readonly row: (index: number) => readonly Cell[]
}

/**
 * Every table of a moment. Rows are made when they are asked for: there may be a million. Where a span of time is picked,
 * decisions and facts are those in it.
 *
 * @param found what a search has found: of nodes and containers only these are told
 */
export function tablesOf(
  run: LoadedRun,
  sight: Sight & { readonly picked?: TimeSpan | undefined },
  found?: SearchMatches,
): TableData[] {
  const harbour = harbourOf(run, sight)
  const rows = rowsTold(run, sight)
  return [
    nodesTable(run, harbour, found),
    containersTable(run, harbour, found),
    ...swarmTables(run, sight),
    decisionsTable(run, rows),
    factsTable(run, rows),
  ]
}

function nodesTable(run: LoadedRun, harbour: HarbourInput, found?: SearchMatches): TableData {
  const order = harbour.plan.order.filter((node) => found?.nodes[node] !== 0)
  return {
    caption: 'Nodes',
    heads: ['node', 'zone', 'rack', 'state', 'memory booked', 'of'],
    fileHeads: ['node', 'zone', 'rack', 'state', 'memory_booked_bytes', 'memory_bytes'],
    count: order.length,
    row(index) {
      const { name, zone, rack, memoryBytes } = run.trace.model.nodes[order[index]]
      const { label, usedMemoryBytes } = berthOf(harbour, order[index])
      const state = label.slice(name.length + 2)
      return [name, zone, rack, state, memory(usedMemoryBytes), memory(memoryBytes)]
    },
  }
}

function containersTable(
  { trace }: LoadedRun,
  harbour: HarbourInput,
  found?: SearchMatches,
): TableData {
  const { plan, boxes } = harbour
  const standing = boxes.box.slice(0, boxes.start[boxes.start.length - 1])
  const visible = standing.filter((container) => found?.containers[container] !== 0)
  return {
    caption: 'Containers',
    heads: ['container', 'service', 'node', 'state', 'memory'],
    fileHeads: ['container', 'service', 'node', 'state', 'memory_bytes'],
    count: visible.length,
    row(index) {
      const container = visible[index]
      const view = boxView(harbour, container)
      const service = plan.serviceOfContainer[container]
      const { containers, configs } = trace.tables
      return [
        view.label,
        service < 0 ? '' : plan.services[service].name,
        trace.model.nodes[boxes.node[container]].name,
        view.note === '' ? stateWords[view.kind] : view.note,
        memory(configs[containers[container].config].memoryBytes),
      ]
    },
  }
}

/** What only swarm mode has: services, and managers that elect a leader. */
function swarmTables(run: LoadedRun, sight: Sight): TableData[] {
  const { hasElections, hasServices } = viewOf(run.trace.model)
  const tables: TableData[] = []
  if (hasServices) tables.push(servicesTable(run, sight))
  if (hasElections) tables.push(managersTable(run, sight))
  return tables
}

function servicesTable(run: LoadedRun, sight: Sight): TableData {
  const cluster = clusterOf(run, sight)
  const { services } = planOf(run, 'default')
  const views = services.flatMap(({ name }) => serviceView(run.trace, cluster, name) ?? [])
  const heads = ['service', 'image', 'asks for', 'version', 'up to date', 'progress']
  return {
    caption: 'Services',
    heads,
    fileHeads: heads.map((head) => head.replaceAll(' ', '_')),
    count: views.length,
    row(index) {
      const view = views[index]
      const { name, spec, version, upToDate, slots } = view
      const done = view.isJob ? '' : `${upToDate} of ${slots}`
      return [name, spec.task.image, modeWords(spec), version, done, progressWords(view)]
    },
  }
}

function managersTable(run: LoadedRun, { position }: Sight): TableData {
  const { managers } = electionOf(run, position)
  const heads = ['manager', 'role', 'term', 'voted for', 'last entry', 'committed']
  return {
    caption: 'Managers',
    heads,
    fileHeads: heads.map((head) => head.replaceAll(' ', '_')),
    count: managers.length,
    row(index) {
      const { name, role, term, vote, lastIndex, commitIndex } = managers[index]
      const candidate = vote < 0 ? 'nobody' : managers[vote].name
      return [name, roleWords[role], term, candidate, lastIndex, commitIndex]
    },
  }
}

/** Facts from here to before there, and words that say so where it is a span of time. */
interface RowsTold {
  readonly from: number
  readonly until: number
  readonly words: string
}

/** All that has happened, or what lies in the span that is looked at by itself. */
function rowsTold(
  { trace }: LoadedRun,
  { position, picked }: Sight & { readonly picked?: TimeSpan | undefined },
): RowsTold {
  if (picked === undefined) return { from: 0, until: position, words: '' }
  const { fromUs, untilUs } = picked
  return {
    // What happens at the beginning of the span does.
    from: positionAt(trace, fromUs - 1),
    until: positionAt(trace, untilUs),
    words: ` from ${clockOf(fromUs)} to ${clockOf(untilUs)}`,
  }
}

function decisionsTable(
  { trace, timeline }: LoadedRun,
  { from, until, words: span }: RowsTold,
): TableData {
  const decided = timeline.decisions.filter(({ row }) => row >= from && row < until)
  return {
    caption: `Decisions${span}`,
    heads: ['time', 'container', 'decision'],
    fileHeads: ['time_s', 'container', 'decision'],
    count: decided.length,
    isNewestFirst: true,
    row(index) {
      const { timeUs, slot, row, isRefused } = decided[index]
      const { fields } = factAt(trace, row)
      const words = isRefused ? `refused: ${fields.error}` : `placed on ${fields.node}`
      return [clock(timeUs), slot < 0 ? '' : trace.tables.slots[slot].name, words]
    },
  }
}

function factsTable({ trace }: LoadedRun, { from, until, words }: RowsTold): TableData {
  return {
    caption: `Facts${words}`,
    heads: ['time', 'fact'],
    fileHeads: ['time_s', 'fact'],
    count: until - from,
    isNewestFirst: true,
    row: (index) => [clock(trace.timeUs[from + index]), factInWords(trace, from + index)],
  }
}

function memory(bytes: number): Cell {
  return { text: formatMemory(bytes), value: bytes }
}

function clock(timeUs: number): Cell {
  return { text: clockOf(timeUs), value: timeUs / 1_000_000 }
}

export function cellText(cell: Cell): string | number {
  return typeof cell === 'object' ? cell.text : cell
}

export function cellValue(cell: Cell): string | number {
  return typeof cell === 'object' ? cell.value : cell
}
