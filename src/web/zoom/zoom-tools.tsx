/** Out of the window again, for whoever has no wheel; there only while there is a window. */
import { useSend, useWorkbench } from '../state/workbench-react.ts'

export function ZoomTools() {
  const view = useWorkbench((context) => context.view)
  const send = useSend()
  if (view === undefined) return null
  return (
    <>
      {view.outer !== undefined && (
        <button type="button" onClick={() => send({ type: 'view', view: view.outer })}>
          One step out
        </button>
      )}
      <button
        type="button"
        title="The whole harbour (Alt+0)"
        onClick={() => send({ type: 'view', view: undefined })}
      >
        Whole harbour
      </button>
    </>
  )
}
