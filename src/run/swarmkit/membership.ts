/**
 * Who is in the swarm: machines that join it, leave it, are removed, promoted and demoted, and what users
 * say about nodes.
 */
import type { NewNode } from '../../manager/swarmkit/store/node-object.ts'
import type { NodeObject } from '../../manager/swarmkit/store/objects.ts'
import type { Swarm } from '../../manager/swarmkit/swarm.ts'
import { noDaemon } from '../../model/client-words.ts'
import type { RunContext } from '../../model/run-context.ts'
import { swarmkitSettings } from '../../model/settings.ts'
import { managerState, memberOfBelief, memberState, nodeState } from '../../model/states.ts'
import type { SwarmAction } from '../../model/swarm-action.ts'
import type { Machines } from './machines.ts'
import type { Managers } from './managers.ts'
import type { Posts } from './posts.ts'
import type { Errors } from './requests.ts'

type NodeUpdate = Extract<SwarmAction, { type: 'node.update' }>
type NodeRemoval = Extract<SwarmAction, { type: 'node.rm' }>

export interface Membership {
  /** All machines that are there from the start join. */
  begin(): void
  join(nodes: readonly number[]): void
  /** `docker swarm leave` on these nodes. A manager leaves only by force. */
  leave(nodes: readonly number[], force: boolean, done: Errors): void
  update(action: NodeUpdate, done: Errors): void
  remove(action: NodeRemoval, done: Errors): void
  /** The managers' group has taken a manager in, or let it go. */
  roleChanged(): void
  leaderStarted(): void
}

export interface MembershipOptions {
  readonly context: RunContext
  readonly swarm: Swarm
  readonly managers: Managers
  readonly posts: Posts
  readonly machines: Machines
}

/** How docker answers on a manager (cli/command/swarm/leave.go, daemon/cluster). */
const managerLeaves =
  'You are attempting to leave the swarm on a node that is participating as a manager. Use `--force` to ignore this message.'

export function createMembership(options: MembershipOptions): Membership {
  const { context, swarm, managers, posts, machines } = options
  const { model, cluster } = context
  const specs = swarmkitSettings(model).managers
  /** Machines that nobody let in yet. */
  const waiting = new Set<number>()

  const managerOn = (node: number) => machines.managersOn(node)[0] ?? -1
  const objectOf = (node: number) => swarm.store.nodes.get(model.nodes[node].name)
  const isManager = (node: number) => {
    const manager = managerOn(node)
    return manager >= 0 && cluster.raft.isMember[manager] === 1
  }

  /** One transaction for all: they were there before the run begins, or come together. */
  function add(nodes: readonly number[]): void {
    for (const node of nodes) waiting.add(node)
    swarm.ask(
      () => {
        for (const node of nodes) {
          if (waiting.has(node) && objectOf(node) === undefined) {
            swarm.store.createNode(newNode(node))
          }
        }
        swarm.store.commit()
        return undefined
      },
      (refusal) => {
        // Without a leader they have to wait for one.
        if (refusal === undefined) for (const node of nodes) added(node)
      },
    )
  }

  function added(node: number): void {
    const object = objectOf(node)
    if (!waiting.delete(node) || object === undefined) return
    if (isManager(node)) context.emit('node.promoted', node)
    posts.join(node, object)
  }

  function newNode(node: number): NewNode {
    const spec = model.nodes[node]
    const { swarm: given } = spec
    return {
      id: spec.name,
      role: isManager(node) ? 'manager' : 'worker',
      address: spec.address.split(':')[0],
      availability: given?.availability ?? 'active',
      labels: given?.labels ?? {},
      description: {
        hostname: spec.name,
        platform: given?.platform ?? { os: 'linux', architecture: 'x86_64' },
        resources: {
          nanoCpus: spec.cpus * 1e9,
          memoryBytes: spec.memoryBytes,
          generic: given?.generic ?? [],
        },
        engineLabels: spec.labels,
        plugins: given?.plugins ?? [],
      },
    }
  }

  /** The leader writes down who is a manager; without one that has to wait. */
  function writeRoles(): void {
    if (!swarm.isLed) return
    swarm.loop.enter(() => {
      for (const [manager, { node }] of specs.entries()) {
        const object = node < 0 ? undefined : objectOf(node)
        if (object === undefined) continue
        swarm.store.setRole(object, cluster.raft.isMember[manager] === 1 ? 'manager' : 'worker')
      }
      swarm.store.commit()
    })
  }

  function joinManagers(node: number): void {
    for (const [manager, spec] of specs.entries()) {
      if (spec.node === node && spec.isLater && model.nodes[node].start === 'later') {
        promote(manager, () => {})
      }
    }
  }

  function promote(manager: number, done: (refusal: string | undefined) => void): void {
    const { leading, group } = managers
    if (leading < 0) {
      done('The swarm does not have a leader')
      return
    }
    if (cluster.managers[manager] === managerState.down) {
      context.emit('manager.started', manager)
      group.start(manager)
    }
    const refusal = group.addMember(leading, manager, {
      committed: () => done(undefined),
      dropped: done,
    })
    if (refusal !== undefined) done(refusal)
  }

  function demote(manager: number, done: (refusal: string | undefined) => void): void {
    const { leading, group } = managers
    if (leading < 0) {
      done('The swarm does not have a leader')
      return
    }
    if (leading === manager && group.members().length > 1) {
      // The leader hands over first; its successor lets it go.
      const to = group.transfer(manager)
      if (to < 0) done('there is no other manager that could take over')
      else whenLed(() => demote(manager, done))
      return
    }
    const refusal = group.removeMember(leading, manager, {
      committed: () => done(undefined),
      dropped: done,
    })
    if (refusal !== undefined) done(refusal)
  }

  let awaited: (() => void)[] = []
  function whenLed(callback: () => void): void {
    awaited.push(callback)
  }

  function specify(node: number, object: NodeObject, action: NodeUpdate): string | undefined {
    const { addLabels = {}, removeLabels = [] } = action
    const missing = removeLabels.find((key) => !Object.hasOwn(object.labels, key))
    if (missing !== undefined) {
      return `key ${missing} doesn't exist in node's labels`
    }
    const kept = Object.entries(object.labels).filter(([key]) => !removeLabels.includes(key))
    const labels = Object.fromEntries([...kept, ...Object.entries(addLabels)])
    const availability = action.availability ?? object.availability
    return swarm.control.setNode(model.nodes[node].name, { availability, labels })
  }

  function updateOne(node: number, action: NodeUpdate, done: (refusal?: string) => void): void {
    const { name } = model.nodes[node]
    const changesRole = action.role !== undefined
    const isSpecified = action.availability ?? action.addLabels ?? action.removeLabels
    swarm.ask(
      () => {
        const object = objectOf(node)
        if (object === undefined) return `node ${name} not found`
        return isSpecified === undefined ? undefined : specify(node, object, action)
      },
      (refusal) => {
        const manager = managerOn(node)
        const isThere = isManager(node)
        if (refusal !== undefined || !changesRole) done(refusal)
        else if (action.role === 'manager' && !isThere && manager >= 0) promote(manager, done)
        else if (action.role === 'worker' && isThere) demote(manager, done)
        else done()
      },
    )
  }

  function oneAfterTheOther(
    nodes: readonly number[],
    act: (node: number, done: (refusal?: string) => void) => void,
    done: Errors,
  ): void {
    const errors: string[] = []
    const next = (at: number) => {
      if (at === nodes.length) {
        done(errors)
        return
      }
      act(nodes[at], (refusal) => {
        if (refusal !== undefined) errors.push(refusal)
        next(at + 1)
      })
    }
    context.after(model.costs.latencyUs, () => next(0))
  }

  function leaveOne(node: number, force: boolean): string | undefined {
    if (cluster.nodes.actual[node] !== nodeState.up) {
      return noDaemon
    }
    if (cluster.nodes.listed[node] === 0) return 'This node is not part of a swarm'
    if (isManager(node) && !force) return managerLeaves
    context.emit('node.left', node)
    const object = objectOf(node)
    for (const manager of machines.managersOn(node)) managers.crash(manager)
    if (object) swarm.dispatcher()?.silence(object)
    posts.leave(node)
    waiting.delete(node)
    return undefined
  }

  function removeOne(node: number, force: boolean, done: (refusal?: string) => void): void {
    const { name } = model.nodes[node]
    swarm.ask((control) => {
      const object = objectOf(node)
      if (object === undefined) return `node ${name} not found`
      if (isManager(node)) {
        return `node ${name} is a cluster manager and is a member of the raft cluster. It must be demoted to worker before removal`
      }
      const member = memberOfBelief(cluster.nodes.believed[node])
      if (!force && member === memberState.ready) {
        return `node ${name} is not down and can't be removed`
      }
      posts.leave(node)
      return control.removeNode(name, { force })
    }, done)
  }

  return {
    begin() {
      add(model.nodes.flatMap(({ start }, node) => (start === 'later' ? [] : [node])))
    },
    join(nodes) {
      for (const node of nodes) machines.join(node)
      add(nodes)
      machines.review()
      for (const node of nodes) joinManagers(node)
    },
    leave(nodes, force, done) {
      oneAfterTheOther(nodes, (node, answer) => answer(leaveOne(node, force)), done)
    },
    update(action, done) {
      oneAfterTheOther(action.nodes, (node, answer) => updateOne(node, action, answer), done)
    },
    remove({ nodes, force }, done) {
      oneAfterTheOther(nodes, (node, answer) => removeOne(node, force, answer), done)
    },
    roleChanged: writeRoles,
    leaderStarted() {
      writeRoles()
      if (waiting.size > 0) add([...waiting])
      const callbacks = awaited
      awaited = []
      for (const callback of callbacks) callback()
    },
  }
}
