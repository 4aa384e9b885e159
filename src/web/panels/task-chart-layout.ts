/**
 * The life of a task as a picture: the way to RUNNING from left to right, the ways to end below it. The
 * states are those of the machine; of its many steps only the usual ones stand there before they are
 * made, because a worker may skip states and every state may be lost.
 */
import { machines } from '../../machine/machines.ts'
import type { TaskStateName } from '../../model/swarm-mode.ts'
import type { Chart, ChartStep } from './chart-layout.ts'

const way: readonly TaskStateName[] = [
  'new',
  'pending',
  'assigned',
  'accepted',
  'preparing',
  'ready',
  'starting',
  'running',
]
/** Where it ends, by the column below which it stands. `remove` is only ever desired. */
const ends: readonly (readonly [TaskStateName, number])[] = [
  ['remove', 2],
  ['rejected', 3],
  ['orphaned', 4],
  ['failed', 5],
  ['shutdown', 6],
  ['complete', 7],
]
const usual: readonly (readonly [TaskStateName, TaskStateName])[] = [
  ...way.slice(1).map((to, at) => [way[at], to] as const),
  ['preparing', 'rejected'],
  ['starting', 'failed'],
  ['running', 'failed'],
  ['running', 'shutdown'],
  ['running', 'complete'],
]

export const taskStateWidth = 64
const pitch = 84
const rowPitch = 74
const margin = 20

/** @param made steps that the task has made, as `from-to`; @param desired the state that is wanted */
export function taskChart(made: ReadonlySet<string>, desired: TaskStateName): Chart {
  const states = [
    ...way.map((name, at) => ({ name, x: at * pitch + 5, y: margin })),
    ...ends.flatMap(([name, at]) =>
      name === 'remove' && desired !== 'remove'
        ? []
        : [{ name, x: at * pitch + 5, y: margin + rowPitch }],
    ),
  ]
  const names = new Set<string>(states.map(({ name }) => name))
  const isShown = new Set(usual.map(([from, to]) => `${from}-${to}`))
  for (const step of made) isShown.add(step)
  const steps = stepsOfMachine().filter(
    ({ from, to }) => isShown.has(`${from}-${to}`) && names.has(from) && names.has(to),
  )
  return { states, steps, width: way.length * pitch, height: margin * 2 + rowPitch + 28 }
}

let machineSteps: readonly ChartStep[] | undefined

function stepsOfMachine(): readonly ChartStep[] {
  machineSteps ??= allSteps()
  return machineSteps
}

function allSteps(): ChartStep[] {
  const { states } = machines.task
  return Object.keys(states).flatMap((from) => {
    const events = new Map<string, string[]>()
    for (const event of states[from].ownEvents) {
      for (const { target } of states[from].transitions.get(event) ?? []) {
        for (const { key } of target ?? []) events.set(key, [...(events.get(key) ?? []), event])
      }
    }
    return [...events].map(([to, names]) => ({ from, to, events: names }))
  })
}
