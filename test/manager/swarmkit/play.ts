/** Plays a short scenario of swarm mode: actions at seconds, nodes n1, n2, ... that join at the start. */
import type {
  RecordedAction,
  RecordedConfig,
  RecordedSpec,
  StoryEvent,
  Summary,
} from '../../../src/run/conform/orchestrator/record.ts'
import {
  type Replay,
  type ReplayOptions,
  replay,
} from '../../../src/run/conform/orchestrator/replay.ts'

export interface Scene {
  readonly seed?: string
  readonly nodes?: number
  readonly config?: Partial<RecordedConfig>
  /** Seconds, and what is done then. */
  readonly actions: readonly (readonly [number, RecordedAction])[]
  readonly untilSeconds: number
  readonly everyBeat?: boolean
  readonly inspect?: ReplayOptions['inspect']
}

const config: RecordedConfig = {
  heartbeatMs: 5000,
  heartbeatJitterMs: 500,
  graceMultiplier: 3,
  downToOrphanMs: 24 * 3600 * 1000,
  historyLimit: 5,
  containers: {
    default: { prepareMs: 100, startMs: 50, stopMs: 100 },
    bad: { prepareMs: 50, startMs: 50, stopMs: 50, exitAfterMs: 200, exitState: 'failed' },
    job: { prepareMs: 50, startMs: 50, stopMs: 50, exitAfterMs: 300, exitState: 'complete' },
    stubborn: { prepareMs: 50, startMs: 50, stopMs: 0, neverStops: true },
  },
}

export interface Played extends Replay {
  readonly events: readonly StoryEvent[]
  readonly summary: Summary
}

export function play(scene: Scene): Played {
  const { nodes = 3 } = scene
  const joins = Array.from({ length: nodes }, (_, index) => [0, join(`n${index + 1}`)] as const)
  const end = [scene.untilSeconds, { op: 'end' }] as const
  return replay({
    seed: scene.seed ?? '1',
    config: { ...config, ...scene.config },
    actions: [...joins, ...scene.actions, end].map(([seconds, action]) => ({
      timeMs: seconds * 1000,
      action,
    })),
    everyBeat: scene.everyBeat ?? false,
    ...(scene.inspect && { inspect: scene.inspect }),
  })
}

export function join(node: string, options: Partial<RecordedAction & { op: 'join' }> = {}) {
  return {
    op: 'join',
    node,
    nanoCpus: 8e9,
    memoryBytes: 2 ** 34,
    availability: 'active',
    labels: {},
    ...options,
  } satisfies RecordedAction
}

export function spec(options: Partial<RecordedSpec> = {}): RecordedSpec {
  return {
    name: 'web',
    image: 'img1',
    mode: 'replicated',
    replicas: 3,
    maxConcurrent: 1,
    constraints: [],
    preferences: [],
    maxReplicas: 0,
    reservations: { nanoCpus: 0, memoryBytes: 0 },
    forceUpdate: 0,
    ...options,
  }
}

export function restart(options: Partial<NonNullable<RecordedSpec['restart']>> = {}) {
  return { condition: 'any' as const, delayMs: 500, maxAttempts: 0, windowMs: 0, ...options }
}

export function updating(options: Partial<NonNullable<RecordedSpec['update']>> = {}) {
  return {
    parallelism: 1,
    delayMs: 0,
    failureAction: 'pause' as const,
    maxFailureRatio: 0,
    monitorMs: 300,
    order: 'stop-first' as const,
    ...options,
  }
}

export const create = (options?: Partial<RecordedSpec>): RecordedAction => ({
  op: 'createService',
  spec: spec(options),
})

export const update = (options?: Partial<RecordedSpec>): RecordedAction => ({
  op: 'updateService',
  spec: spec(options),
})

export const setNode = (
  node: string,
  options: Partial<RecordedAction & { op: 'setNode' }>,
): RecordedAction => ({ op: 'setNode', node, availability: 'active', labels: {}, ...options })

/** The first line of the story that has all of this. */
export function first(events: readonly StoryEvent[], wanted: Partial<StoryEvent>): StoryEvent {
  const found = all(events, wanted)[0]
  if (!found) throw new Error(`nothing in the story has ${JSON.stringify(wanted)}`)
  return found
}

export function all(events: readonly StoryEvent[], wanted: Partial<StoryEvent>): StoryEvent[] {
  return events.filter((event) =>
    Object.entries(wanted).every(([key, value]) => event[key as keyof StoryEvent] === value),
  )
}
