/**
 * Any valid model, for properties: one to eight machines, up to three managers, requests with
 * constraints, affinities, ports and memory, and a timeline in which everything may happen to
 * everybody, in any order.
 */
import fc from 'fast-check'
import type { Action } from '../../src/model/action.ts'
import type { ContainerConfig } from '../../src/model/container-config.ts'
import type { ClassicSettings, Model, NodeSpec } from '../../src/model/model.ts'
import { classicSettings, gibibyte, model, node, seconds } from './models.ts'

const names = ['a', 'b', 'c', 'd', 'e', 'f']
const managerNames = ['manager-1', 'manager-2', 'manager-3']
/** Everything has happened by then; afterwards everything is repaired and left alone. */
export const scriptEndS = 900
/** Pending nodes are tried every 30 s and a bit; unhealthy ones at their own pace. */
export const calmS = 900

const expressions = [
  'constraint:storage==ssd',
  'constraint:storage==~ssd',
  'constraint:storage!=ssd',
  'constraint:node!=node-1',
  'constraint:node==node-2',
  'affinity:container==a',
  'affinity:container!=~a',
  'affinity:container!=b',
  'affinity:image==db',
  'affinity:service!=web',
  'constraint:storage==a,b',
]

/** What the timeline leaves out: see `anyModel`. */
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

function anyConfig(slashCrash: boolean): fc.Arbitrary<Partial<ContainerConfig>> {
  const entries = slashCrash ? [...expressions, 'constraint:storage==/'] : expressions
  const policy = mostly(['reschedule:on-node-failure'], [])
  const wanted = fc.subarray(entries, { minLength: 1, maxLength: 2 })
  const port = (hostIp: string) => ({ containerPort: '80/tcp', hostIp, hostPort: '8080' })
  return fc
    .record({
      image: mostly('app', 'db', 'gone', 'nowhere'),
      policy,
      expressions: fc.oneof({ weight: 3, arbitrary: fc.constant<string[]>([]) }, wanted),
      labels: fc.constantFrom({}, { service: 'web' }),
      cpus: mostly(0, 1, 2),
      memoryBytes: fc.constantFrom(0, 0, 0.25 * gibibyte, 2 * gibibyte),
      ports: mostly([], [port('')], [port('10.0.0.9')]),
      exposed: fc.constantFrom([], ['80/tcp']),
      network: mostly<Partial<ContainerConfig>>(
        {},
        { networkMode: 'host' },
        { networkMode: 'net' },
      ),
      // At most one, or hardly anything would find a place.
      dependency: fc.oneof(
        { weight: 8, arbitrary: fc.constant<Partial<ContainerConfig>>({}) },
        fc.constant({ networkMode: 'container:a' }),
        fc.constant({ links: ['a:alias'] }),
        fc.constant({ volumesFrom: ['b:ro'] }),
      ),
      restartPolicy: fc.constantFrom('', 'always', 'unless-stopped'),
    })
    .map(({ policy: reschedule, expressions: more, network, dependency, ...config }) => ({
      ...config,
      ...network,
      ...dependency,
      env: [...reschedule, ...more],
    }))
}

/** The first value in three cases of four, else any of the others. */
function mostly<T>(usual: T, ...others: T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  )
}

type Entry = { readonly at: number; readonly action: Action }

/** Most containers are there before anything breaks. */
function anyBeginning(): fc.Arbitrary<Entry> {
  const config = fc.integer({ min: 0, max: 3 })
  const runs = anyRun(config)
  const action = fc.oneof({ weight: 3, arbitrary: runs }, anyCompose(config))
  return fc.record({ at: fc.integer({ min: 1, max: 40 }), action })
}

/** Something that happens, and in most cases its end. */
function anyIncident(size: { nodes: number; managers: number }): fc.Arbitrary<Entry[]> {
  // Some things happen at the very same moment, some in the middle of a creation.
  const at = fc.oneof(
    fc.integer({ min: 0, max: scriptEndS - 1 }),
    fc.integer({ min: 0, max: 50 }).map((tenths) => 100 + tenths / 10),
  )
  const lasts = fc.constantFrom(0.2, 5, 30, 90, 200, 400, 600)
  return fc
    .record({ at, lasts, action: anyAction(size), isOver: mostly(true, false) })
    .map(({ at: from, lasts: forS, action, isOver }) => {
      const end = isOver ? endOf(action) : undefined
      const until = Math.min(from + forS, scriptEndS - 1)
      return end
        ? [
            { at: from, action },
            { at: until, action: end },
          ]
        : [{ at: from, action }]
    })
}

function endOf(action: Action): Action | undefined {
  switch (action.type) {
    case 'fault':
      return { ...action, fault: 'recover' }
    case 'node.leave':
      return { ...action, type: 'node.join' }
    case 'manager.crash':
      return { ...action, type: 'manager.recover' }
    default:
      return undefined
  }
}

function anyRun(config: fc.Arbitrary<number>): fc.Arbitrary<Action> {
  const name = fc.oneof(fc.constantFrom(...names), fc.constant(''))
  return fc
    .record({ name, config, start: mostly(true, false) })
    .map((drawn): Action => ({ type: 'container.run', service: '', ...drawn }))
}

function anyAction(size: { nodes: number; managers: number }): fc.Arbitrary<Action> {
  const some = fc.uniqueArray(fc.integer({ min: 0, max: size.nodes - 1 }), {
    minLength: 1,
    maxLength: 3,
  })
  const one = fc.integer({ min: 0, max: size.nodes - 1 })
  const manager = fc.integer({ min: 0, max: size.managers - 1 })
  const name = fc.constantFrom(...names)
  const config = fc.integer({ min: 0, max: 3 })
  const fault = fc
    .record({
      fault: fc.constantFrom('crash', 'crash', 'freeze', 'unreachable', 'unreachable', 'recover'),
      nodes: some,
    })
    .map((drawn) => ({ type: 'fault', ...drawn }) as Action)
  return fc.oneof(
    { weight: 6, arbitrary: anyRun(config) },
    { weight: 8, arbitrary: fault },
    { weight: 5, arbitrary: anyChange(name) },
    { weight: 3, arbitrary: anyCompose(config) },
    {
      weight: 2,
      arbitrary: fc
        .record({ type: mostly('node.leave', 'node.join'), nodes: some })
        .map((drawn) => drawn as Action),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({ type: mostly('manager.crash', 'manager.recover'), manager })
        .map((drawn) => drawn as Action),
    },
    { weight: 2, arbitrary: anyLocalAction(one, name) },
    {
      weight: 1,
      arbitrary: fc
        .record({
          type: fc.constantFrom('network.create', 'volume.create'),
          driver: fc.constantFrom('', 'bridge'),
        })
        .map(({ type, driver }) => ({ type, name: 'net', driver }) as Action),
    },
  )
}

function anyChange(name: fc.Arbitrary<string>): fc.Arbitrary<Action> {
  const type = fc.constantFrom('start', 'stop', 'kill', 'pause', 'unpause')
  return fc.oneof(
    fc
      .record({ type, target: name })
      .map((drawn) => ({ type: `container.${drawn.type}`, target: drawn.target }) as Action),
    fc
      .record({ target: name, force: fc.boolean() })
      .map((drawn): Action => ({ type: 'container.rm', volumes: true, ...drawn })),
  )
}

function anyCompose(config: fc.Arbitrary<number>): fc.Arbitrary<Action> {
  const containersOf = (service: string, count: number, of: number) =>
    Array.from({ length: count }, (_, index) => ({
      service,
      name: `p_${service}_${index + 1}`,
      config: of,
    }))
  const count = fc.integer({ min: 0, max: 4 })
  return fc
    .record({ type: fc.constantFrom('up', 'up', 'scale', 'down'), web: count, db: count, config })
    .map(({ type, web, db, config: of }): Action => {
      if (type === 'down') return { type: 'compose.down', project: 'p' }
      const wanted = containersOf('web', web, of)
      if (type === 'scale') {
        return { type: 'compose.scale', project: 'p', service: 'web', containers: wanted }
      }
      const containers = [...containersOf('db', db, 0), ...wanted]
      const networks = [{ name: 'p_default', driver: 'bridge' }]
      return { type: 'compose.up', project: 'p', containers, networks }
    })
}

function anyLocalAction(
  one: fc.Arbitrary<number>,
  name: fc.Arbitrary<string>,
): fc.Arbitrary<Action> {
  return fc
    .record({
      type: fc.constantFrom(
        'engine.create',
        'engine.stop',
        'engine.rm',
        'engine.failCreates',
        'engine.closeEvents',
        'engine.replace',
        'engine.createTakes',
      ),
      node: one,
      name,
      seconds: fc.integer({ min: 0, max: 5 }),
    })
    .map(({ type, node: on, name: of, seconds: takes }) => {
      switch (type) {
        case 'engine.failCreates':
          return { type, node: on, count: 1 } as Action
        case 'engine.closeEvents':
          return { type, node: on } as Action
        case 'engine.replace':
          return { type, node: on, engineId: `NEW-${on}` } as Action
        case 'engine.createTakes':
          return { type, durationUs: seconds(takes) } as Action
        default:
          return { type, node: on, name: of } as Action
      }
    })
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
