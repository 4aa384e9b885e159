/** How far somebody is in each lesson, kept in this browser only. */
import type { Hands } from './hands.ts'
import type { Mark } from './mark.ts'

export interface Progress {
  readonly index: number
  /** By the number of the question's scene. */
  readonly marks: Readonly<Record<number, Mark>>
  /** What a class said, the same way. It was not kept at first. */
  readonly hands?: Readonly<Record<number, Hands>>
  readonly isDone: boolean
}

const storageKey = 'reberth.lessons'

export function readProgress(): Readonly<Record<string, Progress>> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}')
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, Progress>) : {}
  } catch {
    return {} // Forbidden or damaged: every lesson begins at its beginning.
  }
}

/** @returns what a person has to know, `''` when it is kept */
export function keepProgress(path: string, progress: Progress): string {
  try {
    localStorage.setItem(storageKey, JSON.stringify({ ...readProgress(), [path]: progress }))
    return ''
  } catch {
    return 'Your place in this lesson could not be kept: this browser’s storage is full or forbidden. The lesson goes on; after a reload it begins anew.'
  }
}
