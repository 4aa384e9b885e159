/** Models of swarm mode for tests: as many equal nodes as wanted, and what the test says. */
import {
  defaultRestart,
  defaultSettings,
  defaultUpdate,
} from '../../../src/manager/swarmkit/constants.ts'
import type { Action } from '../../../src/model/action.ts'
import type { Model, NodeSpec, TimelineEntry } from '../../../src/model/model.ts'
import type { ServiceSpec, TaskTemplate } from '../../../src/model/swarm-mode.ts'
import type { SwarmkitSettings } from '../../../src/model/swarm-settings.ts'

const gigabyte = 1024 ** 3

export const seconds = (count: number) => Math.round(count * 1_000_000)

export function swarmNode(name: string, more: Partial<NodeSpec> = {}): NodeSpec {
  return {
    name,
    engineId: name,
    address: `${name}:2375`,
    cpus: 4,
    memoryBytes: 8 * gigabyte,
    labels: {},
    zone: '',
    rack: '',
    images: ['nginx:latest'],
    start: 'present',
    swarm: {
      labels: {},
      availability: 'active',
      platform: { os: 'linux', architecture: 'x86_64' },
      plugins: [],
      generic: [],
    },
    ...more,
  }
}

export function task(more: Partial<TaskTemplate> = {}): TaskTemplate {
  return {
    image: 'nginx',
    env: [],
    args: [],
    labels: {},
    mounts: [],
    limits: { nanoCpus: 0, memoryBytes: 0 },
    stopGraceUs: seconds(10),
    restart: defaultRestart,
    placement: { constraints: [], preferences: [], maxReplicas: 0, platforms: [] },
    reservations: { nanoCpus: 0, memoryBytes: 0, generic: [] },
    volumeDrivers: [],
    networkDrivers: [],
    logDriver: '',
    secrets: [],
    configs: [],
    networks: [],
    forceUpdate: 0,
    ...more,
  }
}

export function service(
  name: string,
  replicas: number,
  more: Partial<ServiceSpec> = {},
): ServiceSpec {
  return {
    name,
    mode: { type: 'replicated', replicas },
    task: task(),
    ports: [],
    update: defaultUpdate,
    rollback: defaultUpdate,
    ...more,
  }
}

export interface SwarmModelOptions {
  readonly nodes?: readonly NodeSpec[]
  readonly settings?: Partial<SwarmkitSettings>
  readonly timeline?: readonly (readonly [atSeconds: number, action: Action])[]
  readonly untilUs?: number
  readonly seed?: string
  readonly images?: Model['images']
}

export function swarmModel(options: SwarmModelOptions = {}): Model {
  const nodes = options.nodes ?? [1, 2, 3].map((number) => swarmNode(`node-${number}`))
  const timeline = (options.timeline ?? []).map(
    ([at, action]): TimelineEntry => ({ atUs: seconds(at), action, text: action.type }),
  )
  return {
    name: 'swarm',
    about: '',
    seed: options.seed ?? '1',
    untilUs: options.untilUs ?? seconds(300),
    eventsMax: 10_000_000,
    manager: {
      type: 'swarmkit',
      managers: [{ name: 'manager-1', node: -1 }],
      ...defaultSettings,
      raft: { tickUs: seconds(1), electionTicks: 10, heartbeatTicks: 1 },
      ...options.settings,
    },
    nodes,
    configs: [],
    images: options.images ?? [],
    costs: {
      latencyUs: 500,
      createUs: 100_000,
      startUs: 128_000,
      stopUs: 500_000,
      killUs: 100_000,
      removeUs: 100_000,
      requestUs: 20_000,
      pullBytesPerSecond: 12_500_000,
      pullOverheadUs: 1_000_000,
    },
    timeline,
    expect: [],
  }
}
