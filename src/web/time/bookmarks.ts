/**
 * Moments that a person marked, kept per scenario in this browser. A small machine of its own: they
 * belong to the scenario and stay when its runs go.
 */
import { assign, createActor, setup } from 'xstate'
import type { LoadedRun } from '../run/loaded-run.ts'

export interface Bookmark {
  readonly timeUs: number
  readonly name: string
}

interface BookmarksContext {
  /** Scenario they belong to; `''` while nothing is open. */
  readonly scenario: string
  readonly bookmarks: readonly Bookmark[]
  /** The browser did not keep them: they are gone when the page is closed. */
  readonly isUnkept: boolean
}

type BookmarksEvent =
  | { readonly type: 'opened'; readonly scenario: string }
  | { readonly type: 'added' | 'removed'; readonly timeUs: number }
  | { readonly type: 'renamed'; readonly timeUs: number; readonly name: string }

/** More than anybody names in one run. */
const bookmarksMax = 100

const prefix = 'reberth.bookmarks.'

const bookmarksMachine = setup({
  types: { context: {} as BookmarksContext, events: {} as BookmarksEvent },
}).createMachine({
  id: 'bookmarks',
  context: { scenario: '', bookmarks: [], isUnkept: false },
  on: {
    opened: {
      actions: assign(({ event: { scenario } }) => ({ scenario, bookmarks: read(scenario) })),
    },
    added: { actions: assign(({ context, event }) => keep(context, added(context, event))) },
    removed: {
      actions: assign(({ context, event: { timeUs } }) =>
        keep(
          context,
          context.bookmarks.filter((one) => one.timeUs !== timeUs),
        ),
      ),
    },
    renamed: {
      actions: assign(({ context, event: { timeUs, name } }) =>
        keep(
          context,
          context.bookmarks.map((one) => (one.timeUs === timeUs ? { timeUs, name } : one)),
        ),
      ),
    },
  },
})

export const bookmarksActor = createActor(bookmarksMachine).start()

/** The first run of a scenario and its branches share their bookmarks. */
export function scenarioOf({ trace, scenario }: LoadedRun): string {
  return `${scenario?.path ?? 'trace'} ${trace.model.name}`
}

/** The list with one more, in order of time; a moment has one bookmark at most. */
export function added(
  { bookmarks }: Pick<BookmarksContext, 'bookmarks'>,
  event: { readonly timeUs: number },
): readonly Bookmark[] {
  const timeUs = Math.round(event.timeUs)
  const isThere = bookmarks.some((one) => one.timeUs === timeUs)
  if (isThere || bookmarks.length === bookmarksMax) return bookmarks
  const numbers = bookmarks.map(({ name }) => Number(/^Bookmark (\d+)$/.exec(name)?.[1] ?? 0))
  const name = `Bookmark ${Math.max(0, ...numbers) + 1}`
  return [...bookmarks, { timeUs, name }].sort((one, other) => one.timeUs - other.timeUs)
}

function keep(
  { scenario }: BookmarksContext,
  bookmarks: readonly Bookmark[],
): Partial<BookmarksContext> {
  try {
    if (bookmarks.length === 0) localStorage.removeItem(prefix + scenario)
    else localStorage.setItem(prefix + scenario, JSON.stringify(bookmarks))
    return { bookmarks, isUnkept: false }
  } catch {
    return { bookmarks, isUnkept: true }
  }
}

function read(scenario: string): readonly Bookmark[] {
  try {
    return parseBookmarks(localStorage.getItem(prefix + scenario))
  } catch {
    return []
  }
}

/** What is kept may be of another version, or of somebody's hand: what is no bookmark is left out. */
export function parseBookmarks(text: string | null): readonly Bookmark[] {
  const kept: unknown = JSON.parse(text ?? '[]')
  if (!Array.isArray(kept)) return []
  return kept
    .flatMap((one: Partial<Bookmark> | null): Bookmark[] => {
      const { timeUs, name } = one ?? {}
      const isOne = typeof timeUs === 'number' && timeUs >= 0 && typeof name === 'string'
      return isOne ? [{ timeUs, name: name.slice(0, 80) }] : []
    })
    .slice(0, bookmarksMax)
}
