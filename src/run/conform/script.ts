/**
 * Turns a recorded run into a model: the same nodes, the same flags, the same things done at the
 * same times. The engines of the recording answer at once and do not restart containers.
 */
import type { Action } from '../../model/action.ts'
import { type ContainerConfig, emptyConfig } from '../../model/container-config.ts'
import type { Model, TimelineEntry } from '../../model/model.ts'
import type { RecordedLine, RecordedRun } from './record.ts'
import { namesById } from './recorded-facts.ts'
import { imagesOf, initialNodes, mebibyte, nodesOf, settingsOf } from './stage.ts'

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
