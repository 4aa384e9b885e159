/**
 * What a manager and an engine say to each other. A request travels, is worked on, and is
 * answered; it can also be refused, hang for ever, or lose its connection half way.
 */

export type EngineRequest =
  /** `GET /info` and `GET /version`. */
  | { readonly type: 'info' }
  /** Any number of reads that only matter because they can fail. */
  | { readonly type: 'read' }
  /** `GET /events`: the engine sends its events to this manager from now on. */
  | { readonly type: 'subscribe' }
  /** All containers of the engine with their states. */
  | { readonly type: 'list' }
  /** One container: its state, or that it is gone. */
  | { readonly type: 'inspect'; readonly container: number }
  | { readonly type: 'create'; readonly container: number }
  | { readonly type: 'start' | 'stop' | 'kill' | 'pause' | 'unpause'; readonly container: number }
  | { readonly type: 'remove'; readonly container: number; readonly force: boolean }
  | { readonly type: 'pull'; readonly image: string }
  | { readonly type: 'network' | 'volume'; readonly name: string }

/** A container as an engine reports it: its number and its `containerState` code. */
export interface ReportedContainer {
  readonly container: number
  readonly state: number
}

export type EngineReply =
  | { readonly type: 'done' }
  | { readonly type: 'info'; readonly engineId: string }
  | { readonly type: 'containers'; readonly containers: readonly ReportedContainer[] }
  /** The engine answered with an error. */
  | { readonly type: 'error'; readonly error: string; readonly imageMissing: boolean }
  /** Nobody listens: the only failure that classic Swarm counts. */
  | { readonly type: 'refused' }
  /** The connection broke after the request was sent. */
  | { readonly type: 'broken' }

/** Event names of the engine's event stream, as `docker events` prints them. */
export type EngineEvent =
  | 'create'
  | 'start'
  | 'die'
  | 'kill'
  | 'stop'
  | 'pause'
  | 'unpause'
  | 'destroy'
  | 'pull'

/** A request on its way. */
export interface EngineCall {
  /** Who asked: nobody hears an answer any more once it is over. */
  readonly life: { readonly isAlive: boolean }
  readonly request: EngineRequest
  /** Requests one after the other that this one stands for. */
  readonly roundTrips: number
  /** Time since it was sent, less than the way to the engine takes. */
  readonly agoUs: number
}

/** The engines, as a manager can reach them. */
export interface EnginePort {
  /** Sends a request. `reply` is called once, later; never while the engine hangs. */
  call(manager: number, node: number, call: EngineCall, reply: (reply: EngineReply) => void): void
  /** Images in the engine's cache, as its list of images says. */
  imagesOf(node: number): readonly string[]
  /** Ends the manager's subscription. */
  unsubscribe(manager: number, node: number): void
}

/** A manager, as engines and the run reach it. */
export interface ManagerPort {
  event(node: number, event: EngineEvent, container: number): void
  /** The event stream of a node ended; `orderly` when the engine closed it properly. */
  streamEnded(node: number, orderly: boolean): void
  /**
   * Something about the node changed that the manager could find out by asking.
   * @param isTold an event that tells it is on its way.
   */
  disturbed(node: number, isTold: boolean): void
}
