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
  /** Whether a commit may fail: only then is `undo` ever called. */
  readonly mayFail: boolean
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

/** In columns: there are many, and they are read once. */
interface StagedChanges {
  readonly types: SwarmChangeType[]
  /** Three for each. */
  readonly operands: number[]
  /** Only kept where a commit may fail. */
  readonly undos: (() => void)[]
}

function nothingStaged(): StagedChanges {
  return { types: [], operands: [], undos: [] }
}

export function createTransactions(context: SwarmContext, loop: Loop): Transactions {
  const watchers = new Set<Watcher>()
  const mayFail = context.replicate !== undefined
  let staged = nothingStaged()
  let changes: StoreChange[] = []

  function state({ types, operands }: StagedChanges): void {
    let at = 0
    for (const type of types) context.emit(type, operands[at++], operands[at++], operands[at++])
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
    mayFail,
    stage({ type, a, b = 0, c = 0, undo }) {
      staged.types.push(type)
      staged.operands.push(a, b, c)
      if (mayFail) staged.undos.push(undo)
    },
    tell(change) {
      changes.push(change)
    },
    commit() {
      if (changes.length === 0) return
      const entry = { staged, changes }
      staged = nothingStaged()
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
          for (const undo of entry.staged.undos.reverse()) undo()
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
