/** The nodes at the end: one row each, or, when they are many, one row per rack, zone or state. */
import {
  formatCount,
  formatCpus,
  formatMemory,
  formatPercent,
  formatTime,
} from '../../model/format.ts'
import type { NodeRow } from '../../projection/nodes.ts'
import { type Column, table } from './table.ts'
import { colour, hanging } from './terminal.ts'

/** More nodes than this are summed up. */
const eachMax = 40

export function nodesTitle(rows: readonly NodeRow[]): string {
  const isOvercommitted = rows.some((row) => row.memoryBytes !== row.memoryBytesMax)
  return `Nodes at the end${isOvercommitted ? ' (capacity with overcommit)' : ''}`
}

export function nodesTable(rows: readonly NodeRow[]): string {
  if (rows.length <= eachMax) return [table(rows, nodeColumns), ...errorLines(rows)].join('\n')
  const note = `\n  ${formatCount(rows.length)} nodes; --json has each of them`
  return table(groupsOf(rows), groupColumns) + note
}

/** Status and error of what is not well, as `docker info` shows them. */
function errorLines(rows: readonly NodeRow[]): string[] {
  return (
    rows
      // What was last said of one that is no member any more is over.
      .filter(({ error, role }) => error !== '' && role !== '')
      .map(({ name, believed, error, believedSinceUs }) =>
        hanging('  ', `${name} is ${believed} since ${formatTime(believedSinceUs)}: ${error}`),
      )
  )
}

/** What managers call a node that is as it should be. */
const wellNames: readonly string[] = ['healthy', 'ready']

const nodeColumns: readonly Column<NodeRow>[] = [
  { title: 'node', cell: ({ name }) => name },
  { title: 'rack', cell: placeOf },
  { title: 'role', cell: ({ role = '' }) => role },
  { title: 'availability', cell: ({ availability = '' }) => availability },
  { title: 'is', cell: actualWords },
  {
    title: 'believed',
    cell: ({ believed }) => (wellNames.includes(believed) ? believed : colour.red(believed)),
  },
  {
    title: 'updated',
    align: 'right',
    // Of a member of a swarm the trace cannot tell.
    cell: ({ updatedUs, role }) => {
      if (updatedUs !== undefined) return formatTime(updatedUs)
      return role === undefined ? 'never' : ''
    },
  },
  { title: 'running', align: 'right', cell: ({ running }) => formatCount(running) },
  { title: 'booked', align: 'right', cell: ({ booked }) => formatCount(booked) },
  {
    title: 'CPUs reserved',
    align: 'right',
    cell: ({ cpusReserved, cpusMax }) => reserved(cpusReserved, cpusMax, formatCpus),
  },
  {
    title: 'memory reserved',
    align: 'right',
    cell: ({ memoryBytesReserved, memoryBytesMax }) =>
      reserved(memoryBytesReserved, memoryBytesMax, formatMemory),
  },
]

function placeOf({ zone, rack }: NodeRow): string {
  return [zone, rack].filter((part) => part !== '').join('/')
}

function actualWords({ actual, listed, role }: NodeRow): string {
  const state = actual === 'cutOff' ? 'cut off' : actual
  const words = listed ? state : `${state}, ${role === undefined ? 'not listed' : 'left'}`
  return actual === 'up' ? words : colour.red(words)
}

function reserved(part: number, whole: number, words: (value: number) => string): string {
  const share = whole > 0 ? formatPercent(part / whole).padStart(9) : ''
  return `${words(part)} of ${words(whole)}${share}`
}

interface Group {
  readonly place: string
  readonly rows: readonly NodeRow[]
}

/** By rack, else by zone, else by state: by the first that gives few enough groups. */
function groupsOf(rows: readonly NodeRow[]): readonly Group[] {
  const keys = [placeOf, ({ zone }: NodeRow) => zone]
  for (const key of keys) {
    const groups = grouped(rows, key)
    const isUseful = groups.length <= eachMax && groups.every(({ place }) => place !== '')
    if (isUseful) return groups
  }
  return grouped(rows, (row) => `${row.actual}, believed ${row.believed}`)
}

function grouped(rows: readonly NodeRow[], key: (row: NodeRow) => string): readonly Group[] {
  const groups = new Map<string, NodeRow[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group) group.push(row)
    else groups.set(key(row), [row])
  }
  return [...groups].map(([place, ofPlace]) => ({ place, rows: ofPlace }))
}

function sum(rows: readonly NodeRow[], value: (row: NodeRow) => number): number {
  return rows.reduce((total, row) => total + value(row), 0)
}

const groupColumns: readonly Column<Group>[] = [
  { title: 'nodes of', cell: ({ place }) => place },
  { title: 'nodes', align: 'right', cell: ({ rows }) => formatCount(rows.length) },
  { title: 'up', align: 'right', cell: ({ rows }) => some(rows, (row) => row.actual === 'up') },
  {
    title: 'healthy',
    align: 'right',
    cell: ({ rows }) => some(rows, ({ believed }) => wellNames.includes(believed)),
  },
  {
    title: 'running',
    align: 'right',
    cell: ({ rows }) => formatCount(sum(rows, ({ running }) => running)),
  },
  {
    title: 'booked',
    align: 'right',
    cell: ({ rows }) => formatCount(sum(rows, ({ booked }) => booked)),
  },
  {
    title: 'CPUs reserved',
    align: 'right',
    cell: ({ rows }) =>
      reserved(
        sum(rows, (row) => row.cpusReserved),
        sum(rows, (row) => row.cpusMax),
        formatCpus,
      ),
  },
  {
    title: 'memory reserved',
    align: 'right',
    cell: ({ rows }) =>
      reserved(
        sum(rows, (row) => row.memoryBytesReserved),
        sum(rows, (row) => row.memoryBytesMax),
        formatMemory,
      ),
  },
]

function some(rows: readonly NodeRow[], is: (row: NodeRow) => boolean): string {
  const found = rows.filter(is).length
  return found < rows.length ? colour.red(formatCount(found)) : formatCount(found)
}
