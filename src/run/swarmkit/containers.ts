/**
 * What the workers' tasks are on their machines: containers with images to pull, that take time to create,
 * start and stop, and that may end by themselves. The facts of the world are stated here.
 */
import { createEngineStates, type EngineState, withTag } from '../../engine/engine-state.ts'
import { cacheLayers, imagesByName, pullTimeUs } from '../../engine/images.ts'
import { createMemory, type MemoryUse } from '../../engine/swarmkit/memory.ts'
import type { TaskBehaviour } from '../../engine/swarmkit/worker.ts'
import type { TaskObject } from '../../manager/swarmkit/store/objects.ts'
import type { ContainerBehaviour } from '../../model/model.ts'
import type { RunContext } from '../../model/run-context.ts'
import { containerState } from '../../model/states.ts'
import { type TaskStateCode, taskStateCode } from '../../model/swarm-mode.ts'
import type { SwarmFacts } from './swarm-facts.ts'

export interface Containers {
  readonly states: readonly EngineState[]
  behaviourOf(node: number, task: TaskObject): TaskBehaviour
  happened(node: number, task: TaskObject, state: TaskStateCode): void
  removed(node: number, task: TaskObject): void
  /** The machine has stopped: nothing uses its memory any more. */
  crashed(node: number): void
  /** Somebody stops or removes a task's container on the engine itself; by the task's or slot's name. */
  endLocally(node: number, name: string, isRemoved: boolean): void
  /** From now on creating a container takes so long. */
  setCreateTakes(durationUs: number): void
}

/** An engine that starts again finds its containers dead, with the code for not knowing better. */
export const lostWithMachine = 'task: non-zero exit (255)'
/** What the kernel's kill looks like to the worker. */
const outOfMemory = 'task: non-zero exit (137)'

/** @param kill ends a task on its worker, with what it says of it. */
export function createContainers(
  context: RunContext,
  facts: SwarmFacts,
  kill: (node: number, task: TaskObject, error: string) => void,
): Containers {
  const { model, cluster } = context
  const { costs } = model
  let { createUs } = costs
  const states = createEngineStates(context)
  const images = imagesByName(model)
  /** Pulls under way, by node and image: when they are done. */
  const pulls = model.nodes.map(() => new Map<string, number>())

  /** Time until the image is there; tasks that want the same image wait for the same pull. */
  function pullUs(node: number, name: string): number {
    const state = states[node]
    if (state.images.has(name)) return 0
    const underWay = pulls[node].get(name)
    if (underWay !== undefined) return underWay - context.nowUs()
    const image = images.get(name)
    context.emit('image.pulling', node, context.image(name))
    const takesUs = image?.pullable ? pullTimeUs(model, image, state) : costs.pullOverheadUs
    pulls[node].set(name, context.nowUs() + takesUs)
    context.after(takesUs, () => pulled(node, name))
    return takesUs
  }

  function pulled(node: number, name: string): void {
    // Interrupted by a crash: it begins anew when somebody wants it.
    if (pulls[node].get(name) !== context.nowUs()) return
    pulls[node].delete(name)
    const image = images.get(name)
    if (!image?.pullable) {
      const error = context.text(noSuchImage(name))
      context.emit('image.pullFailed', node, context.image(name), error)
      return
    }
    cacheLayers(states[node], image)
    states[node].images.add(name)
    context.emit('image.pulled', node, context.image(name))
  }

  const memory = createMemory({
    nowUs: context.nowUs,
    at: context.at,
    capacityBytes: (node) => model.nodes[node].memoryBytes,
    kill(node, container) {
      context.emit('container.outOfMemory', container, node)
      kill(node, facts.taskOf(container), outOfMemory)
    },
  })

  /** Where no image says what it uses nothing is looked at, so nothing need be told. */
  const canRunOut = model.images.some(({ behaviour }) => isSaid(behaviour))

  function memoryUseOf({ spec }: TaskObject): MemoryUse {
    const { image, reservations, limits } = spec.spec.task
    const behaviour = images.get(withTag(image))?.behaviour
    const { memoryBytes, memoryGrowthPerSecond = 0 } = behaviour ?? {}
    return {
      bytes: memoryBytes ?? reservations.memoryBytes,
      growthPerSecond: memoryGrowthPerSecond,
      limitBytes: limits.memoryBytes,
      isSaid: isSaid(behaviour),
    }
  }

  return {
    states,
    setCreateTakes(durationUs) {
      createUs = durationUs
    },
    behaviourOf(node, { spec }) {
      const { image, stopGraceUs } = spec.spec.task
      const name = withTag(image)
      const known = images.get(name)
      const { exitAfterUs, exitCode = 0, stopUs = costs.stopUs } = known?.behaviour ?? {}
      const isThere = states[node].images.has(name)
      const waitUs = pullUs(node, name)
      const isMissing = !isThere && known?.pullable !== true
      const isBroken = !isMissing && states[node].failCreates > 0
      if (isBroken) states[node].failCreates--
      const rejection = isMissing ? noSuchImage(name) : isBroken ? noSpace : undefined
      return {
        prepareUs: waitUs + (isMissing ? 0 : createUs),
        startUs: costs.startUs,
        stopUs: stopUs > stopGraceUs ? stopGraceUs + costs.killUs : stopUs,
        exitAfterUs,
        exitState: exitCode === 0 ? 'complete' : 'failed',
        exitError: exitCode === 0 ? undefined : `task: non-zero exit (${exitCode})`,
        rejection,
      }
    },
    happened(node, task, state) {
      const container = facts.containerOf(task)
      const actual = cluster.containers.actual[container]
      if (state === taskStateCode.ready) {
        states[node].containers.add(container)
        context.emit('container.created', container, node)
      } else if (state === taskStateCode.running) {
        context.emit('container.started', container)
        if (canRunOut) memory.started(node, container, memoryUseOf(task))
      } else if (state > taskStateCode.running && actual === containerState.running) {
        context.emit('container.exited', container)
        memory.ended(node, container)
      }
    },
    endLocally(node, name, isRemoved) {
      const container = [...states[node].containers].findLast((one) => {
        const { slot, name: ofTask } = context.tables.containers[one]
        const isNamed = ofTask === name || context.tables.slots[slot]?.name === name
        return isNamed && cluster.containers.actual[one] === containerState.running
      })
      if (container === undefined) return
      kill(
        node,
        facts.taskOf(container),
        isRemoved ? `No such container: ${name}` : stoppedBySignal,
      )
    },
    crashed(node) {
      memory.cleared(node)
      // Pulls that were under way begin anew.
      pulls[node].clear()
    },
    removed(node, task) {
      const container = facts.containerOf(task)
      const actual = cluster.containers.actual[container]
      if (actual === containerState.none || actual === containerState.removed) return
      if (actual === containerState.running) {
        context.emit('container.exited', container)
        memory.ended(node, container)
      }
      states[node].containers.delete(container)
      context.emit('container.removed', container)
    },
  }
}

/** What the engine says of a creation that the scenario lets fail. */
const noSpace = 'no space left on device'
/** A container that heeds the stop signal ends by it, which nobody in the swarm expected. */
const stoppedBySignal = 'task: non-zero exit (143)'

function isSaid(behaviour: ContainerBehaviour | undefined): boolean {
  const { memoryBytes, memoryGrowthPerSecond } = behaviour ?? {}
  return memoryBytes !== undefined || memoryGrowthPerSecond !== undefined
}

function noSuchImage(name: string): string {
  return `No such image: ${name}`
}
