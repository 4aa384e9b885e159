/**
 * Compares our scheduler with recorded answers of SwarmKit's, with several seeds of ours. What never
 * varied in the original must come out of each of our runs; what varied is a sample of what it can
 * do, so that answers of ours beside it are told but are no difference.
 */
import { Differences, namesOf, type Verdict } from '../conform-verdict.ts'
import { recordedNode } from './conform-cluster.ts'
import {
  type RecordedAnswer,
  type RecordedCase,
  type RecordedNode,
  type RecordedService,
  type RecordedServiceAnswer,
  readCase,
} from './conform-record.ts'
import { replayCase, type Snapshot, type SnapshotTask } from './conform-replay.ts'
import { valueReader } from './preference-tree.ts'

/** One line of the recorded cases, parsed from JSON. */
export function conformSchedulerCase(
  record: unknown,
  { seeds }: { readonly seeds: readonly string[] },
): Verdict {
  const read = readCase(record)
  if (read.type === 'unreadable') {
    return { ...namesOf(record), agrees: false, differences: read.problems }
  }
  const { id, family } = read.record
  const differences = new Set<string>()
  const notes = new Set<string>()
  for (const seed of seeds) {
    const compared = compareRun(read.record, seed)
    for (const difference of compared.differences.list) differences.add(difference)
    for (const note of compared.notes) notes.add(note)
  }
  return {
    id,
    family,
    agrees: differences.size === 0,
    differences: [...differences],
    notes: [...notes],
  }
}

interface Comparison {
  readonly differences: Differences
  /** Answers of ours beside the samples. */
  readonly notes: string[]
}

function compareRun(record: RecordedCase, seed: string): Comparison {
  const comparison: Comparison = { differences: new Differences(), notes: [] }
  const { snapshots, problem } = replayCase(record, seed)
  if (problem !== '') comparison.differences.list.push(problem)
  const nodes = new Map(record.nodes.map((node) => [node.id, node]))
  for (const [index, snapshot] of snapshots.entries()) {
    const step = record.steps[index]
    for (const inner of step.op === 'batch' ? step.batch : [step]) {
      if (inner.op === 'setNode') nodes.set(inner.node.id, inner.node)
    }
    const answer = record.result[index]
    if (answer === undefined) continue
    compareStep(comparison, { record, answer, snapshot, nodes, where: `step ${index}` })
  }
  return comparison
}

interface ComparedStep {
  readonly record: RecordedCase
  readonly answer: RecordedAnswer
  readonly snapshot: Snapshot
  /** As they are after the step. */
  readonly nodes: ReadonlyMap<string, RecordedNode>
  readonly where: string
}

function compareStep(comparison: Comparison, step: ComparedStep): void {
  const { answer, snapshot, where, record } = step
  const { differences } = comparison
  for (const [service, nodes] of Object.entries(answer.globalNodes)) {
    const ours = snapshot.globalNodes[service] ?? []
    differences.compare(`${where}, global ${service}`, (nodes ?? []).toSorted(), ours)
  }
  for (const recorded of answer.services) {
    const tasks = snapshot.tasks.filter(({ service }) => service === recorded.service)
    const service = record.services.find(({ id }) => id === recorded.service)
    compareService(comparison, { ...step, recorded, tasks, service })
  }
  if (answer.nodeTotalsSorted !== undefined) {
    const totals = countBy(
      snapshot.tasks.filter(({ isActive }) => isActive),
      ({ node }) => node,
    )
    differences.compare(`${where}, node totals`, answer.nodeTotalsSorted, descending(totals))
  }
}

interface ComparedService extends ComparedStep {
  readonly recorded: RecordedServiceAnswer
  readonly service: RecordedService | undefined
  readonly tasks: readonly SnapshotTask[]
}

function compareService(comparison: Comparison, compared: ComparedService): void {
  const { differences } = comparison
  const { recorded, tasks } = compared
  const where = `${compared.where}, ${recorded.service}`
  const active = tasks.filter(({ isActive }) => isActive)
  const pending = tasks.filter(({ isPending }) => isPending)
  compareNumber(comparison, `${where} active`, recorded.active, active.length)
  compareNumber(comparison, `${where} pending`, recorded.pending, pending.length)
  const counts = countBy(active, ({ node }) => node)
  if (recorded.countRange === undefined) {
    differences.compare(`${where} counts`, sortedKeys(recorded.counts ?? {}), sortedKeys(counts))
  } else {
    noteCounts(comparison, where, { recorded, counts })
  }
  if (recorded.sorted !== undefined) {
    differences.compare(`${where} sorted`, recorded.sorted, descending(counts))
  }
  compareGroups(comparison, where, { ...compared, active })
  compareErrors(comparison, where, { recorded, pending })
  for (const [task, node] of Object.entries(recorded.placement ?? {})) {
    const ours = tasks.find(({ id }) => id === task)?.node
    differences.compare(`${where} ${task}`, node, ours)
  }
}

function compareNumber(
  { differences, notes }: Comparison,
  what: string,
  recorded: number | readonly [number, number],
  ours: number,
): void {
  if (typeof recorded === 'number') differences.compare(what, recorded, ours)
  else if (ours < recorded[0] || ours > recorded[1]) {
    notes.push(`${what}: ${recorded.join(' to ')} were seen, we answer ${ours}`)
  }
}

function noteCounts(
  { notes }: Comparison,
  where: string,
  given: { readonly recorded: RecordedServiceAnswer; readonly counts: Counts },
): void {
  const { recorded, counts } = given
  const range = recorded.countRange ?? {}
  for (const node of new Set([...Object.keys(range), ...Object.keys(counts)])) {
    const [least, most] = range[node] ?? [0, 0]
    const ours = counts[node] ?? 0
    if (ours < least || ours > most) {
      notes.push(`${where} on ${node}: ${least} to ${most} were seen, we answer ${ours}`)
    }
  }
  const { answers, answersSeen } = recorded
  if (answers === undefined || answersSeen !== answers.length) return
  const ours = JSON.stringify(sortedKeys(counts))
  if (answers.some((answer) => JSON.stringify(sortedKeys(answer)) === ours)) return
  notes.push(`${where}: ${answersSeen} answers were seen, ours is another: ${ours}`)
}

/** Active tasks by the values of the preferences, level by level. */
function compareGroups(
  { differences }: Comparison,
  where: string,
  given: ComparedService & { readonly active: readonly SnapshotTask[] },
): void {
  const { recorded, active, service, nodes } = given
  const readers = (service?.preferences ?? []).map(valueReader)
  for (const group of recorded.groups ?? []) {
    const { level } = group
    const ours = countBy(active, ({ node }) => {
      const found = nodes.get(node)
      if (found === undefined) return '?'
      const read = readers.slice(0, level)
      return read.map((reader) => reader?.(recordedNode(found)) ?? '').join('/')
    })
    const what = `${where} by preference, level ${level}`
    if (group.counts !== undefined) {
      differences.compare(what, sortedKeys(group.counts), sortedKeys(ours))
    }
    if (group.sorted !== undefined) differences.compare(what, group.sorted, descending(ours))
  }
}

function compareErrors(
  { differences, notes }: Comparison,
  where: string,
  given: { readonly recorded: RecordedServiceAnswer; readonly pending: readonly SnapshotTask[] },
): void {
  const { errors, errorsSeen } = given.recorded
  const told = given.pending.filter(({ error }) => error !== '')
  const ours = sortedKeys(countBy(told, ({ error }) => error))
  if (errorsSeen === undefined) {
    differences.compare(`${where} errors`, sortedKeys(errors ?? {}), ours)
  } else if (
    !errorsSeen.some((seen) => JSON.stringify(sortedKeys(seen)) === JSON.stringify(ours))
  ) {
    notes.push(`${where} errors: other texts were seen, ours: ${JSON.stringify(ours)}`)
  }
}

type Counts = Readonly<Record<string, number>>

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Counts {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return Object.fromEntries(counts)
}

/** Without zeros, so that only what is there is compared. */
function sortedKeys(counts: Counts): Counts {
  return Object.fromEntries(
    Object.entries(counts)
      .filter(([, count]) => count !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

function descending(counts: Counts): readonly number[] {
  return Object.values(counts).sort((a, b) => b - a)
}
