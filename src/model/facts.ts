/**
 * Every kind of fact a trace can hold, as data: its name and its fields. A fact is one row of at
 * most three whole numbers; a field's kind says which table the number points into. Facts are
 * grouped by who knows: the world, the user, the manager. Order and meaning are part of the trace
 * format; a change raises `traceVersion`.
 */

/** What a field's number means. `text` is an interned string, `count` the number itself. */
export type FieldKind =
  | 'node'
  | 'container'
  | 'slot'
  | 'image'
  | 'manager'
  | 'entry'
  | 'state'
  | 'text'
  | 'count'

/** Raised whenever a stored trace could be read wrongly by other code. */
export const traceVersion = 1

/** Name of each fact with its fields in column order. */
export const factFields = {
  // The user and the script: what was asked, what was done to the machines.
  /** An entry of the timeline is due. */
  'timeline.reached': { entry: 'entry' },
  'command.done': { entry: 'entry' },
  'command.failed': { entry: 'entry', error: 'text' },
  /** The user asks for one container that shall run (or only exist). */
  'slot.asked': { slot: 'slot' },
  'slot.asked.created': { slot: 'slot' },
  /** The user asked to stop, or start again, what was asked before. */
  'slot.stopAsked': { slot: 'slot' },
  'slot.startAsked': { slot: 'slot' },
  /** The user no longer asks for it: removed, or refused for good (a name conflict). */
  'slot.dropped': { slot: 'slot' },

  // The world: what really happens on machines and engines.
  'node.joined': { node: 'node' },
  'node.left': { node: 'node' },
  /** A machine that was taken off the discovery list is listed again. */
  'node.relisted': { node: 'node' },
  'node.crashed': { node: 'node' },
  'node.frozen': { node: 'node' },
  'node.cutOff': { node: 'node' },
  'node.recovered': { node: 'node' },
  /** Another machine answers at this address. */
  'node.replaced': { node: 'node', engineId: 'text' },
  'container.created': { container: 'container', node: 'node' },
  'container.started': { container: 'container' },
  'container.paused': { container: 'container' },
  'container.unpaused': { container: 'container' },
  /** Stopped on request. */
  'container.exited': { container: 'container' },
  /** Stopped with its machine. */
  'container.died': { container: 'container' },
  'container.removed': { container: 'container' },
  'container.startFailed': { container: 'container', error: 'text' },
  'image.pulling': { node: 'node', image: 'image' },
  'image.pulled': { node: 'node', image: 'image' },
  'image.pullFailed': { node: 'node', image: 'image', error: 'text' },
  'network.created': { node: 'node', name: 'text' },
  'volume.created': { node: 'node', name: 'text' },

  // The managers themselves.
  'manager.started': { manager: 'manager' },
  'manager.crashed': { manager: 'manager' },
  'manager.elected': { manager: 'manager' },
  'manager.deposed': { manager: 'manager' },
  /** A request crashed under the scheduling lock: no creation will ever be answered again. */
  'manager.lockedUp': { manager: 'manager' },

  // What the primary manager believes of engines.
  /** Listed by discovery, not validated yet. */
  'engine.listed': { node: 'node' },
  'engine.pendingError': { node: 'node', error: 'text' },
  /** Validated: healthy, and offered to the scheduler. */
  'engine.connected': { node: 'node' },
  /** A connection was refused: failure number `failures`. */
  'engine.refused': { node: 'node', failures: 'count', error: 'text' },
  /** An answer came: the failure count is 0 again. */
  'engine.answered': { node: 'node' },
  'engine.unhealthy': { node: 'node', failures: 'count' },
  'engine.reconnected': { node: 'node' },
  /** It answers with another engine ID and goes back to pending. */
  'engine.mismatched': { node: 'node', error: 'text' },
  /** No longer listed by discovery. */
  'engine.dropped': { node: 'node' },
  /** The manager asks the engine again and again, since `agoMs` milliseconds; its loop number `loop`. */
  'engine.refreshing': { node: 'node', loop: 'count', agoMs: 'count' },
  /** The manager's subscription to the engine's events ended, or was made. */
  'engine.eventsLost': { node: 'node' },
  'engine.eventsSubscribed': { node: 'node' },

  // What the primary manager believes of containers.
  'belief.added': { container: 'container', node: 'node', state: 'state' },
  'belief.changed': { container: 'container', state: 'state' },
  'belief.removed': { container: 'container' },

  // What the primary manager decides.
  /** The scheduler chose `node`, one of `tied` equally good ones. */
  'container.placed': { container: 'container', node: 'node', tied: 'count' },
  /** The creation ended without a container: the place is free again. */
  'container.createFailed': { container: 'container', node: 'node', error: 'text' },
  /** No node was acceptable, or the creation failed for good. */
  'slot.unplaced': { slot: 'slot', error: 'text' },
  'reschedule.began': { node: 'node' },
  'reschedule.skipped': { container: 'container' },
  /** `successor` takes the slot of `container`. */
  'reschedule.moved': { container: 'container', successor: 'container' },
  'reschedule.failed': { container: 'container', error: 'text' },
  /** `container` is removed because `node` holds the copy that counts. */
  'duplicate.removed': { container: 'container', node: 'node' },
  /** Extension: a running container is moved although nothing failed. */
  'rebalance.moved': { container: 'container', node: 'node' },
} as const satisfies Record<string, Readonly<Record<string, FieldKind>>>

export type FactType = keyof typeof factFields

/** All fact names; a fact's code is its index here. */
export const factTypes = Object.keys(factFields) as readonly FactType[]

/** Code of each fact name. */
export const factCode = Object.fromEntries(factTypes.map((type, code) => [type, code])) as Readonly<
  Record<FactType, number>
>

/** Field names and kinds of each code, in column order. */
export const fieldsOf: readonly (readonly (readonly [string, FieldKind])[])[] = factTypes.map(
  (type) => Object.entries(factFields[type]) as [string, FieldKind][],
)

/** A fact as an object, for people and files: names instead of indices. */
export interface FactRecord {
  readonly timeUs: number
  readonly type: FactType
  readonly fields: Readonly<Record<string, string | number>>
}
