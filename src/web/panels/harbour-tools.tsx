/** What can be done to the harbour as a whole, at its lower edge. */
import { useRun, useSend } from '../state/workbench-react.ts'

export function HarbourTools() {
  const run = useRun()
  const send = useSend()
  if (run === undefined) return null
  if (run.scenario === undefined) {
    return <p className="harbour-tools">A recorded trace: it can be watched, not changed.</p>
  }
  return (
    <p className="harbour-tools">
      <span>Click a berth to break it, a box to ask why it is there.</span>
      <button type="button" onClick={() => send({ type: 'dialog', dialog: { type: 'addNode' } })}>
        Add a node…
      </button>
    </p>
  )
}
