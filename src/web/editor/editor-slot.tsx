/**
 * Where the editor stands while it is open. It is fetched when it is opened for the first time, and
 * opens by itself after a reload of a page in which it was open.
 */
import { Component, lazy, type ReactNode, Suspense, useEffect } from 'react'
import type { TimeSpan } from '../../projection/timeline-axis.ts'
import type { TimelineGeometry } from '../draw/timeline-drawing.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'

const Editor = lazy(() => import('./editor.tsx'))
const EntryMarks = lazy(async () => ({ default: (await import('./editor.tsx')).EntryMarks }))

/** Of this tab alone: whoever opens another one is to see what its address says. */
const openKey = 'reberth.editing'

export function EditorSlot() {
  const isOpen = useWorkbench(({ editing }) => editing !== undefined)
  const send = useSend()
  useEffect(() => {
    if (remembered()) send({ type: 'edit' })
  }, [send])
  useEffect(() => remember(isOpen), [isOpen])
  if (!isOpen) return null
  return (
    <Unfetched onFailed={() => send({ type: 'edit.closed' })}>
      <Suspense fallback={<p className="for-ears">The editor is being fetched.</p>}>
        <Editor />
      </Suspense>
    </Unfetched>
  )
}

interface LanesProps {
  readonly geometry: TimelineGeometry
  readonly span: TimeSpan
}

/** While the text is open its events can be moved over the lanes, too. */
export function EditorLanesSlot(props: LanesProps) {
  const isOpen = useWorkbench(({ editing }) => editing !== undefined)
  return (
    isOpen && (
      <Unfetched>
        <Suspense>
          <EntryMarks {...props} />
        </Suspense>
      </Unfetched>
    )
  )
}

interface UnfetchedProps {
  readonly children: ReactNode
  /** Nothing where another part of the page says it. */
  readonly onFailed?: () => void
}

/** A server that is gone by now must not take the whole page with it. */
class Unfetched extends Component<UnfetchedProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    const { children, onFailed } = this.props
    if (!this.state.hasFailed) return children
    if (onFailed === undefined) return null
    return (
      <section className="notice problem" role="alert">
        <p>
          <b>The editor could not be opened.</b> Is the server that gave this page still there? Save
          a branch first to keep it, then reload the page.
        </p>
        <button type="button" onClick={onFailed}>
          Close
        </button>
      </section>
    )
  }
}

function remembered(): boolean {
  try {
    return sessionStorage.getItem(openKey) === 'yes'
  } catch {
    return false // Forbidden storage remembers nothing.
  }
}

function remember(isOpen: boolean): void {
  try {
    if (isOpen) sessionStorage.setItem(openKey, 'yes')
    else sessionStorage.removeItem(openKey)
  } catch {
    // The editor is then closed after a reload.
  }
}
