/**
 * The text that is being written, kept by the browser so that it outlives a reload. Only files that
 * the scenario reads are kept with it.
 */
import type { ScenarioFiles } from '../run/protocol.ts'

/** What of the browser's storage is needed here. */
export type DraftStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export const draftKey = 'reberth.draft'

/** @returns whether the browser took it. */
export function keepDraft(store: DraftStore, draft: ScenarioFiles): boolean {
  try {
    store.setItem(draftKey, JSON.stringify(draft))
    return true
  } catch {
    return false // Full, or forbidden: the person is told.
  }
}

/** Nothing where there is none, and where something else stands in its place. */
export function readDraft(store: DraftStore): ScenarioFiles | undefined {
  try {
    const kept: unknown = JSON.parse(store.getItem(draftKey) ?? 'null')
    return isDraft(kept) ? kept : undefined
  } catch {
    return undefined
  }
}

export function dropDraft(store: DraftStore): void {
  try {
    store.removeItem(draftKey)
  } catch {
    // A forbidden storage holds nothing to drop.
  }
}

function isDraft(value: unknown): value is ScenarioFiles {
  if (typeof value !== 'object' || value === null) return false
  const { path, files } = value as Partial<ScenarioFiles>
  if (typeof path !== 'string' || typeof files !== 'object' || files === null) return false
  return typeof files[path] === 'string'
}
