/**
 * The log of one member, as it lies on its disk. An entry is the term in which it was proposed, and
 * perhaps a change of the members; what the managers write is not kept here. Indexes start at 1.
 */
import { fail } from '../../../sim/assert.ts'

export interface ConfigChange {
  readonly type: 'add' | 'remove'
  readonly member: number
  /** Which of the member's identities: one that was removed joins again as somebody else. */
  readonly life: number
}

/** Entries as they travel: one term each, and the changes among them by their index. */
export interface Entries {
  readonly terms: readonly number[]
  readonly changes: readonly (readonly [index: number, change: ConfigChange])[]
}

export interface Snapshot {
  readonly index: number
  readonly term: number
  readonly members: readonly number[]
  readonly removed: readonly number[]
}

export class RaftLog {
  commitIndex = 0
  snapshot: Snapshot = { index: 0, term: 0, members: [], removed: [] }
  /** The term of `before`, and of each entry after it. */
  private terms: number[] = [0]
  /** Entries up to this one were compacted away; of the last of them the term is still known. */
  private before = 0
  private readonly changes = new Map<number, ConfigChange>()

  get lastIndex(): number {
    return this.before + this.terms.length - 1
  }

  get lastTerm(): number {
    return this.terms[this.terms.length - 1]
  }

  /** Undefined when it is not, or no longer, in the log. */
  termAt(index: number): number | undefined {
    return index < this.before ? undefined : this.terms[index - this.before]
  }

  changeAt(index: number): ConfigChange | undefined {
    return this.changes.get(index)
  }

  push(term: number, change?: ConfigChange): number {
    this.terms.push(term)
    if (change) this.changes.set(this.lastIndex, change)
    return this.lastIndex
  }

  /** From this index to the end; undefined when the entry before it is compacted away. */
  entriesFrom(index: number): Entries | undefined {
    if (index <= this.before) return undefined
    const terms = this.terms.slice(index - this.before)
    const changes: [number, ConfigChange][] = []
    for (const [at, change] of this.changes) if (at >= index) changes.push([at, change])
    return { terms, changes }
  }

  /** Takes what is new or different after `previous`. True if the log changed. */
  merge(previous: number, { terms, changes }: Entries): boolean {
    let index = previous + 1
    for (const term of terms) {
      if (index > this.lastIndex || this.termAt(index) !== term) break
      index++
    }
    if (index > previous + terms.length) return false
    this.truncate(index - 1)
    for (const term of terms.slice(index - previous - 1)) this.terms.push(term)
    for (const [at, change] of changes) if (at >= index) this.changes.set(at, change)
    return true
  }

  /** Throws away what comes after this index. */
  truncate(lastIndex: number): void {
    if (lastIndex < this.commitIndex) fail(`entry ${lastIndex + 1} of a log is committed`)
    this.terms.length = Math.max(1, lastIndex - this.before + 1)
    for (const at of [...this.changes.keys()]) if (at > lastIndex) this.changes.delete(at)
  }

  /** The last entry up to `index` whose term is not above: where two logs may still agree. */
  lastWithin(index: number, term: number): number {
    let at = index
    for (let own = this.termAt(at); own !== undefined && own > term; own = this.termAt(at)) at--
    return at
  }

  /** The other log is at least as far: its owner may be elected. */
  isNoFurtherThan(lastIndex: number, lastTerm: number): boolean {
    return lastTerm > this.lastTerm || (lastTerm === this.lastTerm && lastIndex >= this.lastIndex)
  }

  /** The snapshot is of all that is committed; `kept` entries before it stay in the log. */
  compact(snapshot: Snapshot, kept: number): void {
    this.snapshot = snapshot
    const before = snapshot.index - kept
    if (before <= this.before) return
    this.terms = this.terms.slice(before - this.before)
    this.before = before
    for (const at of [...this.changes.keys()]) if (at <= before) this.changes.delete(at)
  }

  /** The snapshot of another takes the place of the whole log. */
  restore(snapshot: Snapshot): void {
    this.snapshot = snapshot
    this.terms = [snapshot.term]
    this.before = snapshot.index
    this.commitIndex = snapshot.index
    this.changes.clear()
  }
}
