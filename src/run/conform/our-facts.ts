/** The same questions, asked of our own trace: what was decided, and what is there at the end. */
import { clusterAt } from '../../machine/fold.ts'
import { factCode } from '../../model/facts.ts'
import { beliefState, containerState, engineState } from '../../model/states.ts'
import type { Trace } from '../../model/trace.ts'
import { plainError, type RescheduleItem, type RescheduleRound } from './recorded-facts.ts'

const stepOf: ReadonlyMap<number, string> = new Map([
  [factCode['engine.connected'], 'connected'],
  [factCode['engine.unhealthy'], 'unhealthy'],
  [factCode['engine.reconnected'], 'reconnected'],
  [factCode['engine.mismatched'], 'mismatched'],
  [factCode['engine.dropped'], 'dropped'],
])

export function ourHistories(trace: Trace): ReadonlyMap<string, string[]> {
  const histories = new Map<string, string[]>()
  for (let row = 0; row < trace.length; row++) {
    const step = stepOf.get(trace.type[row])
    if (!step) continue
    const { name } = trace.model.nodes[trace.a[row]]
    histories.set(name, [...(histories.get(name) ?? []), step])
  }
  return histories
}

export function ourRounds(trace: Trace): RescheduleRound[] {
  const { containers, texts } = trace.tables
  const nodeOf = placedOn(trace)
  const started = new Set<number>()
  for (let row = 0; row < trace.length; row++) {
    if (trace.type[row] === factCode['container.started']) started.add(trace.a[row])
  }
  const rounds: RescheduleRound[] = []
  for (let row = 0; row < trace.length; row++) {
    const a = trace.a[row]
    const items: RescheduleItem[] | undefined = rounds.at(-1)?.items
    switch (trace.type[row]) {
      case factCode['reschedule.began']:
        rounds.push({ node: trace.model.nodes[a].name, items: [] })
        break
      case factCode['reschedule.skipped']:
        items?.push({ type: 'skipped', name: containers[a].name })
        break
      case factCode['reschedule.failed']:
        items?.push({
          type: 'failed',
          name: containers[a].name,
          error: plainError(texts[trace.b[row]]),
        })
        break
      case factCode['reschedule.moved']: {
        const successor = trace.b[row]
        items?.push({
          type: 'moved',
          name: containers[a].name,
          to: nodeOf.get(successor) ?? '',
          started: started.has(successor),
        })
        break
      }
      default:
        break
    }
  }
  return rounds
}

/** Node of every container that was placed. */
export function placedOn(trace: Trace): ReadonlyMap<number, string> {
  const nodes = new Map<number, string>()
  for (let row = 0; row < trace.length; row++) {
    if (trace.type[row] === factCode['container.placed']) {
      nodes.set(trace.a[row], trace.model.nodes[trace.b[row]].name)
    }
  }
  return nodes
}

export function ourDuplicates(trace: Trace): string[] {
  const removed: string[] = []
  for (let row = 0; row < trace.length; row++) {
    if (trace.type[row] !== factCode['duplicate.removed']) continue
    const { name } = trace.tables.containers[trace.a[row]]
    removed.push(`${name}, copy on ${trace.model.nodes[trace.b[row]].name}`)
  }
  return removed.sort()
}

/** What each command printed: an error, nothing, or `undefined` when it was never answered. */
export function ourAnswers(trace: Trace): ReadonlyMap<number, string> {
  const answers = new Map<number, string>()
  for (let row = 0; row < trace.length; row++) {
    if (trace.type[row] === factCode['command.done']) answers.set(trace.a[row], '')
    if (trace.type[row] === factCode['command.failed']) {
      answers.set(trace.a[row], plainError(trace.tables.texts[trace.b[row]]))
    }
  }
  return answers
}

/** What really exists on each engine at the end: `name running`, sorted. */
export function ourEngines(trace: Trace): ReadonlyMap<string, string[]> {
  const cluster = clusterAt(trace, trace.length)
  const engines = new Map<string, string[]>(trace.model.nodes.map(({ name }) => [name, []]))
  const { actual, node } = cluster.containers
  for (const [container, { name }] of trace.tables.containers.entries()) {
    const state = actual[container]
    if (state === containerState.none || state === containerState.removed) continue
    const runs = state === containerState.running
    engines
      .get(trace.model.nodes[node[container]].name)
      ?.push(`${name} ${runs ? 'runs' : 'stopped'}`)
  }
  for (const list of engines.values()) list.sort()
  return engines
}

/** What the manager would show at the end: nodes with their status, containers with theirs. */
export function ourShow(trace: Trace): { nodes: string[]; containers: string[] } {
  const cluster = clusterAt(trace, trace.length)
  const nodes: string[] = []
  const containers: string[] = []
  const words = {
    [engineState.healthy]: 'Healthy',
    [engineState.unhealthy]: 'Unhealthy',
    [engineState.pending]: 'Pending',
  }
  for (const [node, { name }] of trace.model.nodes.entries()) {
    const state = cluster.nodes.believed[node]
    if (state !== engineState.unknown) nodes.push(`${name} ${words[state]}`)
  }
  const { believed, believedNode } = cluster.containers
  for (const [container, { name }] of trace.tables.containers.entries()) {
    const state = believed[container]
    if (state === beliefState.none || state === beliefState.placing) continue
    const node = believedNode[container]
    const isDown = cluster.nodes.believed[node] === engineState.unhealthy
    const status = isDown ? 'Host Down' : shownStatus(state)
    containers.push(`${name} on ${trace.model.nodes[node].name}: ${status}`)
  }
  return { nodes: nodes.sort(), containers: containers.sort() }
}

function shownStatus(state: number): string {
  if (state === beliefState.running) return 'Up'
  return state === beliefState.created ? 'Created' : 'Exited'
}
