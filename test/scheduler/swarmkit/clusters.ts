/** Small clusters for the tests of swarm mode's scheduler, written as data. */
import { createSwarmkitChance } from '../../../src/scheduler/swarmkit/chance.ts'
import type { NodeDescription, SwarmkitNode } from '../../../src/scheduler/swarmkit/node.ts'
import {
  createPlacer,
  type Placer,
  type SwarmkitScheduler,
  schedulerOver,
} from '../../../src/scheduler/swarmkit/scheduler.ts'
import { compileTaskSpec, type TaskSpec } from '../../../src/scheduler/swarmkit/task-spec.ts'
import { type TaskStateName, taskState } from '../../../src/scheduler/swarmkit/task-state.ts'
import { createRandom } from '../../../src/sim/random.ts'

export const gibibyte = 2 ** 30

export interface GivenNode extends Partial<Omit<SwarmkitNode, 'description'>> {
  readonly id: string
  /** `null` for a node that has told nothing about itself. */
  readonly description?: Partial<NodeDescription> | null
  /** Tasks that run there, by service. */
  readonly tasks?: Readonly<Record<string, number>>
}

export interface GivenCluster {
  readonly placer: Placer
  readonly scheduler: SwarmkitScheduler
  readonly slots: ReadonlyMap<string, number>
  readonly specs: ReadonlyMap<string, Partial<TaskSpec>>
}

/** Services by name, with what their tasks ask for; spec version 1. */
export type GivenServices = Readonly<Record<string, Partial<TaskSpec>>>

export function nodeOf({ description, tasks: _, ...given }: GivenNode): SwarmkitNode {
  const node = {
    role: 'worker',
    availability: 'active',
    state: 'ready',
    address: '',
    labels: {},
    ...given,
  } as const
  if (description === null) return node
  const told: NodeDescription = {
    hostname: given.id,
    engineLabels: {},
    plugins: [],
    resources: { nanoCpus: 4e9, memoryBytes: 8 * gibibyte },
    ...description,
  }
  return { ...node, description: told }
}

export function clusterOf(
  nodes: readonly GivenNode[],
  services: GivenServices = {},
  seed = 'test',
): GivenCluster {
  const placer = createPlacer(createSwarmkitChance(createRandom(seed)))
  const scheduler = schedulerOver(placer)
  const specs = new Map(Object.entries(services))
  for (const id of specs.keys()) scheduler.setService(id, 1)
  const slots = new Map(nodes.map((given) => [given.id, scheduler.setNode(nodeOf(given))]))
  const cluster = { placer, scheduler, slots, specs }
  for (const { id, tasks = {} } of nodes) {
    for (const [service, count] of Object.entries(tasks)) {
      addTasks(cluster, service, { count, state: 'running', node: id })
    }
  }
  return cluster
}

export interface GivenTasks {
  readonly count?: number
  readonly state?: TaskStateName
  readonly desired?: TaskStateName
  readonly node?: string
  readonly specVersion?: number
}

/** Returns the handles. */
export function addTasks(
  { scheduler, slots, specs }: GivenCluster,
  service: string,
  { count = 1, state = 'pending', desired = 'running', node, specVersion = 1 }: GivenTasks = {},
): number[] {
  const spec = compileTaskSpec(specs.get(service) ?? {})
  const slot = node === undefined ? undefined : slots.get(node)
  return Array.from({ length: count }, () =>
    scheduler.addTask({
      service,
      specVersion,
      spec,
      state: taskState[state],
      desired: taskState[desired],
      ...(slot === undefined ? {} : { node: slot }),
    }),
  )
}

/** Runs the scheduler until nothing changes any more; returns the number of rounds that did something. */
export function settle({ scheduler }: GivenCluster, timeUs = 0): number {
  for (let rounds = 0; rounds < 100; rounds++) {
    const { assigned, confirmed, refused, shutDown } = scheduler.schedule(timeUs)
    if (assigned.length + confirmed.length + refused.length + shutDown.length === 0) return rounds
  }
  throw new Error('the scheduler does not come to rest')
}

/** Active tasks per node, of one service or of all. */
export function counts(
  { scheduler, slots }: GivenCluster,
  service?: string,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [...slots].map(([id, slot]) => [id, scheduler.activeTasks(slot, service)]),
  )
}

export function setState(
  { scheduler }: GivenCluster,
  handles: readonly number[],
  {
    state,
    desired = 'running',
    timeUs = 0,
  }: {
    readonly state: TaskStateName
    readonly desired?: TaskStateName
    readonly timeUs?: number
  },
): void {
  for (const handle of handles) {
    scheduler.updateTask(handle, { state: taskState[state], desired: taskState[desired], timeUs })
  }
}

/** Answers of many seeds, each once, sorted. */
export function acrossSeeds<Answer>(answerOf: (seed: string) => Answer): readonly Answer[] {
  const seen = new Map<string, Answer>()
  for (let seed = 0; seed < 60; seed++) {
    const answer = answerOf(`${seed}`)
    seen.set(JSON.stringify(answer), answer)
  }
  return [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, answer]) => answer)
}
