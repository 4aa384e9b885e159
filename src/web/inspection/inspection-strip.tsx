/** Says as long as something is streamed where it goes, and stops it. */
import { useWorkbench, Workbench } from '../state/workbench-react.ts'
import { agreeToOrigin, type Inspecting, stopLive } from './live.ts'
import './inspection.css'

export default function InspectionStrip() {
  const actor = Workbench.useActorRef()
  const inspecting = useWorkbench((context) => context.inspecting)
  if (inspecting === undefined) return null
  return (
    <div className="inspection-strip" role="status">
      <span>{wordsOf(inspecting)}</span>
      {inspecting.state.type === 'elsewhere' && (
        <button type="button" onClick={agreeToOrigin}>
          Send it there
        </button>
      )}
      <button type="button" onClick={() => stopLive(actor)}>
        {inspecting.state.type === 'connected' ? 'Stop' : 'Close'}
      </button>
    </div>
  )
}

function wordsOf({ address, state }: Inspecting): string {
  const { host } = new URL(address, location.href)
  switch (state.type) {
    case 'waiting':
      return `Waiting for the inspector at ${host}. Nothing has been sent.`
    case 'connected':
      return `${host} sees each step.`
    case 'elsewhere':
      return `The inspector answers from ${new URL(state.origin).host} and not from ${host}. Nothing has been sent.`
    case 'blocked':
      return 'The browser did not open a window for the inspector. Allow it for this page, and ask again.'
    case 'closed':
      return 'The inspector’s window was closed.'
  }
}
