/**
 * Wires kernel, world and managers, and carries out the timeline. The run itself is a pure function
 * of the model: everything from outside enters as a dated entry.
 */
import { createEngines } from '../engine/engines.ts'
import { createNodeFaults } from '../faults/node-faults.ts'
import { type Chance, createChance } from '../manager/classic/chance.ts'
import { createLeadership } from '../manager/classic/leadership.ts'
import { type ClassicManager, createClassicManager } from '../manager/classic/manager.ts'
import type { Action } from '../model/action.ts'
import type { Cluster } from '../model/cluster.ts'
import { emptyConfig } from '../model/container-config.ts'
import type { Model } from '../model/model.ts'
import type { Trace, TraceTables } from '../model/trace.ts'
import { createClient } from './client.ts'
import { createContext } from './context.ts'

export interface SimulationOptions {
  /** Takes the place of the random draws: a recorded run. */
  readonly chance?: Chance
  /** Makes every beat of periodic work an event. Slow; the facts are the same, and a test says so. */
  readonly everyBeat?: boolean
}

export interface Simulation {
  readonly nowUs: number
  readonly events: number
  readonly facts: number
  readonly tables: TraceTables
  /** The cluster now. It is the run's own: it changes with the next event. */
  readonly cluster: Cluster
  /** Handles everything due up to this time. False when the bound on events was reached. */
  runUntil(timeUs: number): boolean
  finish(): Trace
}

export function createSimulation(model: Model, options: SimulationOptions = {}): Simulation {
  const context = createContext(model)
  const { kernel, cluster } = context
  const settings = model.manager
  const chance = options.chance ?? createChance(model)
  const managers: ClassicManager[] = []
  const engines = createEngines(context, managers, chance.eventDelayUs)
  let emptyConfigIndex = -1
  const networkConfig = () => {
    if (emptyConfigIndex < 0) emptyConfigIndex = context.addConfig(emptyConfig)
    return emptyConfigIndex
  }
  for (let manager = 0; manager < settings.managers.length; manager++) {
    managers.push(
      createClassicManager({
        manager,
        context,
        settings,
        chance,
        enginePort: engines,
        networkConfig,
        everyBeat: options.everyBeat ?? false,
      }),
    )
  }
  const leadership = createLeadership({
    context,
    chance,
    ttlUs: settings.replicationTtlUs,
    managers,
  })
  const faults = createNodeFaults(context, engines)
  const client = createClient(context, () => managers.find(({ isPrimary }) => isPrimary)?.requests)

  /** A manager that runs on a node shares its fate. */
  function managersOn(node: number): number[] {
    return settings.managers.flatMap((spec, manager) => (spec.node === node ? [manager] : []))
  }

  function onNodes(nodes: readonly number[], change: (node: number) => void): void {
    for (const node of nodes) change(node)
  }

  function perform(action: Action, entry: number): void {
    switch (action.type) {
      case 'fault':
        onNodes(action.nodes, (node) => {
          faults.fault(action.fault, node)
          if (action.fault === 'crash') for (const one of managersOn(node)) leadership.crash(one)
          if (action.fault === 'recover')
            for (const one of managersOn(node)) leadership.recover(one)
        })
        break
      case 'node.join':
        onNodes(action.nodes, faults.join)
        for (const manager of managers) manager.discoveryChanged()
        break
      case 'node.leave':
        onNodes(action.nodes, faults.leave)
        for (const manager of managers) manager.discoveryChanged()
        break
      case 'manager.crash':
        leadership.crash(action.manager)
        break
      case 'manager.recover':
        leadership.recover(action.manager)
        break
      case 'engine.create':
      case 'engine.stop':
      case 'engine.rm':
        engines.performLocally(action)
        break
      case 'engine.failCreates':
        engines.states[action.node].failCreates += action.count
        break
      case 'engine.closeEvents':
        engines.closeStreams(action.node)
        break
      case 'engine.replace':
        faults.replace(action.node, action.engineId)
        break
      case 'engine.createTakes':
        engines.setCreateTakes(action.durationUs)
        break
      default:
        client.perform(action, (errors) => {
          for (const error of errors) context.emit('command.failed', entry, context.text(error))
          if (errors.length === 0) context.emit('command.done', entry)
        })
    }
  }

  context.at(0, () => {
    for (const [node, { start }] of model.nodes.entries()) {
      if (start === 'later') continue
      faults.join(node)
      if (start === 'down') faults.fault('unreachable', node)
    }
    leadership.start()
  })
  for (const [entry, { atUs, action }] of model.timeline.entries()) {
    context.at(atUs, () => {
      context.emit('timeline.reached', entry)
      perform(action, entry)
    })
  }

  return {
    tables: context.tables,
    cluster,
    get nowUs() {
      return kernel.nowUs
    },
    get events() {
      return kernel.eventsHandled
    },
    get facts() {
      return context.writer.length
    },
    runUntil: (timeUs) => kernel.runUntil(timeUs).type === 'reached',
    finish: () => {
      cluster.timeUs = kernel.nowUs
      return context.writer.finish(kernel.nowUs)
    },
  }
}
