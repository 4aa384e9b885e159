/**
 * The machine of the interface as a stream, from the moment on at which it was asked for. Frames of
 * playing are left out: the playhead is in every snapshot. Runs are far too large for an event; of the
 * context only what a person can see of it is sent.
 */
import type { AnyActorRef, AnyStateMachine, InspectionEvent as XStateEvent } from 'xstate'
import { activeRun, type WorkbenchContext } from '../state/workbench-context.ts'
import {
  type Actor,
  actorEvent,
  definitionOf,
  eventEvent,
  type InspectionEvent,
  type SentEvent,
  type SentSnapshot,
  snapshotEvent,
} from './inspection-event.ts'

/** The stream would tell of itself for ever. */
const leftOut: ReadonlySet<string> = new Set(['frame', 'inspection'])

export interface InterfaceStream {
  /** Registers the interface as it is now. */
  begin(): InspectionEvent[]
  /** What became of an event of XState's own inspection; nothing of what is left out. */
  told(event: XStateEvent): InspectionEvent[]
}

export function createInterfaceStream(root: AnyActorRef): InterfaceStream {
  const timeUs = () => (root.getSnapshot().context as WorkbenchContext).timeUs
  return {
    begin: () => [actorEvent(actorOf(root, root), sentOf(root.getSnapshot()), timeUs())],
    told(event) {
      // XState tells of real actors; its type only leaves room for others.
      const ref = event.actorRef as AnyActorRef
      const actor = actorOf(ref, root)
      switch (event.type) {
        case '@xstate.actor':
          return [actorEvent(actor, sentOf(ref.getSnapshot()), timeUs())]
        case '@xstate.event': {
          if (leftOut.has(event.event.type)) return []
          const source = event.sourceRef?.sessionId
          return [eventEvent(actor, plainEvent(event.event), timeUs(), source)]
        }
        case '@xstate.snapshot': {
          if (leftOut.has(event.event.type)) return []
          const sent = {
            event: plainEvent(event.event),
            snapshot: sentOf(event.snapshot as Partial<Snapshot>),
          }
          return [snapshotEvent(actor, sent, timeUs())]
        }
        default:
          return []
      }
    },
  }
}

/** Other actors of the page, which compute a run or count frames, have no machine. */
function actorOf(actor: AnyActorRef, root: AnyActorRef): Actor {
  const isRoot = actor === root
  const { logic } = actor as AnyActorRef & { readonly logic?: Partial<AnyStateMachine> }
  const definition =
    logic?.config === undefined
      ? JSON.stringify({ id: actor.id })
      : definitionOf(logic as Pick<AnyStateMachine, 'config'>)
  return {
    sessionId: actor.sessionId,
    rootId: root.sessionId,
    name: isRoot ? 'workbench' : actor.id,
    definition,
    ...(isRoot ? {} : { parentId: root.sessionId }),
  }
}

interface Snapshot {
  readonly status: string
  readonly value: unknown
  readonly context: WorkbenchContext
}

/** An actor that is just being made has none yet. */
function sentOf(snapshot: Partial<Snapshot> = {}): SentSnapshot {
  const { status, value, context } = snapshot
  const seen = context === undefined || !('runs' in context) ? {} : seenOf(context)
  return { status: status ?? 'active', value: plain(value), context: seen }
}

function seenOf(context: WorkbenchContext) {
  const { timeUs, position, speed, truth, selection, service, query, dialog, theme } = context
  const run = activeRun(context)
  return plain({
    ...{ run: run?.label, timeUs, position, speed, truth, selection, service, query, theme },
    ...{ dialog: dialog?.type, problem: context.problem?.title, computing: context.job?.title },
  })
}

function plainEvent(event: { readonly type: string }): SentEvent {
  return { ...(plain(event) as object), type: event.type }
}

const depthMax = 4
const membersMax = 24

/** Numbers, words and small objects as they are; what is large is only named. */
function plain(value: unknown, depth = 0): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') return undefined
  if (typeof value === 'string') return value.length > 500 ? `${value.slice(0, 500)}…` : value
  if (typeof value !== 'object' || value === null) return value
  const kind = value.constructor as { readonly name: string } | undefined
  const isPlain = kind === Object || kind === undefined
  if (Array.isArray(value) && value.length <= membersMax && depth < depthMax) {
    return value.map((one) => plain(one, depth + 1))
  }
  const members = Object.entries(value)
  if (!isPlain || members.length > membersMax || depth >= depthMax) {
    return `[${kind?.name ?? 'object'}]`
  }
  return Object.fromEntries(members.map(([key, member]) => [key, plain(member, depth + 1)]))
}
