/**
 * What the search field finds now. It is looked for once per moment and shared by the picture, the
 * tables and the count beside the field; while a large run plays it is not looked for on every frame.
 */
import type { HarbourInput } from '../../projection/harbour.ts'
import { parseSearch, type Search, vocabularyOf } from '../../projection/search.ts'
import { type SearchMatches, searchMatches } from '../../projection/search-match.ts'
import { harbourOf, type LoadedRun } from '../run/loaded-run.ts'
import type { WorkbenchContext } from '../state/workbench-context.ts'
import { useWorkbench } from '../state/workbench-react.ts'

/** From so many containers on a search costs more than a frame has. */
const slowContainers = 10_000
/** Then it is made again after so much wall-clock time. */
const slowMs = 250

interface Made {
  run?: LoadedRun
  key: string
  madeMs: number
  matches: SearchMatches | undefined
}

let last: Made = { key: '', madeMs: 0, matches: undefined }

const vocabularies = new WeakMap<LoadedRun, ReturnType<typeof vocabularyOf>>()

export function searchOf(run: LoadedRun, query: string): Search {
  let vocabulary = vocabularies.get(run)
  if (vocabulary === undefined) {
    vocabulary = vocabularyOf(run.trace)
    vocabularies.set(run, vocabulary)
  }
  return parseSearch(query, vocabulary)
}

/** Undefined while nothing is searched for. */
export function foundIn(
  run: LoadedRun,
  context: Pick<WorkbenchContext, 'query' | 'timeUs' | 'position' | 'truth' | 'measure'>,
  harbour: HarbourInput = harbourOf(run, context),
): SearchMatches | undefined {
  const { query, position, timeUs, truth } = context
  if (query.trim() === '') return undefined
  const about = `${query}\n${truth}`
  const key = `${about}\n${position}/${timeUs}`
  if (last.run === run && last.key === key) return last.matches
  const nowMs = performance.now()
  const isLarge = run.trace.tables.containers.length >= slowContainers
  const isSame = last.run === run && last.key.startsWith(`${about}\n`)
  if (isLarge && isSame && nowMs - last.madeMs < slowMs) return last.matches
  const matches = searchMatches(harbour, searchOf(run, query).terms)
  last = { run, key, madeMs: nowMs, matches }
  return matches
}

/** The same for a component that shows the current moment. */
export function useFound(run: LoadedRun): SearchMatches | undefined {
  const context = useWorkbench((whole) => (whole.query === '' ? undefined : whole))
  return context === undefined ? undefined : foundIn(run, context)
}
