/**
 * What is streamed, put together: the lives of what was selected since the stream began, each following
 * the playhead, and the interface beside them if that was asked for.
 */
import { activeRun, type WorkbenchContext } from '../state/workbench-context.ts'
import type { Workbench } from '../state/workbench-react.ts'
import { type InspectionEvent, jsonLines } from './inspection-event.ts'
import { createInterfaceStream } from './interface-stream.ts'
import { createLifeStream, type LifeStream } from './life-stream.ts'
import { livesOf } from './lives.ts'

type WorkbenchActor = ReturnType<typeof Workbench.useActorRef>

export interface Wanted {
  readonly life: boolean
  readonly interface: boolean
}

export interface InspectionStream {
  /** Everything from the start, for an inspector that has just come. */
  begin(): InspectionEvent[]
  stop(): void
}

export function startStream(
  actor: WorkbenchActor,
  wanted: Wanted,
  send: (events: readonly InspectionEvent[]) => void,
): InspectionStream {
  const face = createInterfaceStream(actor)
  /** By run and actor; one that is left alone stays as it was. */
  const lives = new Map<string, { readonly run: number; readonly stream: LifeStream }>()
  const follow = (context: WorkbenchContext): InspectionEvent[] => {
    const run = activeRun(context)
    if (!wanted.life || run === undefined) return []
    const moved = [...lives.values()].flatMap((life) =>
      life.run === run.id ? life.stream.moveTo(context) : [],
    )
    const added = livesOf(run, context.selection, context.position).flatMap((life) => {
      if (lives.has(life.sessionId)) return []
      const stream = createLifeStream(run.trace, life)
      lives.set(life.sessionId, { run: run.id, stream })
      return stream.begin(context)
    })
    return [...moved, ...added].sort(byTime)
  }
  const now = () => actor.getSnapshot().context
  let seen = now()
  const subscription = actor.subscribe(({ context }) => {
    const { position, selection } = context
    const isSame = position === seen.position && selection === seen.selection
    if (isSame && activeRun(context) === activeRun(seen)) return
    seen = context
    const events = follow(context)
    if (events.length > 0) send(events)
  })
  const inspection = wanted.interface
    ? actor.system.inspect((event) => send(face.told(event)))
    : undefined
  return {
    begin() {
      const known = [...lives.values()].flatMap(({ run, stream }) =>
        run === activeRun(now())?.id ? stream.begin(now()) : [],
      )
      const told = [...known, ...follow(now())].sort(byTime)
      return [...(wanted.interface ? face.begin() : []), ...told]
    },
    stop() {
      subscription.unsubscribe()
      inspection?.unsubscribe()
    },
  }
}

/** Several lives go on beside each other; what happens at one moment keeps its order. */
function byTime(one: InspectionEvent, other: InspectionEvent): number {
  return Number(one.createdAt) - Number(other.createdAt)
}

/** The same as a file: everything until the playhead. */
export function recorded(actor: WorkbenchActor, wanted: Wanted): string {
  const stream = startStream(actor, wanted, () => {})
  const events = stream.begin()
  stream.stop()
  return jsonLines(events)
}
