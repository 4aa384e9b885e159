/**
 * Which file the text is, and what lies beside it, as part of the editor's state: undoing the
 * opening of another scenario brings back the old text as the file that it was.
 */
import { invertedEffects } from '@codemirror/commands'
import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state'
import type { ScenarioFiles } from '../run/protocol.ts'

export const setSource = StateEffect.define<ScenarioFiles>()

const nothing: ScenarioFiles = { path: 'scenario.yaml', files: {} }

const field = StateField.define<ScenarioFiles>({
  create: () => nothing,
  update(source, { effects }) {
    return effects.findLast((effect) => effect.is(setSource))?.value ?? source
  },
})

const undone = invertedEffects.of(({ startState, effects }) =>
  effects.some((effect) => effect.is(setSource)) ? [setSource.of(startState.field(field))] : [],
)

export function sourceField(first: ScenarioFiles): Extension {
  return [field.init(() => first), undone]
}

/** The scenario as it is written now. */
export function scenarioOf(state: EditorState): ScenarioFiles {
  const source = state.field(field)
  return { ...source, files: { ...source.files, [source.path]: state.doc.toString() } }
}
