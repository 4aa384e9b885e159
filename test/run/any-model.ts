/**
 * Any valid model, for properties: one to eight machines, up to three managers, requests with
 * constraints, affinities, ports and memory, and a timeline in which everything may happen to
 * everybody, in any order.
 */
import fc from 'fast-check'
import type { Action } from '../../src/model/action.ts'
import type { ClassicSettings, Model, NodeSpec } from '../../src/model/model.ts'
import { anyBeginning, anyIncident, type Entry, scriptEndS } from './any-action.ts'
import { anyConfig, mostly } from './any-config.ts'
import { classicSettings, gibibyte, model, node, seconds } from './models.ts'

const managerNames = ['manager-1', 'manager-2', 'manager-3']
/** Pending nodes are tried every 30 s and a bit; unhealthy ones at their own pace. */
const calmS = 900

export interface AnyModelOptions {
  /** A value of `/` crashes the real manager's request: hardly anything happens after that. */
  readonly slashCrash?: boolean
}

export function anyModel({ slashCrash = false }: AnyModelOptions = {}): fc.Arbitrary<Model> {
  return fc
    .record({ nodes: fc.integer({ min: 1, max: 8 }), managers: fc.integer({ min: 1, max: 3 }) })
    .chain((size) =>
      fc.record({
        nodes: fc.tuple(...Array.from({ length: size.nodes }, (_, index) => anyNode(index))),
        settings: anySettings(size),
        configs: fc.array(anyConfig(slashCrash), { minLength: 1, maxLength: 4 }),
        // Left to itself fast-check makes arrays of hardly ten.
        beginning: fc.array(anyBeginning(), { maxLength: 8, size: 'max' }),
        timeline: fc.array(anyIncident(size), { maxLength: 16, size: 'max' }),
        latencyUs: fc.constantFrom(500, 500, 20_000, 300_000),
        seed: fc.integer({ min: 0, max: 999 }).map(String),
      }),
    )
    .map(({ nodes, settings, configs, beginning, timeline, latencyUs, seed }) => {
      const entries = withinConfigs([...beginning, ...timeline.flat()], configs.length)
      const base = model({ configs, timeline: entries, seed })
      return {
        ...base,
        nodes,
        manager: { ...settings, slashCrash },
        costs: { ...base.costs, latencyUs },
        images: [
          { name: 'app:latest', sizeBytes: 100e6, layers: [], pullable: true },
          { name: 'db:latest', sizeBytes: 300e6, layers: [], pullable: true },
          { name: 'gone:latest', sizeBytes: 1e6, layers: [], pullable: false },
        ],
        eventsMax: 2_000_000,
        untilUs: seconds(scriptEndS + calmS),
      }
    })
}

/** The same model, but at the end of the script every machine and manager works again. */
export function thenRepaired(any: Model): Model {
  const nodes = any.nodes.map((_, index) => index)
  const repairs: Action[] = [
    { type: 'fault', fault: 'recover', nodes },
    { type: 'node.join', nodes },
    ...any.manager.managers.map((_, manager): Action => ({ type: 'manager.recover', manager })),
  ]
  const entries = repairs.map((action) => ({
    atUs: seconds(scriptEndS),
    action,
    text: action.type,
  }))
  return { ...any, timeline: [...any.timeline, ...entries] }
}

function anyNode(index: number): fc.Arbitrary<NodeSpec> {
  return fc
    .record({
      cpus: fc.integer({ min: 1, max: 4 }),
      memoryBytes: fc.integer({ min: 1, max: 8 }).map((count) => count * gibibyte),
      labels: fc.constantFrom({}, { storage: 'ssd' }, { storage: 'disk' }),
      images: fc.subarray(['app:latest', 'app:latest', 'db:latest', 'gone:latest']),
      start: mostly('present', 'down', 'later'),
      isClone: mostly(false, true),
    })
    .map(({ isClone, ...spec }) =>
      node(index, {
        ...(spec as Partial<NodeSpec>),
        ...(isClone ? { engineId: 'CLONE' } : {}),
      }),
    )
}

function anySettings(size: { nodes: number; managers: number }): fc.Arbitrary<ClassicSettings> {
  const onNode = fc.integer({ min: 0, max: size.nodes - 1 })
  const manager = fc.oneof({ weight: 4, arbitrary: fc.constant(-1) }, onNode)
  return fc
    .record({
      strategy: fc.constantFrom('spread', 'binpack', 'random'),
      overcommit: fc.constantFrom(0.05, 0, 0.29),
      createRetry: fc.constantFrom(0, 0, 1, 3),
      experimental: mostly(true, false),
      refresh: fc.constantFrom([30, 60], [30, 60], [5, 8], [10, 10]),
      failureRetry: fc.constantFrom(3, 3, 1, 10),
      heartbeat: fc.constantFrom(60, 1),
      ties: fc.constantFrom('random', 'name'),
      keepHostConfig: fc.boolean(),
      managers: fc.array(manager, { minLength: size.managers, maxLength: size.managers }),
      rebalance: fc.constantFrom('none', 'none', 'on-join', 'gradual'),
      reschedulePerMinute: fc.constantFrom(0, 0, 6),
      grace: fc.constantFrom(0, 0, 120),
      retryUnplaced: fc.boolean(),
    })
    .map((drawn) =>
      classicSettings({
        strategy: drawn.strategy as ClassicSettings['strategy'],
        overcommit: drawn.overcommit,
        createRetry: drawn.createRetry,
        experimental: drawn.experimental,
        refreshMinUs: seconds(drawn.refresh[0]),
        refreshMaxUs: seconds(drawn.refresh[1]),
        failureRetry: drawn.failureRetry,
        heartbeatUs: seconds(drawn.heartbeat),
        ties: drawn.ties as ClassicSettings['ties'],
        keepHostConfig: drawn.keepHostConfig,
        managers: drawn.managers.map((on, index) => ({ name: managerNames[index], node: on })),
        extensions: {
          rebalance: drawn.rebalance as ClassicSettings['extensions']['rebalance'],
          rebalancePerMinute: 6,
          reschedulePerMinute: drawn.reschedulePerMinute,
          rescheduleGraceUs: seconds(drawn.grace),
          retryUnplaced: drawn.retryUnplaced,
        },
      }),
    )
}

/** Configurations are drawn before it is known how many there are. */
function withinConfigs(timeline: readonly Entry[], count: number): Entry[] {
  return timeline.map(({ at, action }) => {
    if (action.type === 'container.run') {
      return { at, action: { ...action, config: action.config % count } }
    }
    if (action.type !== 'compose.up' && action.type !== 'compose.scale') return { at, action }
    const containers = action.containers.map((one) => ({ ...one, config: one.config % count }))
    return { at, action: { ...action, containers } }
  })
}
