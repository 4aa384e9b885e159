/**
 * What an engine does for each request: how long it takes, what it changes, what it answers. The
 * texts of errors are those of Docker 1.10, where the recordings of Swarm 1.1 show them.
 */

import { containerId, shortIdLength } from '../model/ids.ts'
import type { EngineEvent, EngineReply, EngineRequest } from '../model/messages.ts'
import type { RunContext } from '../model/run-context.ts'
import { containerState } from '../model/states.ts'
import { type EngineState, withTag } from './engine-state.ts'
import { cacheLayers, imagesByName, pullTimeUs } from './images.ts'

const done: EngineReply = { type: 'done' }

function failure(error: string, imageMissing = false): EngineReply {
  return { type: 'error', error, imageMissing }
}

export interface Work {
  /** Time the request takes on the engine, in microseconds. */
  costUs(node: number, request: EngineRequest): number
  /** Carries the request out and says what the engine answers. */
  perform(node: number, request: EngineRequest): EngineReply
  /** The node has the image from now on. */
  cacheImage(node: number, image: string): void
  setCreateTakes(durationUs: number): void
}

export function createWork(
  context: RunContext,
  states: readonly EngineState[],
  notify: (node: number, event: EngineEvent, container: number) => void,
): Work {
  const { model, tables, cluster } = context
  const { costs } = model
  const images = imagesByName(model)
  let createUs = costs.createUs

  const stateOf = (container: number) => cluster.containers.actual[container]
  const configOf = (container: number) => tables.configs[tables.containers[container].config]
  const isRunning = (container: number) =>
    stateOf(container) === containerState.running || stateOf(container) === containerState.paused
  const shortId = (container: number) => containerId(model.seed, container).slice(0, shortIdLength)

  function create(node: number, container: number): EngineReply {
    const state = states[node]
    const { name } = tables.containers[container]
    const { image } = configOf(container)
    if (!state.images.has(withTag(image))) {
      return failure(`No such image: ${withTag(image)}`, true)
    }
    if (state.failCreates > 0) {
      state.failCreates--
      return failure('500 Internal Server Error: no space left on device')
    }
    if (state.byName.has(name)) {
      return failure(
        `Conflict. The name "/${name}" is already in use by container ${shortId(state.byName.get(name) ?? 0)}.`,
      )
    }
    state.containers.add(container)
    state.byName.set(name, container)
    context.emit('container.created', container, node)
    notify(node, 'create', container)
    return done
  }

  function start(node: number, container: number): EngineReply {
    if (stateOf(container) === containerState.paused) {
      return failure('Cannot start a paused container, try unpause instead.')
    }
    if (isRunning(container)) return done
    const taken = takenPort(node, container)
    if (taken !== undefined) {
      const error = `Cannot start container ${shortId(container)}: Bind for ${taken} failed: port is already allocated`
      context.emit('container.startFailed', container, context.text(error))
      return failure(`500 Internal Server Error: ${error}`)
    }
    context.emit('container.started', container)
    notify(node, 'start', container)
    return done
  }

  /** The first wanted host address that a running container of the engine has. */
  function takenPort(node: number, container: number): string | undefined {
    for (const wanted of configOf(container).ports) {
      if (wanted.hostPort === '') continue
      for (const other of states[node].containers) {
        if (other === container || !isRunning(other)) continue
        const collides = configOf(other).ports.some(
          (port) =>
            port.hostPort === wanted.hostPort &&
            portProtocol(port.containerPort) === portProtocol(wanted.containerPort) &&
            overlaps(port.hostIp, wanted.hostIp),
        )
        if (collides) return `${wanted.hostIp || '0.0.0.0'}:${wanted.hostPort}`
      }
    }
    return undefined
  }

  function exit(node: number, container: number, events: readonly EngineEvent[]): EngineReply {
    if (!isRunning(container)) return done
    context.emit('container.exited', container)
    for (const event of events) notify(node, event, container)
    return done
  }

  function pause(node: number, container: number, wanted: 'pause' | 'unpause'): EngineReply {
    const from = wanted === 'pause' ? containerState.running : containerState.paused
    if (stateOf(container) !== from) {
      const is = wanted === 'pause' ? 'not running' : 'not paused'
      return failure(`Cannot ${wanted} container ${shortId(container)}: it is ${is}`)
    }
    context.emit(wanted === 'pause' ? 'container.paused' : 'container.unpaused', container)
    notify(node, wanted, container)
    return done
  }

  function remove(node: number, container: number, force: boolean): EngineReply {
    const state = states[node]
    if (isRunning(container)) {
      if (!force) {
        return failure(
          `Conflict, You cannot remove a running container ${shortId(container)}. Stop the container before attempting removal or use -f`,
        )
      }
      exit(node, container, ['kill', 'die'])
    }
    state.containers.delete(container)
    state.byName.delete(tables.containers[container].name)
    context.emit('container.removed', container)
    notify(node, 'destroy', container)
    return done
  }

  function pull(node: number, name: string): EngineReply {
    const image = images.get(withTag(name))
    if (!image?.pullable) {
      const error = `Error: image ${name.replace(/^library\//, '')} not found`
      context.emit('image.pullFailed', node, context.image(withTag(name)), context.text(error))
      return failure(error, true)
    }
    cacheLayers(states[node], image)
    cacheImage(node, withTag(name))
    return done
  }

  function cacheImage(node: number, image: string): void {
    states[node].images.add(image)
    context.emit('image.pulled', node, context.image(image))
    notify(node, 'pull', -1)
  }

  const exists = (node: number, container: number) => states[node].containers.has(container)

  function perform(node: number, request: EngineRequest): EngineReply {
    switch (request.type) {
      case 'info':
        return { type: 'info', engineId: states[node].engineId }
      case 'read':
      case 'subscribe':
        return done
      case 'list':
        return {
          type: 'containers',
          containers: [...states[node].containers].map((container) => ({
            container,
            state: stateOf(container),
          })),
        }
      case 'inspect': {
        const { container } = request
        const found = exists(node, container) ? [{ container, state: stateOf(container) }] : []
        return { type: 'containers', containers: found }
      }
      case 'create':
        return create(node, request.container)
      case 'pull':
        return pull(node, request.image)
      case 'network':
        context.emit('network.created', node, context.text(request.name))
        return done
      case 'volume':
        context.emit('volume.created', node, context.text(request.name))
        return done
      default:
        break
    }
    const { container } = request
    if (!exists(node, container)) return failure(`No such container: ${shortId(container)}`)
    switch (request.type) {
      case 'start':
        return start(node, container)
      case 'stop':
        return exit(node, container, ['kill', 'die', 'stop'])
      case 'kill':
        if (!isRunning(container)) {
          return failure(`Cannot kill container ${shortId(container)}: it is not running`)
        }
        return exit(node, container, ['kill', 'die'])
      case 'pause':
      case 'unpause':
        return pause(node, container, request.type)
      case 'remove':
        return remove(node, container, request.force)
    }
  }

  function costUs(node: number, request: EngineRequest): number {
    switch (request.type) {
      case 'create':
        // An engine says at once that it lacks the image.
        return states[node].images.has(withTag(configOf(request.container).image)) ? createUs : 0
      case 'start':
        return costs.startUs
      case 'stop':
        return isRunning(request.container) ? costs.stopUs : 0
      case 'kill':
        return costs.killUs
      case 'remove':
        return costs.removeUs
      case 'pull': {
        const image = images.get(withTag(request.image))
        context.emit('image.pulling', node, context.image(withTag(request.image)))
        return image?.pullable ? pullTimeUs(model, image, states[node]) : costs.pullOverheadUs
      }
      case 'pause':
      case 'unpause':
      case 'network':
      case 'volume':
        return costs.requestUs
      default:
        return 0
    }
  }

  return {
    costUs,
    perform,
    cacheImage,
    setCreateTakes: (durationUs) => {
      createUs = durationUs
    },
  }
}

function overlaps(a: string, b: string): boolean {
  return a === b || a === '' || b === '' || a === '0.0.0.0' || b === '0.0.0.0'
}

function portProtocol(containerPort: string): string {
  return containerPort.split('/')[1] ?? 'tcp'
}
