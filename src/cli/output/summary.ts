/** The summary of a run as tables, in the order in which people ask. */

import { formatCount, formatDuration, formatTime, listed, plural } from '../../model/format.ts'
import type { DuplicateRow } from '../../projection/duplicates.ts'
import type { Incident, Range } from '../../projection/recovery.ts'
import type { ServiceRow } from '../../projection/services.ts'
import type { Summary } from '../../projection/summary.ts'
import type { UnplacedRow } from '../../projection/unplaced.ts'
import { smallest } from '../../sim/extent.ts'
import { nodesTable, nodesTitle } from './nodes.ts'
import { type Column, table } from './table.ts'
import { colour, hanging } from './terminal.ts'

/** A table with more rows than this keeps those that tell something. */
const rowsMax = 40

export function summaryInLines(summary: Summary): string {
  const parts = [
    servicesPart(summary.services),
    section(nodesTitle(summary.nodes), nodesTable(summary.nodes)),
    incidentsPart(summary.incidents),
    unplacedPart(summary.unplaced),
    duplicatesPart(summary.duplicates),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

/** The line a person compares two runs by. */
export function digestLine({ facts, seed, endUs, digest }: Summary): string {
  return `${plural(facts, 'fact')} in ${formatTime(endUs)} of simulated time, seed ${seed}, digest ${digest}`
}

function section(title: string, body: string): string {
  return `${colour.bold(title)}\n${body}`
}

const count = (value: number) => formatCount(value)
/** Nothing to tell is left blank, so that a column of nothing disappears. */
const countOrBlank = (value: number) => (value === 0 ? '' : formatCount(value))
const durationOrBlank = (durationUs: number) => (durationUs === 0 ? '' : formatDuration(durationUs))

const serviceColumns: readonly Column<ServiceRow>[] = [
  { title: 'application', cell: ({ application }) => application },
  { title: 'service', cell: ({ service }) => service },
  { title: 'mode', cell: modeWords },
  { title: 'asked', align: 'right', cell: ({ asked }) => count(asked) },
  {
    title: 'running',
    align: 'right',
    cell: ({ running, asked }) => (running < asked ? colour.red(count(running)) : count(running)),
  },
  { title: 'believed', align: 'right', cell: ({ believed }) => count(believed) },
  { title: 'completed', align: 'right', cell: completedWords },
  { title: 'failed', align: 'right', cell: ({ failed = 0 }) => countOrBlank(failed) },
  {
    title: 'update',
    cell: ({ update = 'none' }) => (update === 'none' ? '' : updateWords(update)),
  },
  { title: 'moves', align: 'right', cell: ({ moves }) => countOrBlank(moves) },
  { title: 'unplaced', align: 'right', cell: ({ unplaced }) => countOrBlank(unplaced) },
  { title: 'duplicates', align: 'right', cell: ({ duplicates }) => countOrBlank(duplicates) },
  { title: 'downtime', align: 'right', cell: ({ downtimeUs }) => durationOrBlank(downtimeUs) },
  { title: 'longest', align: 'right', cell: ({ longestUs }) => durationOrBlank(longestUs) },
]

/** Services that keep so many tasks running are the rule: nothing is said of them. */
function modeWords({ mode = 'replicated', isRemoved = false }: ServiceRow): string {
  const words = mode === 'replicated' ? '' : mode.replace('-', ' ')
  return isRemoved ? 'removed' : words
}

function completedWords({ mode, completed = 0, desired = 0, isRemoved }: ServiceRow): string {
  if (mode === undefined || !mode.endsWith('job') || isRemoved) return ''
  const words = `${count(completed)} of ${count(desired)}`
  return completed < desired ? colour.red(words) : words
}

function updateWords(update: NonNullable<ServiceRow['update']>): string {
  const words = update.replaceAll('_', ' ')
  return update.endsWith('paused') ? colour.red(words) : words
}

function servicesPart(rows: readonly ServiceRow[]): string {
  if (rows.length === 0) return section('Services', '  nothing was asked for')
  const { shown, note } = shortened(rows, (row) => row.downtimeUs > 0 || row.asked !== row.running)
  return section('Services at the end', table(shown, serviceColumns) + note)
}

const incidentColumns: readonly Column<Incident>[] = [
  { title: 'at', align: 'right', cell: ({ failedUs }) => formatTime(failedUs) },
  { title: 'what', cell: ({ kind, nodes }) => `${nodesWords(nodes)} ${kindWords[kind]}` },
  {
    title: 'noticed after',
    align: 'right',
    cell: ({ detection, noticed, nodes }) => {
      if (detection === undefined) return 'not noticed'
      const missed = nodes.length - noticed
      return rangeWords(detection) + (missed > 0 ? `, ${missed} not noticed` : '')
    },
  },
  { title: 'containers hit', align: 'right', cell: ({ lost }) => count(lost) },
  { title: 'moved', align: 'right', cell: ({ moved }) => count(moved) },
  {
    title: 'ran again after',
    align: 'right',
    cell: ({ reschedule, lost }) =>
      reschedule === undefined ? (lost === 0 ? '' : 'never') : rangeWords(reschedule),
  },
  { title: 'still away', align: 'right', cell: ({ open }) => countOrBlank(open) },
]

const kindWords = {
  crashed: 'crashed',
  frozen: 'froze',
  cutOff: 'cut off',
  left: 'left',
} as const

function nodesWords(nodes: readonly string[]): string {
  return nodes.length > 2 ? plural(nodes.length, 'node') : listed(nodes)
}

function rangeWords({ minUs, maxUs }: Range): string {
  const [shortest, longest] = [formatDuration(minUs), formatDuration(maxUs)]
  return shortest === longest ? shortest : `${shortest} to ${longest}`
}

function incidentsPart(rows: readonly Incident[]): string {
  if (rows.length === 0) return ''
  const { shown, note } = shortened(rows, ({ lost }) => lost > 0)
  return section('Failures', table(shown, incidentColumns) + note)
}

function unplacedPart(rows: readonly UnplacedRow[]): string {
  if (rows.length === 0) return ''
  const reasons = new Map<string, UnplacedRow[]>()
  for (const row of rows) reasons.set(row.reason, [...(reasons.get(row.reason) ?? []), row])
  const lines = [...reasons].map(([reason, ofReason]) => {
    const names = listed(
      ofReason.map(({ name }) => name),
      6,
    )
    const since = formatTime(smallest(ofReason.map(({ sinceUs }) => sinceUs)))
    return hanging('  ', `${names}, since ${since}: ${reason}`)
  })
  return section(`Without a place: ${plural(rows.length, 'container')}`, lines.join('\n'))
}

function duplicatesPart(rows: readonly DuplicateRow[]): string {
  if (rows.length === 0) return ''
  const left = rows.filter(({ untilUs }) => untilUs < 0)
  const ended = rows.length - left.length
  const names = listed(
    left.map(({ name, copies }) => `${name} (${copies} copies)`),
    6,
  )
  const lines = [
    left.length > 0 ? hanging('  ', `still running more than once: ${names}`) : '',
    ended > 0 ? `  ${plural(ended, 'container')} ran more than once for a while` : '',
  ]
  return section('Duplicates', lines.filter((line) => line !== '').join('\n'))
}

/** Keeps a table readable: of many rows only those that tell something, and not too many. */
function shortened<Row>(
  rows: readonly Row[],
  tells: (row: Row) => boolean,
): { readonly shown: readonly Row[]; readonly note: string } {
  if (rows.length <= rowsMax) return { shown: rows, note: '' }
  const telling = rows.filter(tells)
  const shown = (telling.length > 0 ? telling : rows).slice(0, rowsMax / 2)
  const left = rows.length - shown.length
  return { shown, note: `\n  and ${formatCount(left)} more rows; --json has them all` }
}
