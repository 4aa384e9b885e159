/**
 * What the workers' tasks are on their machines: containers with images to pull, that take time to create,
 * start and stop, and that may end by themselves. The facts of the world are stated here.
 */
import { createEngineStates, type EngineState, withTag } from '../../engine/engine-state.ts'
import { cacheLayers, imagesByName, pullTimeUs } from '../../engine/images.ts'
import type { TaskBehaviour } from '../../engine/swarmkit/worker.ts'
import type { TaskObject } from '../../manager/swarmkit/store/objects.ts'
import type { RunContext } from '../../model/run-context.ts'
import { containerState } from '../../model/states.ts'
import { type TaskStateCode, taskStateCode } from '../../model/swarm-mode.ts'
import type { SwarmFacts } from './swarm-facts.ts'

export interface Containers {
  readonly states: readonly EngineState[]
  behaviourOf(node: number, task: TaskObject): TaskBehaviour
  happened(node: number, task: TaskObject, state: TaskStateCode): void
  removed(node: number, task: TaskObject): void
  /** From now on creating a container takes so long. */
  setCreateTakes(durationUs: number): void
}

export function createContainers(context: RunContext, facts: SwarmFacts): Containers {
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
    if (!pulls[node].delete(name)) return
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
      return {
        prepareUs: waitUs + (isMissing ? 0 : createUs),
        startUs: costs.startUs,
        stopUs: stopUs > stopGraceUs ? stopGraceUs + costs.killUs : stopUs,
        exitAfterUs,
        exitState: exitCode === 0 ? 'complete' : 'failed',
        exitError: `task: non-zero exit (${exitCode})`,
        rejection: isMissing ? noSuchImage(name) : undefined,
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
      } else if (state > taskStateCode.running && actual === containerState.running) {
        context.emit('container.exited', container)
      }
    },
    removed(node, task) {
      const container = facts.containerOf(task)
      const actual = cluster.containers.actual[container]
      if (actual === containerState.none || actual === containerState.removed) return
      if (actual === containerState.running) context.emit('container.exited', container)
      states[node].containers.delete(container)
      context.emit('container.removed', container)
    },
  }
}

function noSuchImage(name: string): string {
  return `No such image: ${name}`
}
