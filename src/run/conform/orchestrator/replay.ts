/**
 * Does again what was done in a recorded run: our swarm and simulated workers on our kernel, the
 * recorded actions at their times.
 */
import {
  createWorker,
  defaultBehaviour,
  type TaskBehaviour,
  type Worker,
} from '../../../engine/swarmkit/worker.ts'
import type { SwarmChance } from '../../../manager/swarmkit/chance.ts'
import type { NodeObject, TaskObject } from '../../../manager/swarmkit/store/objects.ts'
import { createSwarm, type Swarm } from '../../../manager/swarmkit/swarm.ts'
import { createKernel, type Kernel } from '../../../sim/kernel.ts'
import { createStream } from '../../../sim/random.ts'
import type { RecordedAction, RecordedConfig, StoryEvent, Summary } from './record.ts'
import { specOf } from './spec.ts'
import { createStoryteller } from './story.ts'

const ms = 1000
/**
 * The loops of the recorded runs slept 100 and 20 ms; with their own work and a late clock that is a
 * little more, as the recordings show.
 */
const statusBatchUs = { min: 100_400, max: 101_000 }
const pollUs = { min: 20_050, max: 20_900 }

export interface DatedAction {
  readonly timeMs: number
  readonly action: RecordedAction
}

export interface ReplayOptions {
  readonly seed: string
  readonly config: RecordedConfig
  readonly actions: readonly DatedAction[]
  readonly everyBeat?: boolean
  readonly chance?: SwarmChance
  /** Called after each event of the run. */
  readonly inspect?: (swarm: Swarm) => void
}

export interface Replay {
  readonly events: readonly StoryEvent[]
  readonly summary: Summary
  readonly swarm: Swarm
  /** Of the kernel. */
  readonly eventsHandled: number
}

/** Many times what the longest recording needs. */
const eventsMax = 5_000_000

export function replay(options: ReplayOptions): Replay {
  const { seed, config, actions } = options
  const callbacks: (() => void)[] = []
  const kernel: Kernel = createKernel({
    handlers: [
      (index) => {
        callbacks[index]()
        options.inspect?.(swarm)
      },
    ],
    eventsMax,
  })
  function at(timeUs: number, callback: () => void): void {
    callbacks.push(callback)
    kernel.at(timeUs, 0, callbacks.length - 1)
  }
  const teller = createStoryteller(() => kernel.nowUs)
  const texts = new Map<string, number>()
  const swarm = createSwarm({
    context: {
      ...teller,
      seed,
      nowUs: () => kernel.nowUs,
      at,
      text(value) {
        const index = texts.get(value) ?? texts.size
        texts.set(value, index)
        return index
      },
    },
    settings: {
      heartbeatPeriodUs: config.heartbeatMs * ms,
      heartbeatJitterUs: config.heartbeatJitterMs * ms,
      graceMultiplier: config.graceMultiplier,
      downToOrphanUs: config.downToOrphanMs * ms,
      statusBatchUs: createStream(seed, 'batches').uniformUs(statusBatchUs.min, statusBatchUs.max),
      taskHistoryLimit: config.historyLimit,
    },
    everyBeat: options.everyBeat ?? false,
    ...(options.chance && { chance: options.chance }),
  })
  const workers = createWorkers(swarm, { seed, config })
  const perform = performer(swarm, workers)
  at(0, swarm.leaderStarts)
  let endMs = 0
  for (const { timeMs, action } of actions) {
    endMs = Math.max(endMs, timeMs)
    at(Math.round(timeMs * ms), () => swarm.loop.enter(() => perform(action)))
  }
  kernel.runUntil(Math.round(endMs * ms))
  return {
    events: teller.events,
    summary: teller.summary(),
    swarm,
    eventsHandled: kernel.eventsHandled,
  }
}

interface Workers {
  add(node: NodeObject): void
  of(id: string): Worker<TaskObject> | undefined
  dispose(id: string): void
}

function createWorkers(
  swarm: Swarm,
  { seed, config }: { readonly seed: string; readonly config: RecordedConfig },
): Workers {
  const workers = new Map<NodeObject, Worker<TaskObject>>()
  const byId = new Map<string, Worker<TaskObject>>()

  swarm.store.watch((changes) => {
    for (const change of changes) {
      if (change.type === 'task.updated' && change.task.node) {
        const { task } = change
        workers.get(change.task.node)?.taskChanged(seenByWorker(task))
      } else if (change.type === 'task.deleted' && change.task.node) {
        workers.get(change.task.node)?.taskDeleted(change.task)
      }
    }
  })
  swarm.whenLeading(() => {
    for (const worker of workers.values()) worker.sessionLost()
  })

  return {
    add(node) {
      const behaviours = new Map<string, TaskBehaviour>()
      const worker = createWorker<TaskObject>({
        at: swarm.loop.at,
        afterWith: (delayUs, callback, thing) =>
          swarm.loop.at(swarm.loop.nowUs() + delayUs, () => callback(thing)),
        nowUs: swarm.loop.nowUs,
        register: (answered) =>
          swarm.dispatcher()?.register(node, answered) ? 'taken' : 'refused',
        hasSession: () => swarm.dispatcher()?.hasSession(node) ?? false,
        *tasks() {
          for (const task of node.tasks) yield seenByWorker(task)
        },
        report: (task, state, error) => swarm.dispatcher()?.report({ task, state, error }),
        behaviourOf(_task, image) {
          const known = behaviours.get(image) ?? behaviourOf(config, image, node.id)
          behaviours.set(image, known)
          return known
        },
        happened() {},
        lostError: 'task: non-zero exit (1)',
        removed() {},
        // The workers of the recordings try again after a tenth of a second.
        retryUs: () => 100 * ms,
        pollUs: createStream(seed, `worker/${node.id}`).uniformUs(pollUs.min, pollUs.max),
      })
      workers.set(node, worker)
      byId.set(node.id, worker)
    },
    of: (id) => byId.get(id),
    dispose: (id) => byId.get(id)?.leave(),
  }
}

function seenByWorker(task: TaskObject) {
  const { desired, state } = task
  return { key: task, image: task.spec.spec.task.image, desired, state }
}

function behaviourOf(config: RecordedConfig, image: string, node: string): TaskBehaviour {
  const { containers } = config
  const found = containers[`${image}@${node}`] ?? containers[image] ?? containers.default
  if (found === undefined) return defaultBehaviour
  return {
    prepareUs: found.prepareMs * ms,
    startUs: found.startMs * ms,
    stopUs: found.stopMs * ms,
    exitAfterUs: found.exitAfterMs === undefined ? undefined : found.exitAfterMs * ms,
    exitState: found.exitState,
    rejection: found.rejected ? 'No such image' : undefined,
    neverStops: found.neverStops,
  }
}

function performer(swarm: Swarm, workers: Workers): (action: RecordedAction) => void {
  const { control } = swarm
  return (action) => {
    switch (action.op) {
      case 'join': {
        const { node: id, nanoCpus, memoryBytes, availability, labels } = action
        const node = control.addNode({
          id,
          availability,
          labels,
          description: {
            hostname: id,
            platform: { os: 'linux', architecture: 'amd64' },
            resources: { nanoCpus, memoryBytes },
            engineLabels: {},
            plugins: [],
          },
        })
        workers.add(node)
        workers.of(id)?.connect()
        break
      }
      case 'setNode':
        control.setNode(action.node, action)
        break
      case 'crash':
      case 'cutOff': {
        const worker = workers.of(action.node)
        if (action.op === 'crash') worker?.crash()
        else worker?.cutOff()
        const node = swarm.store.nodes.get(action.node)
        if (node) swarm.dispatcher()?.silence(node)
        break
      }
      case 'back':
        workers.of(action.node)?.connect()
        break
      case 'removeNode':
        workers.dispose(action.node)
        control.removeNode(action.node, { force: true })
        break
      case 'createService':
        control.createService(specOf(action.spec))
        break
      case 'updateService':
        control.updateService(specOf(action.spec))
        break
      case 'rollbackService':
        control.rollbackService(action.service)
        break
      case 'removeService':
        control.removeService(action.service)
        break
      case 'leaderStops':
        swarm.leaderStops()
        break
      case 'leaderStarts':
        swarm.leaderStarts()
        break
      case 'end':
        break
    }
  }
}
