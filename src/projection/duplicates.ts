/** Every time more than one copy of a slot really ran: from when to when, and how many. */
import type { Trace } from '../model/trace.ts'
import type { Visitor } from './walk.ts'

export interface DuplicateRow {
  readonly slot: number
  readonly service: string
  readonly name: string
  readonly fromUs: number
  /** -1 while there is still more than one at the end. */
  readonly untilUs: number
  /** Largest number of copies at one time. */
  readonly copies: number
}

export interface DuplicateTracker extends Visitor {
  /** In the order in which they began. */
  rows(): readonly DuplicateRow[]
}

type Draft = { -readonly [Key in keyof DuplicateRow]: DuplicateRow[Key] }

export function createDuplicateTracker({ tables }: Trace): DuplicateTracker {
  const drafts: Draft[] = []
  const open = new Map<number, Draft>()
  return {
    after({ type, a, timeUs }, { slots }) {
      if (!type.startsWith('container.')) return
      const slot = tables.containers[a].slot
      if (slot < 0) return
      const copies = slots.running[slot]
      const draft = open.get(slot)
      if (copies > 1 && !draft) {
        const { service, name } = tables.slots[slot]
        const begun: Draft = { slot, service, name, fromUs: timeUs, untilUs: -1, copies }
        drafts.push(begun)
        open.set(slot, begun)
      } else if (copies > 1 && draft) draft.copies = Math.max(draft.copies, copies)
      else if (draft) {
        draft.untilUs = timeUs
        open.delete(slot)
      }
    },
    rows: () => drafts,
  }
}
