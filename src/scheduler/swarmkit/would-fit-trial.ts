/** A refused task, and the cluster on which changes are tried out: every change is undone before the next. */
import { nameOf, type TaskToExplain } from './explain-words.ts'
import { type Group, openGroup, rankOf, refusalOf } from './group.ts'
import type { Placer } from './scheduler.ts'
import { oneOff, serviceOf } from './services.ts'
import { type CompiledTaskSpec, compileTaskSpec, type TaskSpec } from './task-spec.ts'

/** The name of a task by its handle. */
export type TaskNames = (handle: number) => string

export interface Refused {
  readonly task: TaskToExplain
  readonly timeUs: number
  readonly names: TaskNames
}

/** A refused task, and the cluster on which changes are tried out. */
export interface Trial extends Refused {
  readonly placer: Placer
  /** The nodes that could be the task's. */
  readonly slots: readonly number[]
}

export function groupFor({ placer, task, timeUs }: Trial, spec = task.spec): Group {
  const service = serviceOf(placer.services, task.service)
  return openGroup(placer, { service, version: task.specVersion ?? oneOff, spec }, timeUs)
}

/** Names of the best nodes as the cluster is now; undefined if none passes. */
export function bestNodes(trial: Trial, spec?: CompiledTaskSpec): readonly string[] | undefined {
  const { placer, slots } = trial
  const group = groupFor(trial, spec)
  const passing = slots.filter((slot) => refusalOf(placer.cluster, group, slot) < 0)
  if (passing.length === 0) return undefined
  const ranks = passing.map((slot) => rankOf(placer.cluster, group, slot))
  const least = ranks.reduce((min, rank) => Math.min(min, rank))
  return passing.filter((_, index) => ranks[index] === least).map((slot) => nameOf(placer, slot))
}

export function changed(spec: CompiledTaskSpec, change: Partial<TaskSpec>): CompiledTaskSpec {
  return compileTaskSpec({ ...spec, ...change })
}

export const mebibyte = 2 ** 20

/** As it can be typed, without rounding. */
export function exactMemory(bytes: number): string {
  return bytes % mebibyte === 0 ? `${bytes / mebibyte}m` : `${bytes}b`
}
