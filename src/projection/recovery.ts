/**
 * For each failure of a node: how long until the manager noticed, and how long each slot that lost
 * its last copy within reach was without one. Node failures of one moment are one incident.
 */
import type { Trace } from '../model/trace.ts'
import { readingOf } from './managers/registry.ts'
import type { Outage } from './outages.ts'
import { createFaults, type FaultKind } from './story/faults.ts'
import type { Row, Visitor } from './walk.ts'

export interface Recovery {
  readonly node: number
  readonly name: string
  readonly kind: FaultKind
  readonly failedUs: number
  readonly failedRow: number
  /** When the manager gave it up, -1 if it never did before the node came back. */
  readonly noticedUs: number
  readonly noticedRow: number
  /** When the node came back, -1 if it did not. */
  readonly recoveredUs: number
  /** The slots that lost their last copy with it. */
  readonly lost: readonly LostSlot[]
}

export interface LostSlot {
  readonly slot: number
  readonly end: Outage['end']
  /** Time without a copy within reach; up to the end of the trace when it never came back. */
  readonly downtimeUs: number
  /** A new container took the slot, instead of the old one's running again. */
  readonly moved: boolean
}

/** Several failures in numbers. */
export interface Incident {
  readonly kind: FaultKind
  readonly failedUs: number
  readonly nodes: readonly string[]
  readonly noticed: number
  /** Time to detect over the noticed nodes, `undefined` if none was. */
  readonly detection: Range | undefined
  readonly lost: number
  readonly moved: number
  readonly back: number
  readonly open: number
  /** Time from losing a slot to its running again, over those that came back. */
  readonly reschedule: Range | undefined
}

/** In microseconds. */
export interface Range {
  readonly minUs: number
  readonly medianUs: number
  readonly maxUs: number
}

export interface RecoveryTracker extends Visitor {
  /** @param outages all outages by `runsWithinReach`, ended or not */
  recoveries(outages: readonly Outage[]): readonly Recovery[]
}

type Draft = { -readonly [Key in keyof Omit<Recovery, 'lost'>]: Recovery[Key] }

export function createRecoveryTracker(trace: Trace): RecoveryTracker {
  const drafts: Draft[] = []
  const latest = new Map<number, Draft>()
  const faults = createFaults(trace)
  const { isNotice } = readingOf(trace.model)
  return {
    after(row: Row, cluster) {
      const { type, a: node, timeUs } = row
      const before = faults.of(node)
      faults.after?.(row, cluster)
      const fault = type.startsWith('node.') ? faults.of(node) : undefined
      if (fault && fault !== before) {
        const draft: Draft = {
          node,
          name: trace.model.nodes[node].name,
          kind: fault.kind,
          failedUs: timeUs,
          failedRow: row.row,
          noticedUs: -1,
          noticedRow: -1,
          recoveredUs: -1,
        }
        drafts.push(draft)
        latest.set(node, draft)
      }
      const draft = latest.get(node)
      if (!draft) return
      if (draft.noticedUs < 0 && isNotice(row, cluster)) {
        draft.noticedUs = timeUs
        draft.noticedRow = row.row
      }
      const isReturn = type === 'node.recovered' || type === 'node.joined'
      if (isReturn && draft.recoveredUs < 0) draft.recoveredUs = timeUs
    },
    recoveries(outages) {
      const key = (node: number, timeUs: number) => `${node} ${timeUs}`
      const byFault = new Map<string, Outage[]>()
      for (const outage of outages) {
        const name = key(outage.node, outage.lostUs)
        const found = byFault.get(name)
        if (found) found.push(outage)
        else byFault.set(name, [outage])
      }
      return drafts.map((draft) => ({
        ...draft,
        lost: (byFault.get(key(draft.node, draft.failedUs)) ?? []).map(lostSlot),
      }))
    },
  }
}

function lostSlot({ slot, end, lostUs, endUs, container, back }: Outage): LostSlot {
  return { slot, end, downtimeUs: endUs - lostUs, moved: back >= 0 && back !== container }
}

/** Failures of one kind at one moment as one row. */
export function incidents(recoveries: readonly Recovery[]): Incident[] {
  const groups = new Map<string, Recovery[]>()
  for (const recovery of recoveries) {
    const key = `${recovery.kind} ${recovery.failedUs}`
    const group = groups.get(key)
    if (group) group.push(recovery)
    else groups.set(key, [recovery])
  }
  return [...groups.values()].map((group) => {
    const lost = group.flatMap((recovery) => recovery.lost)
    const back = lost.filter(({ end }) => end === 'back')
    const noticed = group.filter(({ noticedUs }) => noticedUs >= 0)
    return {
      kind: group[0].kind,
      failedUs: group[0].failedUs,
      nodes: group.map(({ name }) => name),
      noticed: noticed.length,
      detection: rangeOf(noticed.map(({ failedUs, noticedUs }) => noticedUs - failedUs)),
      lost: lost.length,
      moved: lost.filter(({ moved }) => moved).length,
      back: back.length,
      open: lost.filter(({ end }) => end === 'open').length,
      reschedule: rangeOf(back.map(({ downtimeUs }) => downtimeUs)),
    }
  })
}

function rangeOf(values: readonly number[]): Range | undefined {
  if (values.length === 0) return undefined
  const sorted = [...values].sort((one, other) => one - other)
  const middle = sorted.length >> 1
  const medianUs =
    sorted.length % 2 === 1 ? sorted[middle] : Math.round((sorted[middle - 1] + sorted[middle]) / 2)
  return { minUs: sorted[0], medianUs, maxUs: sorted[sorted.length - 1] }
}
