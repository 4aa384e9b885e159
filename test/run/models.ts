/** Models for tests, made by hand: small clusters with round numbers. */
import type { Action } from '../../src/model/action.ts'
import { type ContainerConfig, emptyConfig } from '../../src/model/container-config.ts'
import type { ClassicSettings, Model, NodeSpec, TimelineEntry } from '../../src/model/model.ts'

export const seconds = (count: number): number => Math.round(count * 1_000_000)
export const gibibyte = 1024 ** 3

export interface ModelOptions {
  readonly nodes?: number
  readonly spec?: Partial<NodeSpec>
  readonly settings?: Partial<ClassicSettings>
  readonly configs?: readonly Partial<ContainerConfig>[]
  readonly timeline?: readonly { readonly at: number; readonly action: Action }[]
  readonly untilS?: number
  /** Images of the registry; `app:latest` alone when not given. */
  readonly images?: Model['images']
  /** Images in the cache of some nodes, beside those of all. */
  readonly imagesOf?: Readonly<Record<number, readonly string[]>>
  readonly seed?: string
  /** What some nodes have of their own. */
  readonly nodesAs?: Readonly<Record<number, Partial<NodeSpec>>>
}

export const moving: Partial<ContainerConfig> = { env: ['reschedule:on-node-failure'] }

export function node(index: number, spec: Partial<NodeSpec> = {}): NodeSpec {
  return {
    name: `node-${index + 1}`,
    engineId: `ID${index + 1}`,
    address: `10.0.0.${index + 1}:2375`,
    cpus: 4,
    memoryBytes: 8 * gibibyte,
    labels: {},
    zone: '',
    rack: '',
    images: ['app:latest'],
    start: 'present',
    ...spec,
  }
}

export function classicSettings(settings: Partial<ClassicSettings> = {}): ClassicSettings {
  return {
    type: 'classic',
    strategy: 'spread',
    filters: ['health', 'port', 'dependency', 'affinity', 'constraint'],
    overcommit: 0.05,
    createRetry: 0,
    experimental: true,
    refreshMinUs: seconds(30),
    refreshMaxUs: seconds(60),
    failureRetry: 3,
    heartbeatUs: seconds(60),
    managers: [{ name: 'manager-1', node: -1 }],
    replicationTtlUs: seconds(20),
    ties: 'random',
    keepHostConfig: false,
    slashCrash: false,
    extensions: {
      rebalance: 'none',
      rebalancePerMinute: 1,
      reschedulePerMinute: 0,
      rescheduleGraceUs: 0,
      retryUnplaced: false,
    },
    ...settings,
  }
}

/** Creates and starts a container of the model's configuration `config`. */
export function run(name: string, config = 0): Action {
  return { type: 'container.run', name, service: name.replace(/\d+$/, ''), config, start: true }
}

export function model(options: ModelOptions = {}): Model {
  const timeline: TimelineEntry[] = (options.timeline ?? [])
    .map(({ at, action }) => ({ atUs: seconds(at), action, text: action.type }))
    .sort((a, b) => a.atUs - b.atUs)
  return {
    name: 'test',
    about: '',
    seed: options.seed ?? '7',
    untilUs: seconds(options.untilS ?? 1200),
    eventsMax: 10_000_000,
    manager: classicSettings(options.settings),
    nodes: Array.from({ length: options.nodes ?? 3 }, (_, index) => {
      const spec = node(index, { ...options.spec, ...options.nodesAs?.[index] })
      return { ...spec, images: [...spec.images, ...(options.imagesOf?.[index] ?? [])] }
    }),
    configs: (options.configs ?? [moving]).map((config) => ({
      ...emptyConfig,
      image: 'app',
      ...config,
    })),
    images: options.images ?? [
      { name: 'app:latest', sizeBytes: 100e6, layers: [], pullable: true },
    ],
    costs: {
      latencyUs: 500,
      createUs: 100_000,
      startUs: 300_000,
      stopUs: 1_000_000,
      killUs: 50_000,
      removeUs: 100_000,
      requestUs: 10_000,
      pullBytesPerSecond: 12_500_000,
      pullOverheadUs: 500_000,
    },
    timeline,
    expect: [],
  }
}
