/**
 * Swarm mode in a run: managers with their Raft group, the leader's store and all who work over it, a
 * worker on every node, and the users who ask.
 */
import { createNodeFaults } from '../../faults/node-faults.ts'
import { createSwarm } from '../../manager/swarmkit/swarm.ts'
import type { Action } from '../../model/action.ts'
import type { RunContext } from '../../model/run-context.ts'
import { swarmkitSettings } from '../../model/settings.ts'
import { assert } from '../../sim/assert.ts'
import type { ManagedCluster, ManagerKind } from '../manager-kind.ts'
import type { SimulationOptions } from '../simulation.ts'
import { createContainers } from './containers.ts'
import { explainSwarmkit } from './explain.ts'
import { createLinks } from './links.ts'
import { createMachines } from './machines.ts'
import { createManagers, type Managers } from './managers.ts'
import { createMembership } from './membership.ts'
import { createPosts, type Posts } from './posts.ts'
import { createRequests } from './requests.ts'
import { createSwarmFacts } from './swarm-facts.ts'

export const swarmkitKind: ManagerKind = {
  create: createSwarmkitCluster,
  explain: explainSwarmkit,
}

function createSwarmkitCluster(context: RunContext, options: SimulationOptions): ManagedCluster {
  const { model } = context
  const settings = swarmkitSettings(model)
  const everyBeat = options.everyBeat ?? false
  const positions = new Map(model.nodes.map(({ name }, node) => [name, node]))
  const links = createLinks(context)
  const isReplicated = settings.managers.length > 1
  const facts = createSwarmFacts({
    context,
    nodeNamed: (name) => positions.get(name) ?? -1,
    replicate: isReplicated ? (entry) => managers.replicate(entry) : undefined,
  })
  const swarm = createSwarm({ context: facts, settings, everyBeat })
  const managers: Managers = createManagers({
    context,
    links,
    everyBeat,
    started() {
      swarm.leaderStarts()
      membership.leaderStarted()
      posts.leaderStarted()
    },
    stopped(manager) {
      posts.leaderStopping(manager)
      swarm.leaderStops()
    },
    membership: () => membership.roleChanged(),
  })
  const containers = createContainers(context, facts, (node, task, error) =>
    posts.workerOf(node)?.exited(task, error),
  )
  const posts: Posts = createPosts({ context, swarm, links, managers, containers })
  const faults = createNodeFaults(context, {
    states: containers.states,
    breakConnections(node, { workStops }) {
      if (!workStops) return
      posts.crash(node)
      containers.crashed(node)
    },
    resume: (node) => posts.recover(node),
    disturb() {},
    notify() {},
  })
  const machines = createMachines({ context, links, managers, posts, faults })
  const membership = createMembership({ context, swarm, managers, posts, machines })
  const requests = createRequests(context, swarm)

  function perform(action: Action, entry: number): void {
    const done = (errors: readonly string[]) => {
      for (const error of errors) context.emit('command.failed', entry, context.text(error))
      if (errors.length === 0) context.emit('command.done', entry)
    }
    switch (action.type) {
      case 'fault':
        machines.fault(action.fault, action.nodes)
        break
      case 'node.join':
        membership.join(action.nodes)
        break
      case 'manager.crash':
        managers.crash(action.manager)
        posts.review()
        break
      case 'manager.recover':
        managers.recover(action.manager)
        posts.review()
        break
      case 'links.change':
      case 'links.restore':
        machines.changeLinks(entry, action)
        break
      case 'engine.createTakes':
        containers.setCreateTakes(action.durationUs)
        break
      case 'engine.failCreates':
        containers.states[action.node].failCreates += action.count
        break
      case 'engine.stop':
      case 'engine.rm':
        containers.endLocally(action.node, action.name, action.type === 'engine.rm')
        break
      case 'node.leave':
        membership.leave(action.nodes, true, done)
        break
      case 'swarm.leave':
        membership.leave(action.nodes, action.force, done)
        break
      case 'swarm.forceNewCluster':
        managers.forceNewCluster(action.manager)
        posts.review()
        done([])
        break
      case 'node.update':
        membership.update(action, done)
        break
      case 'node.rm':
        membership.remove(action, done)
        break
      case 'swarm.update':
        swarm.configure(action)
        done([])
        break
      case 'service.create':
      case 'service.update':
      case 'service.rollback':
      case 'service.rm':
      case 'stack.deploy':
      case 'stack.rm':
      case 'object.create':
      case 'object.rm':
        requests.perform(action, done)
        break
      default:
        assert(false, `swarm mode cannot ${action.type}`)
    }
  }

  return {
    begin() {
      machines.begin()
      managers.begin()
      machines.review()
      membership.begin()
    },
    perform,
  }
}
