/** Writes the time of an entry into the text: as a step of the history, or on trial while it is held. */
import { isolateHistory } from '@codemirror/commands'
import { type EditorState, StateField, Transaction, type TransactionSpec } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { type DatedEntry, datedEntries, timeWritten } from './dated-entries.ts'
import type { HeldEntry } from './times-machine.ts'

/** Read again with each change of the text. */
export const entriesField = StateField.define<readonly DatedEntry[]>({
  create: ({ doc }) => datedEntries(doc.toString()),
  update: (entries, { docChanged, newDoc }) =>
    docChanged ? datedEntries(newDoc.toString()) : entries,
})

/** @returns whether it has a time that can be written. */
export function setTime(view: EditorView, index: number, atUs: number): boolean {
  const time = view.state.field(entriesField)[index]?.time
  if (time === undefined) return false
  const written = timeWritten(atUs, time.written)
  if (written === time.written) return true
  view.dispatch({
    changes: { from: time.from, to: time.to, insert: written },
    effects: EditorView.announce.of(`at ${written}`),
  })
  return true
}

/** While it is held its text follows, and the history knows nothing of it. */
export function tryTime(view: EditorView, { index, atUs, written }: HeldEntry): void {
  const spec = replaced(view.state, index, timeWritten(atUs, written))
  if (spec !== undefined) view.dispatch({ ...spec, annotations: offRecord })
}

/** All of a drag is one step of the history: from what stood there before to what stands there now. */
export function settleTime(view: EditorView, held: HeldEntry): void {
  const { index, fromUs, atUs, written } = held
  const back = replaced(view.state, index, written)
  if (back === undefined) return
  const before = view.state.update({ ...back, annotations: offRecord })
  if (atUs === fromUs) {
    view.update([before])
    return
  }
  const there = replaced(before.state, index, timeWritten(atUs, written))
  const annotations = isolateHistory.of('full')
  view.update([before, before.state.update({ ...there, annotations })])
}

const offRecord = Transaction.addToHistory.of(false)

function replaced(state: EditorState, index: number, insert: string): TransactionSpec | undefined {
  const time = state.field(entriesField)[index]?.time
  return time === undefined
    ? undefined
    : { changes: { from: time.from, to: time.to, insert }, scrollIntoView: false }
}
