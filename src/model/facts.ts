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
  /** A service of swarm mode, and one version of its specification. */
  | 'service'
  | 'spec'
  /** Codes of `model/swarm-mode.ts`. */
  | 'taskState'
  | 'availability'
  | 'updateState'
  | 'cause'
  /** May be -1 for none. */
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

  // Swarm mode. The user: what was asked of services, and what tasks need by name.
  /** The slot shall run once and complete. */
  'slot.asked.job': { slot: 'slot' },
  'service.created': { service: 'service', spec: 'spec' },
  'service.specified': { service: 'service', spec: 'spec' },
  'service.removed': { service: 'service' },
  'secret.created': { name: 'text' },
  'secret.removed': { name: 'text' },
  'config.created': { name: 'text' },
  'config.removed': { name: 'text' },
  /** A network of the whole swarm. */
  'overlay.created': { name: 'text' },
  'overlay.removed': { name: 'text' },

  // Swarm mode. The world: connections between machines, by the entry of the timeline that changed them.
  'links.changed': { entry: 'entry' },
  'links.restored': { entry: 'entry' },
  /** The kernel killed the container because memory ran out. */
  'container.outOfMemory': { container: 'container', node: 'node' },

  // Swarm mode. What the managers' store says of nodes.
  'node.added': { node: 'node', availability: 'availability' },
  'node.ready': { node: 'node' },
  'node.down': { node: 'node', message: 'text' },
  'node.unknown': { node: 'node', message: 'text' },
  'node.disconnected': { node: 'node', message: 'text' },
  /** Availability and labels (as JSON), as the user wants them. */
  'node.specified': { node: 'node', availability: 'availability', labels: 'text' },
  'node.promoted': { node: 'node' },
  'node.demoted': { node: 'node' },
  'node.removed': { node: 'node' },

  // Swarm mode. What the store says of services and tasks, and who moved them.
  'service.updateState': { service: 'service', state: 'updateState', message: 'text' },
  'task.created': { task: 'container', desired: 'taskState' },
  /** `successor` takes the slot of `task`. */
  'task.replaced': { task: 'container', successor: 'container', cause: 'cause' },
  'task.desired': { task: 'container', desired: 'taskState' },
  /** The allocator: NEW to PENDING. */
  'task.allocated': { task: 'container' },
  /** The scheduler: to ASSIGNED, to a text that says why it waits, or away because nobody wants it. */
  'task.assigned': { task: 'container', node: 'node' },
  'task.refused': { task: 'container', error: 'text' },
  'task.withdrawn': { task: 'container' },
  /** The worker, through the dispatcher. */
  'task.reported': { task: 'container', state: 'taskState', error: 'text' },
  /** The constraint enforcer. */
  'task.rejected': { task: 'container', error: 'text' },
  /** Its node has been down for a day, or was removed. */
  'task.orphaned': { task: 'container' },
  'task.nodeRemoved': { task: 'container' },
  /** The task reaper, or whoever cleans up. */
  'task.deleted': { task: 'container' },

  // Swarm mode. Raft between the managers.
  'raft.campaigned': { manager: 'manager', term: 'count', lastIndex: 'count' },
  'raft.voted': { manager: 'manager', candidate: 'manager', term: 'count' },
  'raft.voteRefused': { manager: 'manager', candidate: 'manager', reason: 'text' },
  'raft.elected': { manager: 'manager', term: 'count' },
  'raft.followed': { manager: 'manager', leader: 'manager', term: 'count' },
  'raft.steppedDown': { manager: 'manager', term: 'count', reason: 'text' },
  'raft.appended': { manager: 'manager', index: 'count', term: 'count' },
  'raft.committed': { manager: 'manager', index: 'count' },
  'raft.snapshot': { manager: 'manager', index: 'count' },
  'raft.memberAdded': { manager: 'manager' },
  'raft.memberRemoved': { manager: 'manager' },
  /** It is a manager no more: demoted, or its node has left. */
  'manager.left': { manager: 'manager' },
  /** The leader waits for a quorum to write the entry at `index`: nothing else is decided meanwhile. */
  'manager.stalled': { manager: 'manager', index: 'count' },
  'manager.resumed': { manager: 'manager', index: 'count' },
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
