/**
 * The stage of a recorded run: its nodes with their images and labels, and the manager's flags.
 */
import type { ClassicSettings, ImageSpec, NodeSpec } from '../../model/model.ts'
import type { RecordedLine, RecordedRun } from './record.ts'
import { nodesById } from './recorded-facts.ts'

/** Memory is recorded in MiB. */
export const mebibyte = 1024 ** 2

/** Nodes on the discovery list when the manager starts. */
export function initialNodes(run: RecordedRun): string[] {
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

export function nodesOf(run: RecordedRun): NodeSpec[] {
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

export function imagesOf(run: RecordedRun): ImageSpec[] {
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

export function settingsOf({ flags }: RecordedRun): ClassicSettings {
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
