/**
 * Inspection events as Stately's inspector reads them: an actor is registered, an event reaches it, a
 * snapshot follows. `createdAt` is simulated time in milliseconds, so that a receiver sees the steps at
 * the moments of the run; what page and clock of this computer do is in none of them.
 */
import type { AnyStateMachine } from 'xstate'

/** The protocol as `@statelyai/inspect` of this version writes it. */
export const protocolVersion = '0.7.2'

interface Base {
  readonly sessionId: string
  readonly rootId: string
  /** Milliseconds since the start of the run, as text. */
  readonly createdAt: string
  readonly id: null
  readonly _version: string
}

export interface SentEvent {
  readonly type: string
  readonly [key: string]: unknown
}

export interface SentSnapshot {
  readonly status: string
  readonly value?: unknown
  readonly context?: unknown
}

export interface ActorEvent extends Base {
  readonly type: '@xstate.actor'
  readonly name: string
  readonly parentId: string | undefined
  /** The machine's configuration as JSON; a thing without a machine has a name only. */
  readonly definition: string
  readonly snapshot: SentSnapshot
}

export interface EventEvent extends Base {
  readonly type: '@xstate.event'
  readonly event: SentEvent
  readonly sourceId: string | undefined
}

export interface SnapshotEvent extends Base {
  readonly type: '@xstate.snapshot'
  readonly event: SentEvent
  readonly snapshot: SentSnapshot
}

export type InspectionEvent = ActorEvent | EventEvent | SnapshotEvent

export interface Actor {
  readonly sessionId: string
  readonly name: string
  readonly definition: string
  readonly rootId?: string
  readonly parentId?: string
}

export function actorEvent(actor: Actor, snapshot: SentSnapshot, timeUs: number): ActorEvent {
  const { name, parentId, definition } = actor
  return { type: '@xstate.actor', name, parentId, definition, snapshot, ...base(actor, timeUs) }
}

export function eventEvent(
  actor: Actor,
  event: SentEvent,
  timeUs: number,
  sourceId?: string,
): EventEvent {
  return { type: '@xstate.event', event, sourceId, ...base(actor, timeUs) }
}

export function snapshotEvent(
  actor: Actor,
  { event, snapshot }: { readonly event: SentEvent; readonly snapshot: SentSnapshot },
  timeUs: number,
): SnapshotEvent {
  return { type: '@xstate.snapshot', event, snapshot, ...base(actor, timeUs) }
}

function base({ sessionId, rootId = sessionId }: Actor, timeUs: number): Base {
  const createdAt = String(timeUs / 1000)
  return { sessionId, rootId, createdAt, id: null, _version: protocolVersion }
}

/** The configuration of a machine as JSON; of functions only the names are left. */
export function definitionOf({ config }: Pick<AnyStateMachine, 'config'>): string {
  return JSON.stringify(config, (_key, value: unknown) =>
    typeof value === 'function' ? { type: value.name } : value,
  )
}

/** One event a line. */
export function jsonLines(events: readonly InspectionEvent[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('')
}
