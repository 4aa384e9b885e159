/** Changes of one node that would admit a task: bring it back, activate, label, enlarge it, free a port on it. */
import { formatMemory } from '../../model/format.ts'
import type { WouldFit } from '../explanation.ts'
import { portColumn, putNode } from './cluster.ts'
import type { Constraint } from './constraint.ts'
import { nameOf } from './explain-words.ts'
import { freeOf } from './generic-resources.ts'
import { refusalOf } from './group.ts'
import type { NodeDescription, SwarmkitNode } from './node.ts'
import { book, isBooked, unbook } from './tasks.ts'
import { bestNodes, changed, exactMemory, groupFor, type Trial } from './would-fit-trial.ts'

/** More trials than this for one kind of change take longer than the answer is worth. */
const trialsMax = 64

export function changeNodes(trial: Trial): readonly WouldFit[] {
  return [
    ...bringBack(trial),
    ...activate(trial),
    ...label(trial),
    ...promote(trial),
    ...enlarge(trial),
    ...install(trial),
    ...freePort(trial),
  ]
}

/** The best nodes if the node were like this; it is not any more afterwards. */
function withNode(
  trial: Trial,
  slot: number,
  change: Partial<SwarmkitNode>,
): readonly string[] | undefined {
  const { cluster } = trial.placer
  const node = cluster.nodes[slot]
  putNode(cluster, { ...node, ...change })
  const nodes = bestNodes(trial)
  putNode(cluster, node)
  return nodes
}

/** Tries nodes one after the other; the first one with which the task fits is the answer. */
function firstOf(
  slots: readonly number[],
  tryOut: (slot: number) => WouldFit | undefined,
): readonly WouldFit[] {
  for (const slot of slots.slice(0, trialsMax)) {
    const change = tryOut(slot)
    if (change !== undefined) return [change]
  }
  return []
}

function bringBack(trial: Trial): readonly WouldFit[] {
  const { placer, slots } = trial
  const lost = slots.filter((slot) => placer.cluster.nodes[slot].state !== 'ready')
  return firstOf(lost, (slot) => {
    const { state } = placer.cluster.nodes[slot]
    const nodes = withNode(trial, slot, { state: 'ready' })
    const words = `bring ${nameOf(placer, slot)} back: it is ${state}`
    const change = { type: 'recover', node: nameOf(placer, slot) } as const
    return nodes && { type: 'health', words, nodes, change }
  })
}

function activate(trial: Trial): readonly WouldFit[] {
  const { placer, slots } = trial
  const idle = slots.filter((slot) => placer.cluster.nodes[slot].availability !== 'active')
  return firstOf(idle, (slot) => {
    const { availability } = placer.cluster.nodes[slot]
    const nodes = withNode(trial, slot, { availability: 'active' })
    const what = availability === 'drain' ? 'drained' : 'paused'
    const words = `activate ${nameOf(placer, slot)}: it is ${what}`
    const change = { type: 'activate', node: nameOf(placer, slot) } as const
    return nodes && { type: 'availability', words, nodes, change }
  })
}

/** For each constraint about a label: the node that only this keeps away, with the label it lacks. */
function label(trial: Trial): readonly WouldFit[] {
  const { parsedConstraints } = trial.task.spec
  return parsedConstraints.flatMap((constraint, index) =>
    firstOf(onlyWithout(trial, index), (slot) => relabel(trial, slot, constraint)),
  )
}

/** Nodes that would do if one constraint were left out. */
function onlyWithout(trial: Trial, index: number): number[] {
  const { placer, slots, task } = trial
  const constraints = task.spec.parsedConstraints.toSpliced(index, 1).map(({ text }) => text)
  const group = groupFor(trial, changed(task.spec, { constraints }))
  return slots.filter((slot) => refusalOf(placer.cluster, group, slot) < 0)
}

function relabel(trial: Trial, slot: number, constraint: Constraint): WouldFit | undefined {
  const { placer } = trial
  const { subject, isEqual, value } = constraint
  if (subject.type !== 'nodeLabel' && subject.type !== 'engineLabel') return undefined
  const { key } = subject
  const node = placer.cluster.nodes[slot]
  const { description } = node
  const changeOf = (labels: Readonly<Record<string, string>>) => {
    const { [key]: _, ...others } = labels
    return isEqual ? { ...others, [key]: value } : others
  }
  const isOfEngine = subject.type === 'engineLabel'
  if (isOfEngine && description === undefined) return undefined
  const nodes = isOfEngine
    ? withNode(trial, slot, {
        description: { ...description!, engineLabels: changeOf(description!.engineLabels) },
      })
    : withNode(trial, slot, { labels: changeOf(node.labels) })
  const what = isOfEngine ? 'engine label' : 'label'
  const name = nameOf(placer, slot)
  const words = isEqual
    ? `give ${name} the ${what} ${key}=${value}`
    : `remove the ${what} ${key} from ${name}`
  const wanted = isEqual ? value : undefined
  const change = { type: 'label', node: name, key, value: wanted, isOfEngine } as const
  return nodes && { type: 'label', words, nodes, change }
}

function promote(trial: Trial): readonly WouldFit[] {
  const { placer, task } = trial
  return task.spec.parsedConstraints.flatMap(({ subject }, index) => {
    if (subject.type !== 'role') return []
    return firstOf(onlyWithout(trial, index), (slot) => {
      const { role } = placer.cluster.nodes[slot]
      const nodes = withNode(trial, slot, { role: role === 'worker' ? 'manager' : 'worker' })
      const type = role === 'worker' ? 'promote' : 'demote'
      const node = nameOf(placer, slot)
      return nodes && { type: 'role', words: `${type} ${node}`, nodes, change: { type, node } }
    })
  })
}

type Resources = NonNullable<NodeDescription['resources']>

/** The node that lacks least of one resource, if that is all it lacks. */
function enlarge(trial: Trial): readonly WouldFit[] {
  const { placer, slots, task } = trial
  const { spec } = task
  const { cluster } = placer
  const changes: WouldFit[] = []
  const tryOut = (
    without: typeof spec,
    lackOn: (slot: number) => number,
    {
      grown,
      words,
    }: {
      readonly grown: (resources: Resources, lack: number) => Resources
      readonly words: (lack: number) => string
    },
  ) => {
    const group = groupFor(trial, without)
    const lacking = slots
      .filter((slot) => refusalOf(cluster, group, slot) < 0 && lackOn(slot) > 0)
      .sort((a, b) => lackOn(a) - lackOn(b) || a - b)
    const found = firstOf(lacking, (slot) => {
      const { description } = cluster.nodes[slot]
      if (description?.resources === undefined) return undefined
      const lack = lackOn(slot)
      const resources = grown(description.resources, lack)
      const nodes = withNode(trial, slot, { description: { ...description, resources } })
      const sentence = `give ${nameOf(placer, slot)} ${words(lack)}`
      return nodes && { type: 'nodeSize', words: sentence, nodes }
    })
    changes.push(...found)
  }
  if (spec.memoryBytes > 0) {
    tryOut(
      changed(spec, { memoryBytes: 0 }),
      (slot) => spec.memoryBytes - cluster.freeMemory[slot],
      {
        grown: (has, lack) => ({ ...has, memoryBytes: has.memoryBytes + lack }),
        words: (lack) =>
          `${lack % 2 ** 20 === 0 ? exactMemory(lack) : formatMemory(lack)} more memory`,
      },
    )
  }
  if (spec.nanoCpus > 0) {
    tryOut(changed(spec, { nanoCpus: 0 }), (slot) => spec.nanoCpus - cluster.freeCpus[slot], {
      grown: (has, lack) => ({ ...has, nanoCpus: has.nanoCpus + lack }),
      words: (lack) => `${lack / 1e9} more ${lack === 1e9 ? 'CPU' : 'CPUs'}`,
    })
  }
  for (const [index, { kind, value }] of spec.generic.entries()) {
    const without = changed(spec, { generic: spec.generic.toSpliced(index, 1) })
    tryOut(without, (slot) => value - freeOf(cluster.generic[slot] ?? new Map(), kind), {
      grown: (has, lack) => ({ ...has, generic: withMore(has.generic ?? [], kind, lack) }),
      words: (lack) => `${lack} more ${kind}`,
    })
  }
  return changes
}

function withMore(
  generic: NonNullable<Resources['generic']>,
  kind: string,
  lack: number,
): NonNullable<Resources['generic']> {
  const has = generic.find((one) => one.kind === kind)
  const others = generic.filter((one) => one !== has)
  if (has !== undefined && 'names' in has) {
    const more = Array.from({ length: lack }, (_, index) => `new ${kind} ${index + 1}`)
    return [...others, { kind, names: [...has.names, ...more] }]
  }
  return [...others, { kind, value: (has?.value ?? 0) + lack }]
}

/** A driver that one node lacks. */
function install(trial: Trial): readonly WouldFit[] {
  const { placer, slots, task } = trial
  const { volumeDrivers, networkDrivers, logDriver } = task.spec
  const wanted = [
    ...volumeDrivers.map((name) => ({ type: 'Volume', name })),
    ...networkDrivers.map((name) => ({ type: 'Network', name })),
    ...(logDriver === '' ? [] : [{ type: 'Log', name: logDriver }]),
  ]
  return wanted.flatMap((driver) => {
    return firstOf(slots, (slot) => {
      const { description } = placer.cluster.nodes[slot]
      if (description === undefined) return undefined
      const plugins = [...description.plugins, driver]
      const nodes = withNode(trial, slot, { description: { ...description, plugins } })
      const what = driver.type.toLowerCase()
      const words = `install the ${what} driver ${driver.name} on ${nameOf(placer, slot)}`
      return nodes && { type: 'plugin', words, nodes }
    })
  })
}

/** One task whose end frees the port; the first one found. */
function freePort(trial: Trial): readonly WouldFit[] {
  const { placer, slots, names } = trial
  const { tasks, cluster } = placer
  const wanted = new Set(trial.task.spec.hostPorts)
  if (wanted.size === 0) return []
  const holders: number[] = []
  for (let handle = 0; handle < tasks.count; handle++) {
    if (!isBooked(tasks, cluster, handle)) continue
    if (!slots.includes(tasks.node[handle])) continue
    if (tasks.specs[handle].hostPorts.some((port) => wanted.has(port))) holders.push(handle)
  }
  return firstOf(holders, (handle) => {
    const slot = tasks.node[handle]
    const held = tasks.specs[handle].hostPorts.filter((port) => wanted.has(port))
    // A port may be free already though the task has it: it was marked twice and freed once.
    if (held.every((port) => portColumn(cluster, port)[slot] === 0)) return undefined
    const marks = held.map((port) => portColumn(cluster, port)[slot])
    unbook(tasks, cluster, handle)
    const nodes = bestNodes(trial)
    book(tasks, cluster, handle)
    for (const [index, port] of held.entries()) portColumn(cluster, port)[slot] = marks[index]
    const what = held.join(' and ')
    const words = `stop ${names(handle)} on ${nameOf(placer, slot)}: it holds ${what}`
    return nodes && { type: 'port', words, nodes }
  })
}
