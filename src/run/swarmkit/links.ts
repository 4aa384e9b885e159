/**
 * Which machine hears which: the state of machines, and what the timeline has done to connections
 * between them. Machines are the model's nodes and, after them, managers on machines of their own.
 */
import type { RunContext } from '../../model/run-context.ts'
import { swarmkitSettings } from '../../model/settings.ts'
import { nodeState } from '../../model/states.ts'
import type { LinkChange, LinkRestore, Machine } from '../../model/swarm-action.ts'

/** One direction between two machines. */
export interface Link {
  readonly delayUs: number
  /** Share of messages that get lost, 0 to 1. */
  readonly loss: number
}

export interface Links {
  /** Machine on which the manager runs. */
  readonly machineOf: (manager: number) => number
  /** Undefined when nothing gets through. */
  link(from: number, to: number): Link | undefined
  /** Both ways, however slowly. */
  areConnected(one: number, other: number): boolean
  /** Nothing gets through to the machine, whatever the timeline does to connections. */
  unplug(machine: number): void
  plug(machine: number): void
  isUnplugged(machine: number): boolean
  /** The machine has power, whether it can be reached or not. */
  isOn(machine: number): boolean
  change(entry: number, change: LinkChange): void
  restore(restore: LinkRestore): void
}

interface Rule {
  readonly from: ReadonlySet<number>
  readonly to: ReadonlySet<number>
  readonly isOneWay: boolean
  readonly loss: number
  readonly delayUs: number
}

export function createLinks(context: RunContext): Links {
  const { model, cluster } = context
  const { managers } = swarmkitSettings(model)
  const rules = new Map<number, Rule>()
  const unplugged = new Set<number>()
  const plain: Link = { delayUs: model.costs.latencyUs, loss: 0 }

  const machineOf = (manager: number) =>
    managers[manager].node >= 0 ? managers[manager].node : model.nodes.length + manager

  const numbers = (machines: readonly Machine[]): ReadonlySet<number> =>
    new Set(machines.map((one) => (one.type === 'node' ? one.node : machineOf(one.manager))))

  /** A machine by itself: it is there, on, and its network works. */
  function isOnline(machine: number): boolean {
    // A manager's own machine has no states: its manager crashes and recovers.
    if (machine >= model.nodes.length) return true
    if (unplugged.has(machine)) return false
    const state = cluster.nodes.actual[machine]
    // One that is cut off by what was done to its connections is judged by these.
    return state === nodeState.up || state === nodeState.cutOff
  }

  function link(from: number, to: number): Link | undefined {
    if (from === to) return { delayUs: 0, loss: 0 }
    if (!isOnline(from) || !isOnline(to)) return undefined
    if (rules.size === 0) return plain
    let { delayUs } = plain
    let passing = 1
    for (const rule of rules.values()) {
      const applies =
        (rule.from.has(from) && rule.to.has(to)) ||
        (!rule.isOneWay && rule.from.has(to) && rule.to.has(from))
      if (!applies) continue
      delayUs += rule.delayUs
      passing *= 1 - rule.loss
    }
    return passing <= 0 ? undefined : { delayUs, loss: 1 - passing }
  }

  return {
    machineOf,
    link,
    unplug: (machine) => unplugged.add(machine),
    plug: (machine) => unplugged.delete(machine),
    isOn: (machine) =>
      machine >= model.nodes.length ||
      (cluster.nodes.actual[machine] !== nodeState.absent &&
        cluster.nodes.actual[machine] !== nodeState.crashed),
    isUnplugged: (machine) => unplugged.has(machine),
    areConnected: (one, other) => link(one, other) !== undefined && link(other, one) !== undefined,
    change(entry, change) {
      const { isOneWay, loss, delayUs } = change
      rules.set(entry, {
        from: numbers(change.from),
        to: numbers(change.to),
        isOneWay,
        loss,
        delayUs,
      })
      context.emit('links.changed', entry)
    },
    restore({ entries }) {
      for (const entry of entries.length === 0 ? [...rules.keys()] : entries) {
        if (rules.delete(entry)) context.emit('links.restored', entry)
      }
    },
  }
}
