/**
 * A worker of a swarm, as simple as can be: it looks at its tasks every 20 ms, takes a fixed time for
 * each step, and reports each new state. What it knows of a task's desired state it learns while it
 * has a session. It may crash (its containers are lost) or be cut off (they go on).
 */
import { taskStateCode as code, type TaskStateCode } from '../../model/swarm-mode.ts'

/** How the containers of an image behave on a node. */
export interface ContainerBehaviour {
  readonly prepareUs: number
  readonly startUs: number
  readonly stopUs: number
  /** By itself, so long after it runs; undefined for never. */
  readonly exitAfterUs?: number | undefined
  readonly exitState?: 'failed' | 'complete' | undefined
  readonly isRejected?: boolean | undefined
  readonly neverStops?: boolean | undefined
}

export const defaultBehaviour: ContainerBehaviour = {
  prepareUs: 100_000,
  startUs: 50_000,
  stopUs: 100_000,
}

/** One task as the worker sees it; its identity is the manager's affair. */
export interface WorkerTask<Key> {
  readonly key: Key
  readonly image: string
  readonly desired: TaskStateCode
  /** As the manager has it. */
  readonly state: TaskStateCode
}

/** How the worker reaches the manager; the run decides what gets through. */
export interface WorkerPort<Key> {
  at(timeUs: number, callback: () => void): void
  nowUs(): number
  /** Registers and calls back when the session is open; false when it is refused or nobody answers. */
  register(answered: () => void): boolean
  hasSession(): boolean
  /** The tasks that are assigned to it. */
  tasks(): Iterable<WorkerTask<Key>>
  report(key: Key, state: TaskStateCode, error: string): void
  behaviourOf(image: string): ContainerBehaviour
  /** The wait before the next attempt to register, after so many. */
  retryUs(attempt: number): number
  /** How often it looks at its tasks, from when it has registered. */
  readonly pollUs: number
}

export interface Worker<Key> {
  /** The machine is there and can reach the manager: it registers. */
  connect(): void
  /** Nothing gets through; containers go on. */
  cutOff(): void
  /** The containers are lost as well. */
  crash(): void
  /** The session has come to an end. */
  sessionLost(): void
  /** The task was assigned, or something else shall become of it. */
  taskChanged(task: WorkerTask<Key>): void
  taskDeleted(key: Key): void
  /** The node is out of the swarm: it does nothing any more. */
  leave(): void
}

interface LocalTask {
  readonly image: string
  desired: TaskStateCode
  state: TaskStateCode
  error: string
  sinceUs: number
  /** When it is looked at next; Infinity for not at all. */
  lookUs: number
}

export function createWorker<Key>(port: WorkerPort<Key>): Worker<Key> {
  const { pollUs } = port
  const locals = new Map<Key, LocalTask>()
  let isReachable = false
  let isUp = false
  let isGone = false
  let hasLostContainers = false
  let firstPollUs = 0
  /** Attempts to register that belong to another connection are void. */
  let connection = 0

  function nextPollUs(timeUs: number): number {
    return timeUs + ((((firstPollUs - timeUs) % pollUs) + pollUs) % pollUs)
  }

  function look(key: Key, local: LocalTask, timeUs: number): void {
    const lookUs = nextPollUs(Math.max(timeUs, port.nowUs() + 1))
    if (lookUs >= local.lookUs) return
    local.lookUs = lookUs
    port.at(lookUs, () => {
      // An earlier look has taken its place, or the machine was off meanwhile.
      if (local.lookUs !== lookUs) return
      local.lookUs = Number.POSITIVE_INFINITY
      if (isUp && !isGone && locals.get(key) === local) advance(key, local)
    })
  }

  /** One step, if it is time for it, and a look at the next. */
  function advance(key: Key, local: LocalTask): void {
    const nowUs = port.nowUs()
    const step = nextStep(local)
    if (step === undefined) return
    if (nowUs < step.atUs) {
      look(key, local, step.atUs)
      return
    }
    local.state = step.state
    local.error = step.error
    local.sinceUs = nowUs
    if (port.hasSession() && isReachable) port.report(key, local.state, local.error)
    lookOn(key, local)
  }

  function lookOn(key: Key, local: LocalTask): void {
    const step = nextStep(local)
    if (step) look(key, local, step.atUs)
  }

  function nextStep(
    local: LocalTask,
  ): { state: TaskStateCode; error: string; atUs: number } | undefined {
    const { state, desired, sinceUs } = local
    const behaviour = port.behaviourOf(local.image)
    if (state > code.running) return undefined
    if (desired >= code.shutdown) {
      if (behaviour.neverStops) return undefined
      return { state: code.shutdown, error: '', atUs: sinceUs + behaviour.stopUs }
    }
    switch (state) {
      case code.preparing:
        return behaviour.isRejected
          ? { state: code.rejected, error: 'No such image', atUs: sinceUs + behaviour.prepareUs }
          : { state: code.ready, error: '', atUs: sinceUs + behaviour.prepareUs }
      case code.ready:
        if (desired < code.running) return undefined
        return { state: code.starting, error: '', atUs: sinceUs }
      case code.starting:
        return { state: code.running, error: '', atUs: sinceUs + behaviour.startUs }
      case code.running: {
        const { exitAfterUs, exitState = 'failed' } = behaviour
        if (exitAfterUs === undefined) return undefined
        const error = exitState === 'failed' ? exitError : ''
        return { state: code[exitState], error, atUs: sinceUs + exitAfterUs }
      }
      default:
        return { state: code.preparing, error: '', atUs: sinceUs }
    }
  }

  function taskChanged({ key, image, desired, state }: WorkerTask<Key>): void {
    if (!isReachable || !isUp || !port.hasSession()) return
    let local = locals.get(key)
    if (local === undefined) {
      if (state < code.assigned || state > code.running) return
      local = {
        image,
        desired,
        state: code.assigned,
        error: '',
        sinceUs: port.nowUs(),
        lookUs: Number.POSITIVE_INFINITY,
      }
      locals.set(key, local)
    } else if (local.desired === desired) {
      return
    }
    local.desired = desired
    lookOn(key, local)
  }

  /** Everything it knows, to a manager that may know nothing of it. */
  function opened(): void {
    firstPollUs = port.nowUs()
    for (const task of port.tasks()) taskChanged(task)
    if (hasLostContainers) loseContainers()
    for (const [key, local] of locals) {
      if (local.state > code.assigned) port.report(key, local.state, local.error)
    }
  }

  function tryToRegister(attempt: number, of: number): void {
    if (of !== connection || !isReachable || isGone) return
    const isTaken = port.register(() => {
      if (of === connection && isReachable && !isGone) opened()
    })
    if (isTaken) return
    port.at(port.nowUs() + port.retryUs(attempt), () => tryToRegister(attempt + 1, of))
  }

  /** The containers are gone, the tasks are remembered. */
  function loseContainers(): void {
    hasLostContainers = false
    for (const local of locals.values()) {
      if (local.state > code.running || local.state === code.assigned) continue
      local.state = local.desired >= code.shutdown ? code.shutdown : code.failed
      local.error = local.state === code.failed ? exitError : ''
      local.sinceUs = port.nowUs()
    }
  }

  return {
    connect() {
      if (isGone) return
      isUp = true
      isReachable = true
      tryToRegister(1, ++connection)
    },
    cutOff() {
      isReachable = false
    },
    crash() {
      isReachable = false
      isUp = false
      hasLostContainers = true
    },
    sessionLost() {
      if (!isReachable) return
      const of = ++connection
      port.at(port.nowUs() + port.retryUs(1), () => tryToRegister(2, of))
    },
    taskChanged,
    taskDeleted: (key) => locals.delete(key),
    leave() {
      isGone = true
    },
  }
}

const exitError = 'task: non-zero exit (1)'
