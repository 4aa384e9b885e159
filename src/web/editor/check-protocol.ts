/** What the editor and the worker that checks its text say to each other. */

import type { Issue } from '../../scenario/index.ts'
import type { ScenarioFiles } from '../run/protocol.ts'
import type { JsonSchema } from './schema-words.ts'

export interface CheckRequest {
  readonly id: number
  readonly scenario: ScenarioFiles
}

export interface Checked {
  readonly errors: readonly Issue[]
  /** Warnings, and keys that change nothing. */
  readonly notes: readonly Issue[]
  /** Files that the scenario reads, itself included. */
  readonly reads: readonly string[]
}

export type CheckAnswer =
  | { readonly type: 'schema'; readonly schema: JsonSchema }
  | { readonly type: 'checked'; readonly id: number; readonly checked: Checked }
