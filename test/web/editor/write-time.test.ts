/** Times that are dragged or stepped, in the text and its history, without a page. */
import { history, undo, undoDepth } from '@codemirror/commands'
import { EditorState, type Transaction } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { expect, test } from 'vitest'
import { createActor } from 'xstate'
import { datedEntries } from '../../../src/web/editor/dated-entries.ts'
import { timesMachine } from '../../../src/web/editor/times-machine.ts'
import { entriesField, setTime, settleTime, tryTime } from '../../../src/web/editor/write-time.ts'

const text = `timeline:
  # The power goes.
  - { at: "30s",   fault: crash, node: node-2 } # here
  - { at: *t, fault: recover, node: node-2 }
`
const second = 1_000_000

/** What of a view is needed where there is no page. */
function fieldWith(doc: string) {
  let state = EditorState.create({ doc, extensions: [history(), entriesField] })
  const view = {
    get state() {
      return state
    },
    dispatch(spec: Parameters<EditorState['update']>[0]) {
      state = state.update(spec).state
    },
    update(transactions: readonly Transaction[]) {
      for (const transaction of transactions) state = transaction.state
    },
  } as unknown as EditorView
  const actor = createActor(timesMachine).start()
  actor.on('tried', ({ held }) => tryTime(view, held))
  actor.on('settled', ({ held }) => settleTime(view, held))
  actor.on('set', ({ index, atUs }) => setTime(view, index, atUs))
  actor.send({ type: 'read', entries: datedEntries(doc) })
  return {
    actor,
    view,
    textNow: () => state.doc.toString(),
    steps: () => undoDepth(state),
    undo: () => undo({ state, dispatch: (one) => view.update([one]) }),
  }
}

test('a drag writes only the characters of the time, and is one step of the history', () => {
  const { actor, textNow, steps, undo: back } = fieldWith(text)
  actor.send({ type: 'grabbed', index: 0 })
  for (const seconds of [31, 45, 119, 150]) actor.send({ type: 'moved', atUs: seconds * second })
  expect(textNow()).toBe(text.replace('30s', '2m30s'))
  expect(steps()).toBe(0)
  actor.send({ type: 'released' })
  expect(textNow()).toBe(text.replace('30s', '2m30s'))
  expect(steps()).toBe(1)
  back()
  expect(textNow()).toBe(text)
})

test('what was typed before a drag is a step of its own', () => {
  const { actor, view, textNow, undo: back } = fieldWith(text)
  view.dispatch({ changes: { from: 0, insert: 'until: 5m\n' } })
  actor.send({ type: 'grabbed', index: 0 })
  actor.send({ type: 'moved', atUs: 40 * second })
  actor.send({ type: 'released' })
  back()
  expect(textNow()).toBe(`until: 5m\n${text}`)
  back()
  expect(textNow()).toBe(text)
})

test('a drag that is given up, or ends where it began, leaves no step behind', () => {
  const { actor, textNow, steps } = fieldWith(text)
  actor.send({ type: 'grabbed', index: 0 })
  actor.send({ type: 'moved', atUs: 40 * second })
  actor.send({ type: 'cancelled' })
  expect(textNow()).toBe(text)
  actor.send({ type: 'grabbed', index: 0 })
  actor.send({ type: 'moved', atUs: 40 * second })
  actor.send({ type: 'moved', atUs: 30 * second })
  actor.send({ type: 'released' })
  expect(textNow()).toBe(text)
  expect(steps()).toBe(0)
})

test('an entry whose time is written elsewhere cannot be grabbed and is not written', () => {
  const { actor, view, textNow } = fieldWith(text)
  actor.send({ type: 'grabbed', index: 1 })
  expect(actor.getSnapshot().value).toBe('resting')
  expect(setTime(view, 1, second)).toBe(false)
  actor.send({ type: 'stepped', index: 0, atUs: 31 * second })
  expect(textNow()).toBe(text.replace('30s', '31s'))
})
