/**
 * What the scheduler keeps per service: its active tasks on every node, its current spec version,
 * and where its tasks have failed lately. Tasks without a service share the one named `''`.
 */
import { growInt32 } from '../../sim/growable.ts'

export interface Service {
  readonly id: string
  readonly index: number
  /** Active tasks per node slot. */
  counts: Int32Array
  /** Of the service as it is now; `undefined` when there is no such service (any more). */
  specVersion: number | undefined
  /** Times of failures by spec version, then by node slot, oldest first. */
  readonly failures: Map<number, Map<number, number[]>>
}

export interface Services {
  readonly byId: Map<string, Service>
  readonly list: Service[]
}

/** Spec version of a task that has none and is therefore scheduled by itself. */
export const oneOff = -1

/** How long a failure counts, and from how many on a node is shunned: the original's constants. */
export const failureMemoryUs = 5 * 60 * 1_000_000
export const failuresMax = 5

export function createServices(): Services {
  return { byId: new Map(), list: [] }
}

export function serviceOf(services: Services, id: string): Service {
  const known = services.byId.get(id)
  if (known !== undefined) return known
  const index = services.list.length
  const counts = new Int32Array(0)
  const service: Service = { id, index, counts, specVersion: undefined, failures: new Map() }
  services.byId.set(id, service)
  services.list.push(service)
  return service
}

/** The counts, with room for all slots. */
export function countsOf(service: Service, slots: number): Int32Array {
  if (service.counts.length < slots) service.counts = growInt32(service.counts, slots)
  return service.counts
}

export function noteFailure(
  service: Service,
  version: number,
  { slot, timeUs }: { readonly slot: number; readonly timeUs: number },
): void {
  let bySlot = service.failures.get(version)
  if (bySlot === undefined) {
    bySlot = new Map()
    service.failures.set(version, bySlot)
  }
  const recent = (bySlot.get(slot) ?? []).filter((at) => timeUs - at < failureMemoryUs)
  bySlot.set(slot, [...recent, timeUs])
}

/** A removed node takes its failures and its tasks with it. */
export function forgetNode(services: Services, slot: number): void {
  for (const { counts, failures } of services.list) {
    if (slot < counts.length) counts[slot] = 0
    for (const bySlot of failures.values()) bySlot.delete(slot)
  }
}

/** Failures of this spec version on each node within the last five minutes; nodes without are absent. */
export function recentFailures(
  service: Service,
  version: number,
  timeUs: number,
): ReadonlyMap<number, number> | undefined {
  const bySlot = service.failures.get(version)
  if (bySlot === undefined) return undefined
  const counts = new Map<number, number>()
  for (const [slot, times] of bySlot) {
    const recent = times.filter((at) => timeUs - at <= failureMemoryUs).length
    if (recent > 0) counts.set(slot, recent)
    else bySlot.delete(slot)
  }
  if (bySlot.size === 0) service.failures.delete(version)
  return counts.size === 0 ? undefined : counts
}
