/** Undo of the editor brings back a text together with the file that it was. */
import { history, undo } from '@codemirror/commands'
import { EditorState, type Transaction } from '@codemirror/state'
import { expect, test } from 'vitest'
import { scenarioOf, setSource, sourceField } from '../../../src/web/editor/source-field.ts'

test('undoing the opening of another scenario brings back text, name and files', () => {
  const first = { path: 'a.yaml', files: { 'a.yaml': 'name: a', 'app.yml': 'web: {}' } }
  const second = { path: 'b.yaml', files: { 'b.yaml': 'name: b' } }
  let state = EditorState.create({
    doc: 'name: a, edited',
    extensions: [history(), sourceField(first)],
  })
  const dispatch = (transaction: Transaction) => {
    state = transaction.state
  }
  dispatch(
    state.update({
      changes: { from: 0, to: state.doc.length, insert: 'name: b' },
      effects: setSource.of(second),
    }),
  )
  expect(scenarioOf(state)).toEqual(second)
  undo({ state, dispatch })
  expect(scenarioOf(state)).toEqual({
    path: 'a.yaml',
    files: { 'a.yaml': 'name: a, edited', 'app.yml': 'web: {}' },
  })
})
