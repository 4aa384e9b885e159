/**
 * Changes of the store between two commits, and what becomes of them. A change is there at once for
 * whoever makes it; a commit states the changes and tells those who watch, once the managers' quorum
 * has the entry. Until then the leader does nothing else (the original holds its store's lock), and
 * what no quorum ever gets is undone.
 */
import type { SwarmChangeType, SwarmContext } from '../context.ts'
import type { Loop } from './loop.ts'
import type { StoreChange } from './store.ts'

export type Watcher = (changes: readonly StoreChange[]) => void

export interface Transactions {
  /** States a change with the next commit. `undo` is called if that never happens. */
  stage(change: StagedChange): void
  /** What those who watch are told with the next commit. */
  tell(change: StoreChange): void
  commit(): void
  watch(watcher: Watcher): () => void
}

export interface StagedChange {
  readonly type: SwarmChangeType
  readonly a: number
  readonly b?: number
  readonly c?: number
  readonly undo: () => void
}

export function createTransactions(context: SwarmContext, loop: Loop): Transactions {
  const watchers = new Set<Watcher>()
  let staged: StagedChange[] = []
  let changes: StoreChange[] = []

  function state(committed: readonly StagedChange[]): void {
    for (const { type, a, b = 0, c = 0 } of committed) context.emit(type, a, b, c)
  }

  /** Told in their turn: after what waits already, and not before the loop goes on. */
  function tellWatchers(committed: readonly StoreChange[]): void {
    for (const watcher of watchers) {
      loop.soon(() => {
        if (watchers.has(watcher)) watcher(committed)
      })
    }
  }

  return {
    stage(change) {
      staged.push(change)
    },
    tell(change) {
      changes.push(change)
    },
    commit() {
      if (changes.length === 0) return
      const entry = { staged, changes }
      staged = []
      changes = []
      tellWatchers(entry.changes)
      if (context.replicate === undefined) {
        state(entry.staged)
        return
      }
      const release = loop.hold()
      context.replicate({
        committed() {
          state(entry.staged)
          release()
        },
        abandoned: release,
        dropped() {
          for (const change of entry.staged.reverse()) change.undo()
        },
        // The next leader has it in its log: it is part of the store that this one begins with.
        survived: () => state(entry.staged),
      })
    },
    watch(watcher) {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
  }
}
