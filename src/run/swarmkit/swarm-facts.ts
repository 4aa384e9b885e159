/**
 * What swarm mode states becomes facts of the trace: its tasks are the trace's containers, its services'
 * slots are the trace's slots. Who knows a task by its object finds its number here, and the other way.
 */
import type { SwarmChangeType, SwarmContext } from '../../manager/swarmkit/context.ts'
import type { NodeObject, ServiceObject, TaskObject } from '../../manager/swarmkit/store/objects.ts'
import { emptyConfig } from '../../model/container-config.ts'
import type { FactType } from '../../model/facts.ts'
import type { RunContext } from '../../model/run-context.ts'
import { slotState } from '../../model/states.ts'
import { type ServiceSpec, swarmNodeStates } from '../../model/swarm-mode.ts'
import { assert } from '../../sim/assert.ts'

export interface SwarmFacts extends SwarmContext {
  /** Number of a task among the trace's containers. */
  containerOf(task: TaskObject): number
  taskOf(container: number): TaskObject
}

export interface SwarmFactsOptions {
  readonly context: RunContext
  /** Position in the model of the node with this name. */
  readonly nodeNamed: (name: string) => number
  readonly replicate?: SwarmContext['replicate'] | undefined
}

export function createSwarmFacts({ context, nodeNamed, replicate }: SwarmFactsOptions): SwarmFacts {
  const { tables, cluster } = context
  const { services: serviceNames, specs } = tables
  assert(serviceNames !== undefined && specs !== undefined, 'a trace of swarm mode has its tables')
  const nodes: NodeObject[] = []
  const nodeIndex: number[] = []
  const services: ServiceObject[] = []
  /** By service: its specifications by version, its slots by number or node. */
  const specRows: Map<number, number>[] = []
  const slotRows: Map<string | number, { readonly row: number; attempts: number; last: number }>[] =
    []
  const containers: number[] = []
  const tasks: TaskObject[] = []

  function specRow(service: ServiceObject, version: number): number {
    const rows = specRows[service.index]
    let row = rows.get(version)
    if (row === undefined) {
      const { current, previous } = service
      const found = current.version === version ? current : previous
      assert(found?.version === version, `no version ${version} of ${service.id}`)
      const { spec } = found.spec
      const config = context.addConfig(configOf(spec))
      row = specs?.push({ service: service.index, version, spec, config }) ?? 0
      rows.set(version, --row)
    }
    return row
  }

  function addTask(task: TaskObject): void {
    const { service, node } = task
    const spec = specRow(service, task.specVersion)
    const { config } = (specs ?? [])[spec]
    const isOnNode = isOfEachNode(service)
    const place = isOnNode ? (node?.id ?? '') : task.slot
    let slot = slotRows[service.index].get(place)
    if (slot === undefined) {
      const name = `${service.id}.${place}`
      slot = { row: context.addSlot({ service: service.id, name, config }), attempts: 0, last: -1 }
      slotRows[service.index].set(place, slot)
    }
    const { predecessor } = task
    const before = predecessor === undefined ? slot.last : containers[predecessor.index]
    const name = `${service.id}.${place}.${++slot.attempts}`
    const row = { slot: slot.row, name, config, predecessor: before, spec }
    const container = context.addContainer(row)
    slot.last = container
    containers[task.index] = container
    tasks[container] = task
  }

  function created(task: number, desired: number): void {
    const container = containers[task]
    const { slot } = tables.containers[container]
    const isJob = modeOf(tasks[container].service).includes('job')
    const asked = isJob ? slotState.job : slotState.running
    if (cluster.slots.asked[slot] !== asked) {
      context.emit(isJob ? 'slot.asked.job' : 'slot.asked', slot)
    }
    context.emit('task.created', container, desired)
  }

  function emit(type: SwarmChangeType, a: number, b: number, c: number): void {
    switch (type) {
      case 'task.created':
        created(a, b)
        break
      case 'task.replaced':
        context.emit(type, containers[a], containers[b], c)
        break
      case 'task.assigned':
        context.emit(type, containers[a], nodeIndex[b])
        break
      case 'task.rejected':
        context.emit(type, containers[a], c)
        break
      case 'task.allocated':
      case 'task.withdrawn':
      case 'task.orphaned':
      case 'task.nodeRemoved':
      case 'task.deleted':
        context.emit(type, containers[a])
        break
      case 'task.desired':
      case 'task.refused':
      case 'task.reported':
        context.emit(type, containers[a], b, c)
        break
      case 'slot.dropped': {
        const { slot } = tables.containers[containers[a]]
        if (cluster.slots.asked[slot] !== slotState.dropped) context.emit(type, slot)
        break
      }
      case 'service.created':
      case 'service.specified':
        context.emit(type, a, specRow(services[a], b))
        break
      case 'service.updateState':
        context.emit(type, a, b, c)
        break
      case 'service.removed':
        context.emit(type, a)
        break
      case 'object.created':
      case 'object.removed':
        context.emit(objectFacts[type][a], b)
        break
      default:
        emitNode(type, a, b, c)
    }
  }

  function emitNode(type: SwarmChangeType, a: number, b: number, c: number): void {
    const node = nodeIndex[a]
    // A manager on a machine of its own is no node of the model.
    if (node < 0) return
    switch (type) {
      case 'node.added':
        context.emit(type, node, b)
        break
      case 'node.state':
        // A ready node has no message: a number that no field names would be lost in a file.
        context.emit(nodeFacts[swarmNodeStates[b]], node, swarmNodeStates[b] === 'ready' ? 0 : c)
        break
      case 'node.specified':
        context.emit(type, node, b, context.text(JSON.stringify(nodes[a].labels)))
        break
      case 'node.role':
        context.emit(b === 1 ? 'node.promoted' : 'node.demoted', node)
        break
      default:
        context.emit('node.removed', node)
    }
  }

  return {
    seed: context.model.seed,
    nowUs: context.nowUs,
    at: context.at,
    text: context.text,
    nameOf: ({ index }) => tables.containers[containers[index]].name,
    emit,
    addTask,
    addService(service) {
      services[service.index] = service
      context.addService(service.id)
      specRows[service.index] = new Map()
      slotRows[service.index] = new Map()
    },
    addNode(node) {
      nodes[node.index] = node
      nodeIndex[node.index] = nodeNamed(node.id)
    },
    ...(replicate && { replicate }),
    containerOf: (task) => containers[task.index],
    taskOf: (container) => tasks[container],
  }
}

const nodeFacts = {
  ready: 'node.ready',
  down: 'node.down',
  unknown: 'node.unknown',
  disconnected: 'node.disconnected',
} as const

const objectFacts: Readonly<
  Record<'object.created' | 'object.removed', readonly [FactType, FactType, FactType]>
> = {
  'object.created': ['secret.created', 'config.created', 'overlay.created'],
  'object.removed': ['secret.removed', 'config.removed', 'overlay.removed'],
}

function modeOf(service: ServiceObject): ServiceSpec['mode']['type'] {
  return service.current.spec.spec.mode.type
}

function isOfEachNode(service: ServiceObject): boolean {
  return modeOf(service) === 'global' || modeOf(service) === 'global-job'
}

/** What there is to see of a task: the columns and pictures of containers are made of it. */
function configOf({ task, ports }: ServiceSpec): typeof emptyConfig {
  return {
    ...emptyConfig,
    image: task.image,
    env: task.env,
    labels: task.labels,
    cpus: task.reservations.nanoCpus / 1e9,
    memoryBytes: task.reservations.memoryBytes,
    ports: ports
      .filter(({ mode, published }) => mode === 'host' && published !== 0)
      .map(({ target, protocol, published }) => ({
        containerPort: `${target}/${protocol}`,
        hostIp: '',
        hostPort: String(published),
      })),
    networkMode: task.networks[0] ?? '',
  }
}
