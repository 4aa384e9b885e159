/** The one live stream of the page: who inspects, and what the page shows of it. */
import type { Workbench } from '../state/workbench-react.ts'
import { type InspectionStream, startStream, type Wanted } from './inspection-stream.ts'
import { type InspectorWindow, openInspector, type WindowState } from './inspector-window.ts'

/** What the interface knows of the stream. */
export interface Inspecting {
  readonly address: string
  readonly state: WindowState
}

interface Live {
  readonly stream: InspectionStream
  readonly inspector: InspectorWindow
}

/** A window cannot be kept in a state that is plain data. */
let live: Live | undefined

type WorkbenchActor = ReturnType<typeof Workbench.useActorRef>

/** Called in a click. Whatever was streamed before ends. */
export function startLive(actor: WorkbenchActor, address: string, wanted: Wanted): void {
  stopLive(actor)
  const inspector = openInspector(address, {
    onState: (state) => actor.send({ type: 'inspection', inspecting: { address, state } }),
    onConnected: () => live?.inspector.send(live.stream.begin()),
  })
  const stream = startStream(actor, wanted, (events) => live?.inspector.send(events))
  live = { stream, inspector }
}

export function agreeToOrigin(): void {
  live?.inspector.agree()
}

export function stopLive(actor: WorkbenchActor): void {
  live?.stream.stop()
  live?.inspector.close()
  live = undefined
  actor.send({ type: 'inspection', inspecting: undefined })
}
