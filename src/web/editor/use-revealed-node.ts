/** A berth that is clicked shows the entry that makes its node. */
import { EditorView } from '@codemirror/view'
import { type RefObject, useEffect } from 'react'
import { activeRun, type WorkbenchContext } from '../state/workbench-context.ts'
import { useWorkbench } from '../state/workbench-react.ts'
import { nodeEntries } from './node-lines.ts'

export function useRevealedNode(view: RefObject<EditorView | undefined>): void {
  const name = useWorkbench(clickedNode)
  useEffect(() => {
    const current = view.current
    if (current === undefined || name === undefined) return
    const entries = nodeEntries(current.state.doc.toString())
    const entry = entries.find(({ names }) => names.includes(name))
    if (entry === undefined) return // It joins later, or its entry is half written.
    current.dispatch({
      selection: { anchor: entry.from, head: entry.to },
      effects: EditorView.scrollIntoView(entry.from, { y: 'center' }),
    })
  }, [name, view])
}

function clickedNode(context: WorkbenchContext): string | undefined {
  const { dialog, selection } = context
  const nodes = activeRun(context)?.trace.model.nodes
  if (dialog?.type === 'verbs') {
    return dialog.target.type === 'node' ? nodes?.[dialog.target.node]?.name : undefined
  }
  return selection?.type === 'node' ? nodes?.[selection.node]?.name : undefined
}
