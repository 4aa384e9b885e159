/**
 * What the docker client prints when it asks the manager: `docker ps`, `docker info`, `docker node ls`,
 * `docker service ls` and `docker service ps NAME`. The answer is what the manager believes, which is not
 * always what is so. Columns and words are those of the client (docker/cli, cli/command/formatter); what
 * this simulation does not know is left out: ports, versions, and the IDs of nodes and services.
 */

import { noDaemon, noLeader, noPrimary } from '../model/client-words.ts'
import type { Cluster } from '../model/cluster.ts'
import { formatCpus } from '../model/format.ts'
import { containerId, shortIdLength } from '../model/ids.ts'
import { beliefState, managerState, nodeBelief } from '../model/states.ts'
import { availabilities, taskStateNames } from '../model/swarm-mode.ts'
import type { Trace } from '../model/trace.ts'
import { dockerAge, dockerSize } from './docker-units.ts'
import { isKnownTask, serviceView } from './service-views.ts'

export interface Asked {
  readonly trace: Trace
  readonly cluster: Cluster
  readonly timeUs: number
}

/** @returns what the client prints, or nothing where the line asks nothing. */
export function dockerAnswer(line: string, asked: Asked): string | undefined {
  const answer = answerOf(line, asked)
  return answer === undefined ? undefined : (nobodyAnswers(asked) ?? answer)
}

/** Why nobody answers, if so. */
function nobodyAnswers({ trace, cluster }: Asked): string | undefined {
  const managers = [...cluster.managers]
  if (managers.includes(managerState.primary)) return undefined
  if (managers.every((state) => state === managerState.down)) return noDaemon
  const isClassic = trace.model.manager.type === 'classic'
  return `Error response from daemon: ${isClassic ? noPrimary : noLeader}`
}

function answerOf(line: string, asked: Asked): string | undefined {
  const words = line
    .trim()
    .replace(/^docker\s+/, '')
    .split(/\s+/)
  const text = words.join(' ')
  if (asked.trace.model.manager.type === 'classic') {
    if (/^(container )?(ps|ls|list)( (-a|--all))?$/.test(text) && text !== 'ls') {
      return containerList(asked, /-a/.test(text))
    }
    return text === 'info' ? info(asked) : undefined
  }
  if (/^(container )?ps\b/.test(text)) {
    return 'docker ps asks one engine for its containers. The managers answer: docker service ps NAME'
  }
  if (/^node (ls|list)$/.test(text)) return nodeList(asked)
  if (/^service (ls|list)$/.test(text)) return serviceList(asked)
  if (words[0] === 'service' && words[1] === 'ps') return taskList(asked, words.slice(2))
  return undefined
}

function containerList({ trace, cluster, timeUs }: Asked, isAll: boolean): string {
  const { tables, model } = trace
  const { believed, believedNode, believedSinceUs } = cluster.containers
  const rows: string[][] = []
  // Newest first, as the client lists them.
  for (let container = cluster.containers.length - 1; container >= 0; container--) {
    const state = believed[container]
    const isUp = state === beliefState.running || state === beliefState.paused
    if (state === beliefState.none || state === beliefState.placing || !(isUp || isAll)) continue
    const { slot, name, config } = tables.containers[container]
    const node = model.nodes[believedNode[container]]?.name ?? ''
    const age = dockerAge(timeUs - believedSinceUs[container])
    const status = {
      [beliefState.running]: `Up ${age}`,
      [beliefState.paused]: `Up ${age} (Paused)`,
      [beliefState.exited]: `Exited ${age} ago`,
    }[state]
    const id = containerId(model.seed, container).slice(0, shortIdLength)
    const own = slot < 0 ? name : tables.slots[slot].name
    rows.push([id, tables.configs[config].image, status ?? 'Created', `${node}/${own}`])
  }
  return columns(['CONTAINER ID', 'IMAGE', 'STATUS', 'NAMES'], rows)
}

/** The part of `docker info` in which classic Swarm lists its engines. */
function info({ trace, cluster }: Asked): string {
  const { tables, model } = trace
  const { containers, nodes } = cluster
  const sums = model.nodes.map(() => ({ count: 0, cpus: 0, memoryBytes: 0 }))
  for (let container = 0; container < containers.length; container++) {
    const sum = sums[containers.believedNode[container]]
    if (sum === undefined || containers.believed[container] === beliefState.none) continue
    const { cpus, memoryBytes } = tables.configs[tables.containers[container].config]
    sum.count++
    sum.cpus += cpus
    sum.memoryBytes += memoryBytes
  }
  const status: Readonly<Record<number, string>> = {
    [nodeBelief.healthy]: 'Healthy',
    [nodeBelief.unhealthy]: 'Unhealthy',
    [nodeBelief.pending]: 'Pending',
  }
  const known = model.nodes.flatMap((_node, index) => (nodes.believed[index] === 0 ? [] : [index]))
  const lines = known.flatMap((index) => {
    const { name, cpus, memoryBytes } = model.nodes[index]
    const sum = sums[index]
    const error = nodes.error[index] < 0 ? '(none)' : tables.texts[nodes.error[index]]
    return [
      ` ${name}`,
      `  └ Status: ${status[nodes.believed[index]] ?? 'Unknown'}`,
      `  └ Containers: ${sum.count}`,
      `  └ Reserved CPUs: ${formatCpus(sum.cpus)} / ${formatCpus(cpus)}`,
      `  └ Reserved Memory: ${dockerSize(sum.memoryBytes)} / ${dockerSize(memoryBytes)}`,
      `  └ Error: ${error}`,
    ]
  })
  return [`Nodes: ${known.length}`, ...lines].join('\n')
}

function nodeList({ trace, cluster }: Asked): string {
  const { nodes, managers } = cluster
  const { model } = trace
  const status: Readonly<Record<number, string>> = {
    [nodeBelief.healthy]: 'Ready',
    [nodeBelief.unhealthy]: 'Down',
    [nodeBelief.disconnected]: 'Disconnected',
  }
  const rows = model.nodes.flatMap(({ name }, node) => {
    if (nodes.believed[node] === 0) return []
    const manager = model.manager.managers.findIndex((spec) => spec.node === node)
    const isLeader = manager >= 0 && managers[manager] === managerState.primary
    const isDown = manager >= 0 && managers[manager] === managerState.down
    const role = isLeader ? 'Leader' : isDown ? 'Unreachable' : 'Reachable'
    const availability = availabilities[nodes.availability[node]]
    return [
      [
        name,
        status[nodes.believed[node]] ?? 'Unknown',
        `${availability[0].toUpperCase()}${availability.slice(1)}`,
        nodes.isManager[node] === 1 ? role : '',
      ],
    ]
  })
  return columns(['HOSTNAME', 'STATUS', 'AVAILABILITY', 'MANAGER STATUS'], rows)
}

function serviceList({ trace, cluster }: Asked): string {
  const names = [...new Set(trace.tables.services ?? [])]
  const rows = names.flatMap((name) => {
    const view = serviceView(trace, cluster, name)
    if (view?.exists !== true) return []
    const up = view.tasks.find(([state]) => state === 'running')?.[1] ?? 0
    const done = view.isJob ? ` (${view.completed}/${view.slots} completed)` : ''
    const { mode, task } = view.spec
    return [[name, mode.type, `${up}/${view.slots}${done}`, task.image]]
  })
  return columns(['NAME', 'MODE', 'REPLICAS', 'IMAGE'], rows)
}

function taskList({ trace, cluster, timeUs }: Asked, names: readonly string[]): string {
  const { tables, model } = trace
  const known = new Set(tables.services ?? [])
  if (names.length === 0) return '"docker service ps" requires at least 1 argument.'
  const missing = names.filter((name) => !known.has(name))
  if (missing.length > 0) return missing.map((name) => `no such service: ${name}`).join('\n')
  const { taskState, desired, node, actualSinceUs, believedSinceUs, taskError } = cluster.containers
  const rows: string[][] = []
  const seen = new Set<number>()
  for (let task = cluster.containers.length - 1; task >= 0; task--) {
    const { slot, config } = tables.containers[task]
    if (slot < 0 || !names.includes(tables.slots[slot].service) || !isKnownTask(cluster, task)) {
      continue
    }
    const since = Math.max(actualSinceUs[task], believedSinceUs[task])
    rows.push([
      // Older tasks of a slot hang below the newest.
      `${seen.has(slot) ? ' \\_ ' : ''}${tables.slots[slot].name}`,
      tables.configs[config].image,
      model.nodes[node[task]]?.name ?? '',
      capital(taskStateNames[desired[task]]),
      `${capital(taskStateNames[taskState[task]])} ${dockerAge(timeUs - since).toLowerCase()} ago`,
      taskError[task] < 0 ? '' : `"${tables.texts[taskError[task]]}"`,
    ])
    seen.add(slot)
  }
  const order = new Map([...seen].map((slot) => [tables.slots[slot].name, slot]))
  const slotOf = (row: readonly string[]) => order.get(row[0].replace(/^ \\_ /, '')) ?? 0
  rows.sort((one, other) => slotOf(one) - slotOf(other))
  return columns(['NAME', 'IMAGE', 'NODE', 'DESIRED STATE', 'CURRENT STATE', 'ERROR'], rows)
}

function capital(word: string): string {
  return `${word[0].toUpperCase()}${word.slice(1)}`
}

/** Three spaces stand between two columns, as the client has them. */
function columns(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [heads, ...rows]
  const widths = heads.map((_, at) => Math.max(...all.map((row) => row[at].length)))
  return all
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at]))
        .join('   ')
        .trimEnd(),
    )
    .join('\n')
}
