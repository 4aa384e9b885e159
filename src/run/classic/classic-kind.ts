/** Classic Swarm in a run: engines, managers with a leader among them, and the clients that ask them. */
import { createEngines } from '../../engine/engines.ts'
import { createNodeFaults } from '../../faults/node-faults.ts'
import { createChance } from '../../manager/classic/chance.ts'
import { createLeadership } from '../../manager/classic/leadership.ts'
import { type ClassicManager, createClassicManager } from '../../manager/classic/manager.ts'
import type { Action } from '../../model/action.ts'
import { emptyConfig } from '../../model/container-config.ts'
import type { RunContext } from '../../model/run-context.ts'
import { classicSettings } from '../../model/settings.ts'
import { assert } from '../../sim/assert.ts'
import type { ManagedCluster, ManagerKind } from '../manager-kind.ts'
import type { SimulationOptions } from '../simulation.ts'
import { type ClassicRequest, createClient } from './client.ts'
import { explainClassic } from './explain.ts'

export const classicKind: ManagerKind = {
  create: createClassicCluster,
  explain: explainClassic,
}

function createClassicCluster(context: RunContext, options: SimulationOptions): ManagedCluster {
  const { model } = context
  const settings = classicSettings(model)
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
        assert(isClassicRequest(action), `classic Swarm cannot ${action.type}`)
        client.perform(action, (errors) => {
          for (const error of errors) context.emit('command.failed', entry, context.text(error))
          if (errors.length === 0) context.emit('command.done', entry)
        })
    }
  }

  return {
    begin() {
      for (const [node, { start }] of model.nodes.entries()) {
        if (start === 'later') continue
        faults.join(node)
        if (start === 'down') faults.fault('unreachable', node)
      }
      leadership.start()
    },
    perform,
  }
}

/** The scenario compiler lets nothing else through. */
function isClassicRequest(action: Action): action is ClassicRequest {
  const [noun] = action.type.split('.')
  return noun === 'container' || noun === 'compose' || noun === 'network' || noun === 'volume'
}
