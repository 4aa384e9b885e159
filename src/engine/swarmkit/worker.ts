/**
 * A worker of a swarm, as simple as can be: it looks at its tasks every 20 ms, takes a fixed time for
 * each step, and reports each new state. What it knows of a task's desired state it learns while it
 * has a session. It may crash (its containers are lost) or be cut off (they go on).
 */
import { taskStateCode as code, type TaskStateCode } from '../../model/swarm-mode.ts'
import {
  defaultBehaviour,
  type TaskBehaviour,
  type Worker,
  type WorkerPort,
  type WorkerTask,
} from './worker-port.ts'

export {
  defaultBehaviour,
  type TaskBehaviour,
  type Worker,
  type WorkerPort,
  type WorkerTask,
} from './worker-port.ts'

interface LocalTask<Key> {
  readonly key: Key
  readonly image: string
  /** Once it begins to be prepared. */
  behaviour: TaskBehaviour | undefined
  desired: TaskStateCode
  state: TaskStateCode
  error: string
  sinceUs: number
  /** When it is looked at next; Infinity for not at all. */
  lookUs: number
  /** The worker knows of it no more. */
  isRemoved: boolean
}

export function createWorker<Key>(port: WorkerPort<Key>): Worker<Key> {
  const { pollUs } = port
  const locals = new Map<Key, LocalTask<Key>>()
  let isReachable = false
  let isUp = false
  let isGone = false
  let isFrozen = false
  let hasLostContainers = false
  let firstPollUs = 0
  /** Attempts to register that belong to another connection are void. */
  let connection = 0

  function nextPollUs(timeUs: number): number {
    return timeUs + ((((firstPollUs - timeUs) % pollUs) + pollUs) % pollUs)
  }

  function look(local: LocalTask<Key>, timeUs: number): void {
    const lookUs = nextPollUs(Math.max(timeUs, port.nowUs() + 1))
    if (lookUs >= local.lookUs) return
    local.lookUs = lookUs
    port.afterWith(lookUs - port.nowUs(), looked, local)
  }

  function looked(local: LocalTask<Key>): void {
    // An earlier look has taken its place, or the machine was off meanwhile.
    if (local.lookUs !== port.nowUs()) return
    local.lookUs = Number.POSITIVE_INFINITY
    if (isUp && !isGone && !isFrozen && !local.isRemoved) advance(local)
  }

  /** One step, if it is time for it, and a look at the next. */
  function advance(local: LocalTask<Key>): void {
    const nowUs = port.nowUs()
    const step = nextStep(local)
    if (step === undefined) return
    if (nowUs < step.atUs) {
      look(local, step.atUs)
      return
    }
    become(local, step.state, step.error)
    lookOn(local)
  }

  function become(local: LocalTask<Key>, state: TaskStateCode, error: string): void {
    const { key } = local
    local.state = state
    local.error = error
    local.sinceUs = port.nowUs()
    if (state === code.preparing) local.behaviour = port.behaviourOf(key, local.image)
    port.happened(key, state)
    if (port.hasSession() && isReachable) port.report(key, state, error)
  }

  function lookOn(local: LocalTask<Key>): void {
    const step = nextStep(local)
    if (step) look(local, step.atUs)
  }

  function nextStep(
    local: LocalTask<Key>,
  ): { state: TaskStateCode; error: string; atUs: number } | undefined {
    const { state, desired, sinceUs } = local
    const behaviour = local.behaviour ?? defaultBehaviour
    if (state > code.running) return undefined
    if (desired >= code.shutdown) {
      if (behaviour.neverStops) return undefined
      return { state: code.shutdown, error: '', atUs: sinceUs + behaviour.stopUs }
    }
    switch (state) {
      case code.preparing:
        return {
          state: behaviour.rejection === undefined ? code.ready : code.rejected,
          error: behaviour.rejection ?? '',
          atUs: sinceUs + behaviour.prepareUs,
        }
      case code.ready:
        if (desired < code.running) return undefined
        return { state: code.starting, error: '', atUs: sinceUs }
      case code.starting:
        return { state: code.running, error: '', atUs: sinceUs + behaviour.startUs }
      case code.running: {
        const { exitAfterUs, exitState = 'failed' } = behaviour
        if (exitAfterUs === undefined) return undefined
        const error = exitState === 'failed' ? (behaviour.exitError ?? nonZeroExit) : ''
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
        key,
        image,
        behaviour: undefined,
        desired,
        state: code.assigned,
        error: '',
        sinceUs: port.nowUs(),
        lookUs: Number.POSITIVE_INFINITY,
        isRemoved: false,
      }
      locals.set(key, local)
    } else if (local.desired === desired) {
      return
    }
    local.desired = desired
    lookOn(local)
  }

  /** Everything it knows, to a manager that may know nothing of it. */
  function opened(): void {
    firstPollUs = port.nowUs()
    synchronize()
    if (hasLostContainers) loseContainers()
    for (const [key, local] of locals) {
      if (local.state > code.assigned) port.report(key, local.state, local.error)
    }
  }

  /** Takes in what the manager wants now, and lets go of what it knows no more. */
  function synchronize(): void {
    const assigned = new Set<Key>()
    for (const task of port.tasks()) {
      assigned.add(task.key)
      taskChanged(task)
    }
    for (const key of locals.keys()) if (!assigned.has(key)) remove(key)
  }

  function remove(key: Key): void {
    const local = locals.get(key)
    if (local) local.isRemoved = true
    locals.delete(key)
    port.removed(key)
  }

  function tryToRegister(attempt: number, of: number): void {
    if (of !== connection || !isReachable || isGone) return
    const outcome = port.register(() => {
      if (of === connection && isReachable && !isGone) opened()
    })
    if (outcome !== 'refused') return
    port.at(port.nowUs() + port.retryUs(attempt), () => tryToRegister(attempt + 1, of))
  }

  /** The containers are gone, the tasks are remembered. */
  function loseContainers(): void {
    hasLostContainers = false
    for (const local of locals.values()) {
      if (local.state > code.running || local.state === code.assigned) continue
      local.state = local.desired >= code.shutdown ? code.shutdown : code.failed
      local.error = local.state === code.failed ? port.lostError : ''
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
    freeze() {
      isReachable = false
      isFrozen = true
    },
    thaw() {
      isFrozen = false
      for (const local of locals.values()) lookOn(local)
    },
    resume() {
      if (!isUp || isGone) return
      isReachable = true
      synchronize()
      for (const [key, local] of locals) {
        if (local.state > code.assigned) port.report(key, local.state, local.error)
      }
    },
    crash() {
      isReachable = false
      isUp = false
      hasLostContainers = true
    },
    stopAll(why) {
      for (const local of locals.values()) {
        if (local.state <= code.running && local.state > code.assigned) {
          become(local, code.failed, why)
        }
      }
    },
    exited(key, error) {
      const local = locals.get(key)
      if (local && isUp && local.state === code.running) become(local, code.failed, error)
    },
    sessionLost() {
      if (!isReachable) return
      const of = ++connection
      port.at(port.nowUs() + port.retryUs(1), () => tryToRegister(2, of))
    },
    taskChanged,
    taskDeleted(key) {
      // Out of the manager's reach it learns of it when it is back.
      if (isReachable && port.hasSession() && locals.has(key)) remove(key)
    },
    leave() {
      isGone = true
    },
  }
}

/** What a container that ends by itself with code 1 is reported as. */
const nonZeroExit = 'task: non-zero exit (1)'
