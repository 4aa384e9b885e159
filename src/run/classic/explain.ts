/**
 * Why here, why not there, in classic Swarm. The cluster just before a decision holds everything the
 * manager knew, so its scheduler can be asked the same question.
 */
import { applyRange, emptyClusterOf } from '../../machine/fold.ts'
import { hasHostConfig, withoutHostConfig } from '../../manager/classic/host-config.ts'
import { type Cluster, imageKey } from '../../model/cluster.ts'
import type { ContainerConfig } from '../../model/container-config.ts'
import { factCode } from '../../model/facts.ts'
import { containerId, swarmId } from '../../model/ids.ts'
import { classicSettings } from '../../model/settings.ts'
import { beliefState, engineState } from '../../model/states.ts'
import type { Trace } from '../../model/trace.ts'
import { explain } from '../../scheduler/classic/explain.ts'
import { type CompiledRequest, compileRequest } from '../../scheduler/classic/request.ts'
import { withOvercommit } from '../../scheduler/classic/resources.ts'
import { createPlacer, schedulerOver } from '../../scheduler/classic/scheduler.ts'
import type { Explanation } from '../../scheduler/explanation.ts'
import type { Decision } from '../decisions.ts'

/**
 * Asks the scheduler the question of a decision again.
 * @returns the verdict on every node, in the order of the model's nodes.
 */
export function explainClassic(trace: Trace, decision: Decision): Explanation {
  const cluster = emptyClusterOf(trace)
  applyRange(cluster, trace, 0, decision.row)
  const { placer, handles } = placerOf(trace, cluster)
  const chosen = handles.get(decision.node)
  const options = {
    ties: classicSettings(trace.model).ties,
    ...(chosen === undefined ? {} : { chosen }),
  }
  const asked = configOf(trace, decision)
  const explanation = explain(placer, compileRequest(asked), options)
  if (agrees(explanation, decision)) return explanation
  // After a failed pull the manager asks once more, for a node that has the image.
  const env = [...asked.env, `affinity:image==${asked.image}`]
  const retried = explain(placer, compileRequest({ ...asked, env }), options)
  return agrees(retried, decision) ? retried : explanation
}

/** True when the answer is the one that the run acted upon. */
function agrees({ best, chosen, error }: Explanation, decision: Decision): boolean {
  if (decision.node < 0) return error === decision.error
  return best.length === decision.tied && best.includes(chosen)
}

/** What was asked for in this decision, as the manager passed it on. */
function configOf(trace: Trace, decision: Decision): ContainerConfig {
  const { configs, containers, slots } = trace.tables
  if (decision.container >= 0) return configs[containers[decision.container].config]
  const config = configs[slots[decision.slot].config]
  const isReschedule =
    decision.row > 0 && trace.type[decision.row - 1] === factCode['reschedule.failed']
  const losesHostConfig = isReschedule && !classicSettings(trace.model).keepHostConfig
  return losesHostConfig && hasHostConfig(config) ? withoutHostConfig(config) : config
}

/** The scheduler's picture at one moment: what the primary believes, pending nodes included. */
function placerOf(trace: Trace, cluster: Cluster) {
  const { model, tables } = trace
  const settings = classicSettings(model)
  const placer = createPlacer(settings)
  const scheduler = schedulerOver(placer)
  const handles = new Map<number, number>()
  for (const [node, spec] of model.nodes.entries()) {
    const believed = cluster.nodes.believed[node]
    if (believed === engineState.unknown) continue
    const replaced = cluster.nodes.engineId[node]
    const handle = scheduler.addNode({
      name: spec.name,
      id: replaced < 0 ? spec.engineId : tables.texts[replaced],
      address: spec.address,
      totalCpus: withOvercommit(spec.cpus, settings.overcommit),
      totalMemoryBytes: withOvercommit(spec.memoryBytes, settings.overcommit),
      labels: spec.labels,
    })
    handles.set(node, handle)
    scheduler.setNodeHealth(handle, {
      state: healthOf(believed),
      failures: cluster.nodes.failures[node],
    })
    const pulled = tables.images.filter((_, image) => cluster.pulled.has(imageKey(node, image)))
    const ofTheStart = replaced < 0 ? spec.images : []
    const images = [...ofTheStart, ...pulled].map((image) => ({ id: image, tags: [image] }))
    if (images.length > 0) scheduler.setNodeImages(handle, images)
  }
  addContainers(trace, cluster, (node, container) => {
    const handle = handles.get(node)
    if (handle !== undefined) scheduler.addContainer(handle, container)
  })
  return { placer, handles }
}

type SchedulerContainer = Parameters<ReturnType<typeof schedulerOver>['addContainer']>[1]

function addContainers(
  trace: Trace,
  cluster: Cluster,
  add: (node: number, container: SchedulerContainer) => void,
): void {
  const { tables, model } = trace
  const requests: CompiledRequest[] = []
  for (let container = 0; container < cluster.containers.length; container++) {
    const believed = cluster.containers.believed[container]
    if (believed === beliefState.none) continue
    const { slot, name, config } = tables.containers[container]
    requests[config] ??= compileRequest(tables.configs[config])
    add(cluster.containers.believedNode[container], {
      id: believed === beliefState.placing ? '' : containerId(model.seed, container),
      name,
      swarmId: slot >= 0 ? swarmId(model.seed, slot) : '',
      request: requests[config],
      pending: believed === beliefState.placing,
    })
  }
}

function healthOf(believed: number): 'healthy' | 'unhealthy' | 'pending' {
  if (believed === engineState.healthy) return 'healthy'
  return believed === engineState.pending ? 'pending' : 'unhealthy'
}
