/**
 * Turns a recorded run into a model: the same nodes, the same flags, the same things done at the
 * same times. The engines of the recording answer at once and do not restart containers.
 */
import type { Action } from '../../model/action.ts'
import { type ContainerConfig, emptyConfig } from '../../model/container-config.ts'
import type {
  ClassicSettings,
  ImageSpec,
  Model,
  NodeSpec,
  TimelineEntry,
} from '../../model/model.ts'
import type { RecordedLine, RecordedRun } from './record.ts'
import { namesById, nodesById } from './recorded-facts.ts'

const mebibyte = 1024 ** 2
/** Requests of the script other than creations have only their end recorded. */
const requestMs = 2

/** The model of a run, and for each `do` line with a request its place in the timeline. */
export interface Script {
  readonly model: Model
  readonly entryOf: ReadonlyMap<RecordedLine, number>
}

export function scriptOf(run: RecordedRun): Script {
  const configs: ContainerConfig[] = []
  const names = namesById(run)
  const nodeIndex = new Map(run.nodes.map(({ name }, index) => [name, index]))
  const dated: { atUs: number; action: Action; line: RecordedLine }[] = []
  const listed = new Set(initialNodes(run))
  let previousEndMs = 0
  let managerStarts = 0

  for (const line of run.trace) {
    if (line.k !== 'do' || !line.op) continue
    const node = nodeIndex.get(line.node ?? '') ?? -1
    const add = (action: Action, atMs: number) =>
      dated.push({ atUs: Math.round(atMs * 1000), action, line })
    const startMs = Math.max(previousEndMs, line.t - requestMs)
    switch (line.op) {
      case 'create': {
        configs.push(configOf(line))
        const isStarted = !line.container?.noStart
        const name = line.container?.name || names.get(line.id ?? '') || ''
        add(
          {
            type: 'container.run',
            name,
            service: name,
            config: configs.length - 1,
            start: isStarted,
          },
          line.at ?? line.t,
        )
        break
      }
      case 'stop':
        add({ type: 'container.stop', target: line.name ?? '' }, startMs)
        break
      case 'rm':
        add({ type: 'container.rm', target: line.name ?? '', force: true, volumes: true }, startMs)
        break
      case 'inspect':
        add({ type: 'container.inspect', target: line.name ?? '' }, startMs)
        break
      case 'discovery': {
        const now = new Set(
          (line.nodes ?? []).map((one) => (typeof one === 'string' ? one : one.name)),
        )
        const change = (
          type: 'node.join' | 'node.leave',
          from: ReadonlySet<string>,
          to: ReadonlySet<string>,
        ) => {
          const nodes = [...from]
            .filter((one) => !to.has(one))
            .map((one) => nodeIndex.get(one) ?? -1)
          if (nodes.length > 0) add({ type, nodes }, line.t)
        }
        change('node.leave', listed, now)
        change('node.join', now, listed)
        listed.clear()
        for (const one of now) listed.add(one)
        break
      }
      case 'manager-start':
        if (managerStarts++ > 0) add({ type: 'manager.recover', manager: 0 }, line.t)
        break
      case 'manager-stop':
        add({ type: 'manager.crash', manager: 0 }, line.t)
        break
      default: {
        const action = engineAction(line, node)
        if (action) add(action, line.t)
      }
    }
    previousEndMs = line.t
  }
  // Requests that overlap are listed when they were answered; they happen when they were sent.
  const order = dated
    .map((entry, index) => ({ ...entry, index }))
    .sort((a, b) => a.atUs - b.atUs || a.index - b.index)
  const timeline: TimelineEntry[] = order.map(({ atUs, action }) => ({
    atUs,
    action,
    text: action.type,
  }))
  return {
    model: {
      name: 'recorded',
      about: '',
      seed: 'recorded',
      untilUs: Math.ceil((run.trace.at(-1)?.t ?? 0) * 1000),
      eventsMax: 1_000_000,
      manager: settingsOf(run),
      nodes: nodesOf(run),
      configs,
      images: imagesOf(run),
      // The recorded engines answer within a millisecond.
      costs: {
        latencyUs: 40,
        createUs: 100,
        startUs: 50,
        stopUs: 50,
        killUs: 50,
        removeUs: 50,
        requestUs: 50,
        pullBytesPerSecond: 1e12,
        pullOverheadUs: 100,
      },
      timeline,
      expect: [],
    },
    entryOf: new Map(order.map(({ line }, entry) => [line, entry])),
  }
}

function engineAction(line: RecordedLine, node: number): Action | undefined {
  const nodes = [node]
  switch (line.op) {
    case 'node-down':
      return { type: 'fault', fault: line.mode === 'crash' ? 'crash' : 'unreachable', nodes }
    case 'node-hang':
      return { type: 'fault', fault: 'freeze', nodes }
    case 'node-up':
    case 'node-unhang':
      return { type: 'fault', fault: 'recover', nodes }
    case 'node-replaced':
      return { type: 'engine.replace', node, engineId: line.id ?? '' }
    case 'local-create':
      return { type: 'engine.create', node, name: line.name ?? '' }
    case 'local-stop':
      return { type: 'engine.stop', node, name: line.name ?? '' }
    case 'local-rm':
      return { type: 'engine.rm', node, name: line.name ?? '' }
    case 'next-creates-fail':
      return { type: 'engine.failCreates', node, count: line.count ?? 1 }
    case 'creates-take':
      return { type: 'engine.createTakes', durationUs: (line.ms ?? 0) * 1000 }
    case 'event-stream-closed':
      return { type: 'engine.closeEvents', node }
    default:
      return undefined
  }
}

/** Nodes on the discovery list when the manager starts. */
function initialNodes(run: RecordedRun): string[] {
  if (run.discovery !== 'file') return run.nodes.map(({ name }) => name)
  const firstChange =
    run.trace.find(({ k, op }) => k === 'do' && op === 'discovery')?.t ?? Number.POSITIVE_INFINITY
  const registered = run.trace.flatMap(({ k, msg = '', t }) => {
    const name =
      k === 'log' && t < firstChange ? /^Registered Engine (\S+)/.exec(msg)?.[1] : undefined
    return name ? [name] : []
  })
  return registered
}

function nodesOf(run: RecordedRun): NodeSpec[] {
  const initial = new Set(initialNodes(run))
  return run.nodes.map((node) => ({
    name: node.name,
    engineId: firstId(run, node.name) ?? node.id,
    address: node.addr,
    cpus: node.cpus,
    memoryBytes: node.memoryMiB * mebibyte,
    labels: labelsOf(node.labels),
    zone: '',
    rack: '',
    images: imagesOn(run, node.name),
    start: !initial.has(node.name) ? 'later' : startsDown(run, node.name) ? 'down' : 'present',
  }))
}

/** The ID the node had at first: the list of nodes was written when the run was over. */
function firstId(run: RecordedRun, name: string): string | undefined {
  const replaced = run.trace.some(
    ({ k, op, node }) => k === 'do' && op === 'node-replaced' && node === name,
  )
  if (!replaced) return undefined
  return [...nodesById(run)].find(
    ([id, node]) => node === name && !run.nodes.some((one) => one.id === id),
  )?.[0]
}

/** A node that comes up without having gone down was down from the start. */
function startsDown(run: RecordedRun, name: string): boolean {
  const first = run.trace.find(
    ({ k, op, node }) => k === 'do' && node === name && (op === 'node-up' || op === 'node-down'),
  )
  return first?.op === 'node-up'
}

function labelsOf(labels: RecordedRun['nodes'][number]['labels']): Record<string, string> {
  if (!Array.isArray(labels)) return labels ?? {}
  return Object.fromEntries(
    labels.map((label) => [label.split('=')[0], label.slice(label.indexOf('=') + 1)]),
  )
}

function imageNames(run: RecordedRun): string[] {
  return [...new Set(run.trace.flatMap(({ container }) => (container ? [container.image] : [])))]
}

/** Where a creation met a missing image, only nodes that created without a pull have it. */
function imagesOn(run: RecordedRun, node: string): string[] {
  return imageNames(run).filter((image) => {
    const creations = run.trace.filter(
      ({ call, detail }) => call?.startsWith('POST /containers/create') && detail?.image === image,
    )
    const wasMissing = creations.some(({ status }) => status === 404)
    return !wasMissing || creations.find((line) => line.node === node)?.status === 201
  })
}

function imagesOf(run: RecordedRun): ImageSpec[] {
  return imageNames(run).map((image) => {
    const isMissing = (line: RecordedLine) => line.detail?.image === image && line.status === 404
    const missing = run.trace.find(isMissing)
    const wasPulled = run.trace.some(
      ({ detail, status, node, call, t }) =>
        missing !== undefined &&
        t >= missing.t &&
        node === missing.node &&
        status === 201 &&
        detail?.image === image &&
        call === missing.call,
    )
    return { name: image, sizeBytes: 0, layers: [], pullable: missing === undefined || wasPulled }
  })
}

function configOf({ container }: RecordedLine): ContainerConfig {
  if (!container) return emptyConfig
  return {
    ...emptyConfig,
    image: container.image,
    env: container.env ?? [],
    labels: container.labels ?? {},
    cpus: container.cpus,
    memoryBytes: container.memoryMiB * mebibyte,
    ports: Object.entries(container.ports ?? {}).map(([containerPort, hostPort]) => ({
      containerPort,
      hostPort,
      hostIp: '',
    })),
    links: container.links ?? [],
    volumesFrom: container.volumesFrom ?? [],
    networkMode: container.net,
  }
}

function settingsOf({ flags }: RecordedRun): ClassicSettings {
  const flag = (name: string, otherwise: string) => {
    const at = flags.lastIndexOf(`--${name}`)
    return at < 0 ? otherwise : flags[at + 1]
  }
  const options = new Map(
    flags.flatMap((value, at) =>
      flags[at - 1] === '--cluster-opt' ? [value.split('=') as [string, string]] : [],
    ),
  )
  return {
    type: 'classic',
    // The recordings use no other strategies than these.
    strategy: flag('strategy', 'spread') as ClassicSettings['strategy'],
    filters: ['health', 'port', 'dependency', 'affinity', 'constraint'],
    overcommit: Number(options.get('swarm.overcommit') ?? 0.05),
    createRetry: Number(options.get('swarm.createretry') ?? 0),
    experimental: flags.includes('--experimental'),
    refreshMinUs: durationUs(flag('engine-refresh-min-interval', '30s')),
    refreshMaxUs: durationUs(flag('engine-refresh-max-interval', '60s')),
    failureRetry: Number(flag('engine-failure-retry', '3')),
    heartbeatUs: durationUs(flag('heartbeat', '60s')),
    managers: [{ name: 'manager', node: -1 }],
    replicationTtlUs: durationUs('20s'),
    ties: 'random',
    keepHostConfig: false,
    slashCrash: true,
    extensions: {
      rebalance: 'none',
      rebalancePerMinute: 1,
      reschedulePerMinute: 0,
      rescheduleGraceUs: 0,
      retryUnplaced: false,
    },
  }
}

/** `500ms`, `1s`, `1m`. */
function durationUs(text: string): number {
  const [, count, unit] = /^([\d.]+)(ms|s|m)$/.exec(text) ?? []
  return Math.round(Number(count) * { ms: 1e3, s: 1e6, m: 6e7 }[unit as 'ms' | 's' | 'm'])
}
