/** What `reberth explain --container` names: slots, tasks, services; and how a task came to be, in lines. */

import { clusterAt, positionAt } from '../machine/fold.ts'
import { formatTime, plural } from '../model/format.ts'
import { type TaskStateName, taskStateNames } from '../model/swarm-mode.ts'
import type { Trace } from '../model/trace.ts'
import { type Decision, decisionsOf, type TaskOrigin, whyReplaced } from '../run/explain.ts'
import { type Column, table } from './output/table.ts'
import { colour, hanging } from './output/terminal.ts'

/** The slots, or the one task, that a question is about. */
export interface Subject {
  readonly name: string
  readonly slot: number
  /** -1 for whatever task was in the slot. */
  readonly container: number
}

/** The task with this name: `web.1.2`. Containers of classic Swarm are called as their slots are. */
export function taskNamed({ tables }: Trace, name: string): Subject | undefined {
  if (tables.specs === undefined) return undefined
  const container = tables.containers.findIndex((one) => one.name === name)
  return container < 0 ? undefined : { name, slot: tables.containers[container].slot, container }
}

export function decisionsAbout(trace: Trace, { slot, container }: Subject): readonly Decision[] {
  const decisions = decisionsOf(trace, slot)
  return container < 0 ? decisions : decisions.filter((one) => one.container === container)
}

/** How the task of a decision came to be; null where that is no question. */
export function originOf(trace: Trace, { container }: Decision): TaskOrigin | null {
  return container < 0 ? null : (whyReplaced(trace, container) ?? null)
}

export function originInLines({ words, steps }: TaskOrigin): string {
  const lines = steps.map(({ timeUs, words: step }) =>
    hanging(`    ${formatTime(timeUs).padStart(9)}  `, step),
  )
  return [hanging('  why        ', words), ...lines].join('\n')
}

/** Why no decision was made about a task, in plain words. */
export function whyUndecided(trace: Trace, { slot, container }: Subject, atUs: number): string {
  if (trace.tables.specs === undefined) return 'the manager never looked for a place for it'
  const { containers } = clusterAt(trace, positionAt(trace, Math.min(atUs, trace.endUs)))
  const tasks = trace.tables.containers.flatMap((row, index) => (row.slot === slot ? [index] : []))
  const task = container >= 0 ? container : (tasks.at(-1) ?? -1)
  const state = taskStateNames[containers.taskState[task]]
  const desired = taskStateNames[containers.desired[task]]
  return `the scheduler never decided about it: ${undecided[state] ?? `it is ${state}`}${gone(desired)}`
}

const undecided: Partial<Record<TaskStateName, string>> = {
  new: 'the allocator had not passed it on yet (state NEW)',
  pending: 'it waited (state PENDING), and the scheduler had not looked at it yet',
}

function gone(desired: TaskStateName): string {
  return desired === 'shutdown' || desired === 'remove'
    ? `, and by then nobody wanted it any more (desired state ${desired.toUpperCase()})`
    : ''
}

/** Where everything of a service is, one line each, for a service too large to explain it all. */
export function overview(
  trace: Trace,
  service: string,
  { subjects, atUs }: { readonly subjects: readonly Subject[]; readonly atUs: number },
): string {
  const rows = subjects.map((subject) => {
    const last = decisionsAbout(trace, subject).findLast(({ timeUs }) => timeUs <= atUs)
    const task = trace.tables.containers[last?.container ?? -1]?.name ?? subject.name
    return { task, last, undecided: last ? '' : whyUndecided(trace, subject, atUs) }
  })
  const columns: readonly Column<(typeof rows)[number]>[] = [
    { title: 'last decision about', cell: ({ task }) => task },
    { title: 'at', align: 'right', cell: ({ last }) => (last ? formatTime(last.timeUs) : '') },
    {
      title: 'answer',
      cell({ last, undecided }) {
        if (last === undefined) return undecided
        const node = trace.model.nodes[last.node]?.name
        return node === undefined ? colour.red(last.error) : colour.green(node)
      },
    },
  ]
  const head = `${colour.bold(service)} has ${plural(rows.length, 'container')}; name one of them to see why`
  return `${head}\n${table(rows, columns)}`
}
