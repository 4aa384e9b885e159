/**
 * Generic resources of a node: counted ones (four licences) and sets of named ones (GPUs by their
 * UUIDs). A kind that is used up is no longer there at all, as in the original, and comes back when
 * a task returns some. A task asks for a number in either case.
 */
import type { GenericResource } from './node.ts'
import type { GenericReservation } from './task-spec.ts'

/** What is free, by kind: a number, or names in the order in which they are given out. */
export type GenericPool = Map<string, number | string[]>

/** What one task holds. */
export type GenericClaim = readonly GenericResource[]

export function poolOf(resources: readonly GenericResource[]): GenericPool {
  const pool: GenericPool = new Map()
  for (const resource of resources) {
    pool.set(resource.kind, 'names' in resource ? [...resource.names] : resource.value)
  }
  return pool
}

export function hasEnough(pool: GenericPool, { kind, value }: GenericReservation): boolean {
  return value <= freeOf(pool, kind) && pool.has(kind)
}

/** How many of a kind are free. */
export function freeOf(pool: GenericPool, kind: string): number {
  const free = pool.get(kind) ?? 0
  return typeof free === 'number' ? free : free.length
}

/** Takes what is asked for out of the pool; nothing at all if a kind is not there. */
export function claim(pool: GenericPool, wanted: readonly GenericReservation[]): GenericClaim {
  const claimed: GenericResource[] = []
  for (const { kind, value } of wanted) {
    const free = pool.get(kind)
    if (free === undefined) return []
    if (typeof free !== 'number') claimed.push({ kind, names: free.slice(0, value) })
    else if (free >= value && value !== 0) claimed.push({ kind, value })
  }
  take(pool, claimed)
  return claimed
}

/** Takes resources that a task is known to hold out of the pool of its node. */
export function take(pool: GenericPool, claimed: GenericClaim): void {
  for (const resource of claimed) {
    const { kind } = resource
    const free = pool.get(kind)
    if ('names' in resource && typeof free === 'object') {
      const left = free.filter((name) => !resource.names.includes(name))
      if (left.length === 0) pool.delete(kind)
      else pool.set(kind, left)
    } else if ('value' in resource && typeof free === 'number') {
      if (free <= resource.value) pool.delete(kind)
      else pool.set(kind, free - resource.value)
    }
  }
}

/** Puts back what a task held, but never more than the node has by now. */
export function giveBack(
  pool: GenericPool,
  claimed: GenericClaim,
  total: readonly GenericResource[],
): void {
  const most = poolOf(total)
  for (const resource of claimed) {
    const { kind } = resource
    const limit = most.get(kind)
    const free = pool.get(kind)
    if (limit === undefined) pool.delete(kind)
    else if ('names' in resource && typeof limit === 'object') {
      const names = typeof free === 'object' ? free : []
      pool.set(kind, [...names, ...resource.names.filter((name) => limit.includes(name))])
    } else if ('value' in resource && typeof limit === 'number') {
      pool.set(kind, Math.min(limit, (typeof free === 'number' ? free : 0) + resource.value))
    } else {
      // The kind changed from counted to named, or back: it starts anew.
      pool.set(kind, limit)
    }
  }
}
