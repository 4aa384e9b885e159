/**
 * What a search finds at one moment: containers, nodes and what waits in the roads. A container is
 * found by what it is and by where it is; a node by what it is, or because something found is there.
 */
import type { Cluster } from '../model/cluster.ts'
import { nodeBelief, nodeStates } from '../model/states.ts'
import { availabilities } from '../model/swarm-mode.ts'
import type { Trace } from '../model/trace.ts'
import { attachmentsOf } from './attachments.ts'
import { type HarbourInput, waitingOf } from './harbour.ts'
import { type BoxKind, boxKind, boxKinds } from './harbour-boxes.ts'
import { matchesWord, type SearchKey, type SearchTerm } from './search.ts'

/** 1 for what was found, by number. */
export interface SearchMatches {
  readonly containers: Uint8Array
  readonly nodes: Uint8Array
  readonly slots: Uint8Array
  readonly counts: SearchCounts
}

export interface SearchCounts {
  /** Containers in berths. */
  readonly containers: number
  readonly nodes: number
  readonly waiting: number
}

const kindWords: Readonly<Record<BoxKind, string>> = {
  none: '',
  known: 'running',
  ghost: 'ghost',
  unseen: 'unseen',
  placing: 'pulling',
  starting: 'starting',
  paused: 'paused',
  exited: 'exited',
  failed: 'failed',
  lost: 'lost',
  wake: 'moved',
  asked: 'asked',
}

/** Keys that say what a node is; the others are about containers only. */
const nodeKeys: ReadonlySet<SearchKey | 'text'> = new Set(['node', 'zone', 'rack', 'state', 'text'])

export function searchMatches(
  input: HarbourInput,
  terms: readonly SearchTerm[],
): SearchMatches | undefined {
  if (terms.length === 0) return undefined
  const { plan, cluster, boxes } = input
  const { trace } = plan
  const groups = groupsOf(terms)
  const nodeWords = wordsOfNodes(trace, cluster)
  const containers = new Uint8Array(boxes.kind.length)
  const nodes = new Uint8Array(nodeWords.length)
  const slots = new Uint8Array(cluster.slots.length)
  const wordsOfContainer = containerWords(input, nodeWords)
  // A term about containers finds a node only through one of them.
  const isOnNodes = terms.every(({ key }) => nodeKeys.has(key))
  for (let node = 0; node < nodes.length; node++) {
    if (isOnNodes && holds(groups, (key) => nodeWords[node][key] ?? [])) nodes[node] = 1
  }
  let found = 0
  for (let container = 0; container < containers.length; container++) {
    const node = boxes.node[container]
    if (boxes.kind[container] === boxKind.none || node < 0) continue
    if (!holds(groups, (key) => wordsOfContainer(container, key))) continue
    containers[container] = 1
    nodes[node] = 1
    found++
  }
  let waiting = 0
  for (const { slot, error } of waitingOf(input)) {
    if (!holds(groups, (key) => slotWords(trace, slot, error !== '', key))) continue
    slots[slot] = 1
    waiting++
  }
  const there = nodes.reduce((sum, isFound) => sum + isFound, 0)
  return { containers, nodes, slots, counts: { containers: found, nodes: there, waiting } }
}

type Groups = ReadonlyMap<SearchKey | 'text', readonly SearchTerm[]>

function groupsOf(terms: readonly SearchTerm[]): Groups {
  const groups = new Map<SearchKey | 'text', SearchTerm[]>()
  for (const term of terms) {
    const group = groups.get(term.key)
    if (group === undefined) groups.set(term.key, [term])
    else group.push(term)
  }
  return groups
}

/** Words of one key are alternatives; free words must all be there; `-` forbids. */
function holds(groups: Groups, wordsOf: (key: SearchKey | 'text') => readonly string[]): boolean {
  for (const [key, terms] of groups) {
    const words = wordsOf(key)
    const isThere = ({ value }: SearchTerm) => words.some((word) => matchesWord(key, value, word))
    if (terms.some((term) => term.isNot && isThere(term))) return false
    const asked = terms.filter(({ isNot }) => !isNot)
    if (asked.length === 0) continue
    if (key === 'text' ? !asked.every(isThere) : !asked.some(isThere)) return false
  }
  return true
}

type Words = Partial<Record<SearchKey | 'text', readonly string[]>>

function wordsOfNodes({ model }: Trace, { nodes }: Cluster): Words[] {
  return model.nodes.map(({ name, zone, rack }, node) => {
    const actual = nodeStates[nodes.actual[node]]
    const state = [actual === 'cutOff' ? 'cut-off' : actual]
    const believed = nodes.believed[node]
    if (believed === nodeBelief.healthy) state.push('healthy')
    if (believed === nodeBelief.unhealthy) state.push('unhealthy')
    if (believed === nodeBelief.pending) state.push('pending')
    const availability = availabilities[nodes.availability[node]]
    if (availability === 'drain') state.push('drained')
    if (availability === 'pause') state.push('paused')
    return { node: [name], zone: [zone], rack: [rack], state, text: [name, zone, rack, ...state] }
  })
}

function containerWords({ plan, cluster, boxes }: HarbourInput, nodeWords: readonly Words[]) {
  const { tables } = plan.trace
  return (container: number, key: SearchKey | 'text'): readonly string[] => {
    const { name, slot, config } = tables.containers[container]
    const node = nodeWords[boxes.node[container]]
    const service = slot < 0 ? '' : tables.slots[slot].service
    switch (key) {
      case 'service':
        return [service]
      case 'container':
        return [name]
      case 'image':
        return [tables.configs[config].image]
      case 'network':
        return attachmentsOf(plan.trace, container).networks
      case 'volume':
        return attachmentsOf(plan.trace, container).volumes
      case 'state': {
        const isCopy = slot >= 0 && cluster.slots.running[slot] > 1
        const kind = boxes.kind[container]
        const isRunning = kind === boxKind.known || kind === boxKind.unseen
        // What runs unseen runs; a copy too many is one of those that run.
        return [
          kindWords[boxKinds[kind]],
          ...(kind === boxKind.unseen ? ['running'] : []),
          ...(isCopy && isRunning ? ['duplicate'] : []),
          ...(node.state ?? []),
        ]
      }
      case 'text':
        return [name, service, tables.configs[config].image, ...(node.node ?? [])]
      default:
        return node[key] ?? []
    }
  }
}

function slotWords(
  { tables }: Trace,
  slot: number,
  isRefused: boolean,
  key: SearchKey | 'text',
): readonly string[] {
  const { service, name, config } = tables.slots[slot]
  switch (key) {
    case 'service':
      return [service]
    case 'container':
      return [name]
    case 'image':
      return [tables.configs[config].image]
    case 'state':
      return isRefused ? ['waiting', 'refused'] : ['waiting']
    case 'text':
      return [service, name, tables.configs[config].image]
    default:
      return []
  }
}
