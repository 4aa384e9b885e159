/** Entries of a timeline, as short to write as the story they tell: `crash(100, 1)`. */
import type { Action, NodeFault } from '../../src/model/action.ts'
import { digestOf, type Trace } from '../../src/model/trace.ts'
import { simulate } from '../../src/run/simulate.ts'
import { type ModelOptions, model, run } from './models.ts'

export interface Entry {
  readonly at: number
  readonly action: Action
}

const fault =
  (type: NodeFault) =>
  (at: number, ...nodes: number[]): Entry => ({
    at,
    action: { type: 'fault', fault: type, nodes },
  })

export const crash = fault('crash')
export const freeze = fault('freeze')
export const cutOff = fault('unreachable')
export const recover = fault('recover')

export function leave(at: number, ...nodes: number[]): Entry {
  return { at, action: { type: 'node.leave', nodes } }
}

export function join(at: number, ...nodes: number[]): Entry {
  return { at, action: { type: 'node.join', nodes } }
}

/** Runs a container of the model's configuration `config`. */
export function runs(at: number, name: string, config = 0): Entry {
  return { at, action: run(name, config) }
}

/** Creates a container without starting it. */
export function creates(at: number, name: string, config = 0): Entry {
  return { at, action: { type: 'container.run', name, service: name, config, start: false } }
}

export function changes(
  at: number,
  what: 'start' | 'stop' | 'kill' | 'pause' | 'unpause' | 'inspect',
  target: string,
): Entry {
  return { at, action: { type: `container.${what}`, target } }
}

export function removes(at: number, target: string, force = false): Entry {
  return { at, action: { type: 'container.rm', target, force, volumes: true } }
}

/** What the script does to a model, as a trace. Twice, because every story must be the same again. */
export function trace(options: ModelOptions & { readonly timeline: readonly Entry[] }): Trace {
  const made = model(options)
  const first = simulate(made)
  if (first.end.type !== 'reached') throw new Error(`the story does not end: ${first.end.type}`)
  if (digestOf(simulate(made).trace) !== digestOf(first.trace)) {
    throw new Error('the same story was told differently')
  }
  return first.trace
}
