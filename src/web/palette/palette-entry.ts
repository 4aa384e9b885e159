/** One line of the palette, what lines are made from, and how a verb is told from what follows it. */
import type { LoadedRun } from '../run/loaded-run.ts'
import type { Intervention } from '../state/interventions.ts'
import type { WorkbenchContext, WorkbenchEvent } from '../state/workbench-context.ts'
import { fitOf } from './fuzzy.ts'

export interface PaletteEntry {
  /** What would be typed for it: `crash node-2`. */
  readonly words: string
  readonly does: string
  /** Smaller fits better. */
  readonly score: number
  readonly act:
    | { readonly type: 'intervene'; readonly intervention: Intervention }
    | { readonly type: 'send'; readonly event: WorkbenchEvent }
    /** Presses a button of the page, so that both do the same. */
    | { readonly type: 'press'; readonly selector: string }
    /** Puts the words into the field, to be gone on with. */
    | { readonly type: 'complete' }
    /** It cannot be done now; what it does says why. */
    | { readonly type: 'refused' }
    | { readonly type: 'open'; readonly path: string }
}

/** What the entries are made from. */
export interface PaletteInput {
  readonly text: string
  readonly context: WorkbenchContext
  readonly run: LoadedRun | undefined
  /** Scenarios that come with the product. */
  readonly scenarios: readonly string[]
}

/** Splits at the verb: `cut off node-3` has a verb of two words. */
export function afterVerb(
  text: string,
  verb: string,
): { readonly score: number; readonly rest: string } | undefined {
  const words = text.trim().split(/\s+/)
  const length = verb.split(' ').length
  const typed = words.slice(0, length).join(' ')
  const score = fitOf(typed, verb)
  if (score !== undefined) return { score, rest: words.slice(length).join(' ') }
  // A verb of two words may be begun with its first alone.
  const first = length > 1 ? fitOf(words[0], verb) : undefined
  return first === undefined ? undefined : { score: first, rest: words.slice(1).join(' ') }
}
