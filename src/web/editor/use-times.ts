/** Ties the times of the timeline to the text field: what stands there goes out, orders come in. */
import { redo, undo } from '@codemirror/commands'
import { EditorView } from '@codemirror/view'
import { type RefObject, useEffect } from 'react'
import type { EditorContext, EditorEvent } from './editor-machine.ts'
import { setPointed } from './text-times.ts'
import { timesActor } from './times-machine.ts'
import { entriesField, setTime, settleTime, tryTime } from './write-time.ts'

export interface TimesTies {
  readonly view: RefObject<EditorView | undefined>
  readonly send: (event: EditorEvent) => void
  /** What was written last. */
  readonly scenario: EditorContext['scenario']
}

export function useTimes({ view, send, scenario }: TimesTies): void {
  useEffect(() => follow(view, send), [view, send])
  // With each change of the text the editor's scenario is another one.
  useEffect(() => {
    if (scenario === undefined || view.current === undefined) return
    timesActor.send({ type: 'read', entries: view.current.state.field(entriesField) })
  }, [view, scenario])
}

function follow(view: TimesTies['view'], send: TimesTies['send']): () => void {
  const { unsubscribe } = timesActor.on('*', (order) => {
    const { current } = view
    if (current === undefined) return
    switch (order.type) {
      case 'tried':
        send({ type: 'held' })
        return tryTime(current, order.held)
      case 'settled':
        settleTime(current, order.held)
        return send({ type: 'released' })
      case 'set':
        return void setTime(current, order.index, order.atUs)
      case 'reveal':
        return reveal(current, order.index)
      case 'point':
        return current.dispatch({ effects: setPointed.of(order.index) })
      case 'undo':
        return void undo(current)
      case 'redo':
        return void redo(current)
    }
  })
  return () => {
    timesActor.send({ type: 'cancelled' })
    timesActor.send({ type: 'read', entries: [] })
    unsubscribe()
  }
}

/** As a clicked berth shows its entry, a mark shows its own. */
function reveal(view: EditorView, index: number): void {
  const entry = view.state.field(entriesField)[index]
  if (entry === undefined) return
  const { from, to } = entry.time ?? entry
  view.dispatch({
    selection: { anchor: from, head: to },
    effects: EditorView.scrollIntoView(from, { y: 'center' }),
  })
}
