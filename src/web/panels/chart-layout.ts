/**
 * Places the states of a flat XState machine in columns: the initial state first, each other one
 * step after the state it is first reached from. Read from the definition, so the picture cannot
 * show a step that the machine does not know.
 */
import type { AnyStateMachine } from 'xstate'

export interface ChartState {
  readonly name: string
  readonly x: number
  readonly y: number
}

export interface ChartStep {
  readonly from: string
  readonly to: string
  readonly events: readonly string[]
}

export interface Chart {
  readonly states: readonly ChartState[]
  readonly steps: readonly ChartStep[]
  readonly width: number
  readonly height: number
}

export const stateWidth = 78
export const stateHeight = 28
const columnGap = 52
const rowGap = 24

export function chartOf(machine: AnyStateMachine): Chart {
  const names = Object.keys(machine.states)
  const steps = names.flatMap((from) => stepsFrom(machine, from))
  const depth = depthsOf(String(machine.config.initial), steps)
  // Where nothing leads on is the end of the line.
  const last = Math.max(...depth.values()) + 1
  for (const name of names) if (machine.states[name].type === 'final') depth.set(name, last)
  const columns = new Map<number, string[]>()
  for (const name of names) {
    const column = depth.get(name) ?? 0
    columns.set(column, [...(columns.get(column) ?? []), name])
  }
  const rowsMax = Math.max(...[...columns.values()].map(({ length }) => length))
  const pitch = stateHeight + rowGap
  // Room above and below for ways that lead back.
  const margin = 22
  const height = rowsMax * pitch - rowGap + 2 * margin
  const states = [...columns].flatMap(([column, members]) => {
    const top = margin + ((rowsMax - members.length) * pitch) / 2
    return members.map((name, row) => ({
      name,
      x: column * (stateWidth + columnGap) + 2,
      y: top + row * pitch,
    }))
  })
  const width = (Math.max(...columns.keys()) + 1) * (stateWidth + columnGap) - columnGap + 4
  return { states, steps, width, height }
}

function stepsFrom(machine: AnyStateMachine, from: string): ChartStep[] {
  const events = new Map<string, string[]>()
  for (const event of machine.states[from].ownEvents) {
    for (const { target } of machine.states[from].transitions.get(event) ?? []) {
      for (const { key } of target ?? []) {
        // A step that leads back to its own state is no line in the picture.
        if (key !== from) events.set(key, [...(events.get(key) ?? []), event])
      }
    }
  }
  return [...events].map(([to, names]) => ({ from, to, events: names }))
}

function depthsOf(initial: string, steps: readonly ChartStep[]): Map<string, number> {
  const depth = new Map([[initial, 0]])
  const queue = [initial]
  for (let at = 0; at < queue.length; at++) {
    for (const { from, to } of steps) {
      if (from !== queue[at] || depth.has(to)) continue
      depth.set(to, (depth.get(from) ?? 0) + 1)
      queue.push(to)
    }
  }
  return depth
}
