/**
 * What happens to machines, and to what runs on them: a worker, perhaps a manager. A node that reaches no
 * manager but its own is cut off, whether its plug was pulled or connections were.
 */
import type { NodeFaults } from '../../faults/node-faults.ts'
import type { NodeFault } from '../../model/action.ts'
import type { RunContext } from '../../model/run-context.ts'
import { swarmkitSettings } from '../../model/settings.ts'
import { nodeState } from '../../model/states.ts'
import type { LinkChange, LinkRestore } from '../../model/swarm-action.ts'
import type { Links } from './links.ts'
import type { Managers } from './managers.ts'
import type { Posts } from './posts.ts'

export interface Machines {
  fault(fault: NodeFault, nodes: readonly number[]): void
  /** States anew who is cut off, and tells those whom it concerns. */
  review(): void
  changeLinks(entry: number, change: LinkChange | LinkRestore): void
  /** Those that are there from the start are switched on. */
  begin(): void
  /** A machine is switched on. */
  join(node: number): void
  /** Its managers, by number. */
  managersOn(node: number): readonly number[]
}

export interface MachinesOptions {
  readonly context: RunContext
  readonly links: Links
  readonly managers: Managers
  readonly posts: Posts
  readonly faults: NodeFaults
}

export function createMachines(options: MachinesOptions): Machines {
  const { context, links, managers, posts, faults } = options
  const { model, cluster } = context
  const specs = swarmkitSettings(model).managers

  const managersOn = (node: number) =>
    specs.flatMap((spec, manager) => (spec.node === node ? [manager] : []))

  function reachesManagers(node: number): boolean {
    // The only manager there is may be its own.
    let isAlone = true
    for (let manager = 0; manager < specs.length; manager++) {
      const on = specs[manager].node
      if (cluster.raft.isMember[manager] === 0 || on === node) continue
      // A machine that has crashed is not out of reach: it is not there.
      if (on >= 0 && cluster.nodes.actual[on] === nodeState.crashed) continue
      if (links.areConnected(node, links.machineOf(manager))) return true
      isAlone = false
    }
    return isAlone
  }

  /** States that nodes are cut off, or are not any more, where that has changed. */
  function reviewNodes(): void {
    for (let node = 0; node < model.nodes.length; node++) {
      const state = cluster.nodes.actual[node]
      if (state !== nodeState.up && state !== nodeState.cutOff) continue
      const isCutOff = links.isUnplugged(node) || !reachesManagers(node)
      if (isCutOff === (state === nodeState.cutOff)) continue
      context.emit(isCutOff ? 'node.cutOff' : 'node.recovered', node)
    }
  }

  function review(): void {
    reviewNodes()
    managers.linksChanged()
    posts.review()
  }

  function crash(node: number): void {
    faults.fault('crash', node)
    for (const manager of managersOn(node)) managers.crash(manager)
  }

  function freeze(node: number): void {
    if (cluster.nodes.actual[node] !== nodeState.up) return
    faults.fault('freeze', node)
    posts.freeze(node)
    for (const manager of managersOn(node)) managers.freeze(manager)
  }

  function recover(node: number): void {
    const was = cluster.nodes.actual[node]
    links.plug(node)
    if (was === nodeState.cutOff || was === nodeState.up) return
    faults.fault('recover', node)
    for (const manager of managersOn(node)) {
      if (was === nodeState.crashed) managers.recover(manager)
      else managers.thaw(manager)
    }
  }

  return {
    managersOn,
    review,
    fault(fault, nodes) {
      for (const node of nodes) {
        if (cluster.nodes.actual[node] === nodeState.absent) continue
        if (fault === 'crash') crash(node)
        else if (fault === 'freeze') freeze(node)
        else if (fault === 'unreachable') links.unplug(node)
        else recover(node)
      }
      review()
    },
    changeLinks(entry, change) {
      if (change.type === 'links.change') links.change(entry, change)
      else links.restore(change)
      review()
    },
    begin() {
      for (const [node, { start }] of model.nodes.entries()) {
        if (start === 'later') continue
        faults.join(node)
        if (start === 'down') links.unplug(node)
      }
    },
    join: (node) => faults.join(node),
  }
}
