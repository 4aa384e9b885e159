/**
 * One sentence that says what is happening: who stopped answering, who noticed when, and what
 * became of the containers. Past tense for facts, and nothing that is not in the trace.
 */

import type { Cluster } from '../model/cluster.ts'
import { formatCount, formatDuration, formatTime, listed, plural } from '../model/format.ts'
import {
  beliefState,
  containerState,
  isTrustedBelief,
  nodeState,
  slotState,
} from '../model/states.ts'
import { taskStateNames } from '../model/swarm-mode.ts'
import { largest } from '../sim/extent.ts'
import type { Incident } from './harbour-incidents.ts'
import { type HarbourMemory, pullProgress } from './harbour-memory.ts'
import type { HarbourPlan } from './harbour-plan.ts'

export interface Phrase {
  readonly text: string
  readonly tone: 'plain' | 'strong' | 'fail' | 'belief'
}

export interface SentenceInput {
  readonly plan: HarbourPlan
  readonly memory: HarbourMemory
  readonly incidents: readonly Incident[]
  readonly cluster: Cluster
  /** Facts so far. */
  readonly position: number
  readonly timeUs: number
}

export function sentenceOf(input: SentenceInput): Phrase[] {
  const incident = input.incidents.findLast(({ row }) => row < input.position)
  return incident === undefined ? deployment(input) : told(input, incident)
}

export function plainSentence(phrases: readonly Phrase[]): string {
  return phrases.map(({ text }) => text).join('')
}

/** A job's task that has done its work. */
const complete = taskStateNames.indexOf('complete')

function deployment({ cluster, plan }: SentenceInput): Phrase[] {
  const { slots, containers } = cluster
  let asked = 0
  let jobs = 0
  let done = 0
  let runs = 0
  let refused = 0
  for (let slot = 0; slot < slots.length; slot++) {
    if (slots.asked[slot] === slotState.job) {
      jobs++
      const holder = slots.container[slot]
      if (holder >= 0 && containers.taskState[holder] === complete) done++
    }
    if (slots.asked[slot] !== slotState.running) continue
    asked++
    if (slots.running[slot] > 0) runs++
    else if (slots.unplaced[slot] >= 0) refused++
  }
  const { nodes } = plan.trace.model
  const up = nodes.filter((_, node) => cluster.nodes.actual[node] === nodeState.up).length
  if (asked === 0) {
    if (nodes.length === 0) return [plain('No nodes yet. Add one or open a scenario.')]
    if (jobs > 0)
      return [plain(`${formatCount(done)} of ${plural(jobs, 'task')} of jobs completed.`)]
    return [plain(`${plural(up, 'node')} ${up === 1 ? 'is' : 'are'} up, and nothing is asked for.`)]
  }
  if (runs === asked) {
    return [
      plain(
        `${asked === 1 ? 'The one container' : `All ${formatCount(asked)} containers`} asked for ${asked === 1 ? 'runs' : 'run'}.`,
      ),
    ]
  }
  const rest = asked - runs - refused
  const phrases = [
    plain(`${formatCount(runs)} of ${plural(asked, 'container')} ${runs === 1 ? 'runs' : 'run'}`),
  ]
  if (rest > 0)
    phrases.push(plain(`, ${formatCount(rest)} ${rest === 1 ? 'is' : 'are'} on the way`))
  if (refused > 0) phrases.push(plain(rest > 0 ? ' and ' : ', '), fail(waits(refused)))
  return [...phrases, plain('.')]
}

function told(input: SentenceInput, incident: Incident): Phrase[] {
  return [
    ...began(input, incident),
    ...noticed(input, incident),
    plain(' '),
    ...fate(input, incident),
  ]
}

function began({ plan, memory }: SentenceInput, { type, nodes, timeUs }: Incident): Phrase[] {
  const { model } = plan.trace
  const first = model.nodes[nodes[0]]
  const isRack =
    nodes.length > 4 &&
    first.rack !== '' &&
    nodes.every((node) => model.nodes[node].rack === first.rack)
  const name = isRack
    ? `Rack ${first.rack}`
    : nodes.length > 4
      ? plural(nodes.length, 'node')
      : listed(nodes.map((node) => model.nodes[node].name))
  const isOne = nodes.length === 1 || isRack
  const did = {
    crash: 'stopped answering',
    freeze: 'froze',
    cutOff: isOne ? 'was cut off' : 'were cut off',
    leave: isOne ? memory.reading.leftWords : memory.reading.leftWords.replace(/^was /, 'were '),
  }[type]
  return [plain(`${name} ${did} at ${formatTime(timeUs)}; `)]
}

function noticed(input: SentenceInput, { nodes, timeUs, type }: Incident): Phrase[] {
  const { cluster } = input
  const back = nodes.filter((node) => cluster.nodes.actual[node] === nodeState.up).length
  const knows = nodes.filter((node) => {
    const believed = cluster.nodes.believed[node]
    return !isTrustedBelief(believed) && cluster.nodes.believedSinceUs[node] >= timeUs
  })
  if (back === nodes.length && type !== 'leave') {
    const sinceUs = largest(nodes.map((node) => cluster.nodes.actualSinceUs[node]))
    const isBelieved = knows.length === 0
    const words = nodes.length === 1 ? 'it came back' : 'they came back'
    const text = `${words} at ${formatTime(sinceUs)}`
    if (isBelieved) return [plain(`${text}.`)]
    return [plain(`${text}, which the manager `), belief('has not noticed yet'), plain('.')]
  }
  if (knows.length === nodes.length) {
    const lastUs = largest(nodes.map((node) => cluster.nodes.believedSinceUs[node]))
    const words = nodes.length === 1 ? 'the manager noticed' : 'the manager had noticed all'
    return [
      plain(`${words} at ${formatTime(lastUs)}, `),
      strong(`${formatDuration(lastUs - timeUs)} later`),
      plain('.'),
    ]
  }
  if (knows.length > 0) {
    return [
      plain(`after ${formatDuration(input.timeUs - timeUs)} the manager knows of `),
      strong(`${knows.length} of ${nodes.length} nodes`),
      plain('.'),
    ]
  }
  return [plain('the manager '), belief('has not noticed yet'), plain('.')]
}

/** What became of the containers that ran there. */
function fate(input: SentenceInput, { containers, type, nodes }: Incident): Phrase[] {
  if (containers.length === 0) return [plain('No container ran there.')]
  const counts = {
    runs: 0,
    twice: 0,
    pulling: 0,
    starting: 0,
    waits: 0,
    ghost: 0,
    next: 0,
    lost: 0,
  }
  for (const container of containers) counts[fateOf(input, container)]++
  const phrases: Phrase[][] = []
  const again = type === 'crash' ? 'again' : 'on'
  const say = (count: number, words: string, tone: Phrase['tone'] = 'plain') => {
    if (count > 0) phrases.push([{ text: `${formatCount(count)} ${words}`, tone }])
  }
  say(counts.runs, `${verb(counts.runs, 'runs', 'run')} ${again}`)
  say(counts.twice, `${verb(counts.twice, 'runs', 'run')} twice`, 'belief')
  say(counts.pulling, `${verb(counts.pulling, 'is', 'are')} pulling`)
  say(counts.starting, `${verb(counts.starting, 'is', 'are')} starting`)
  say(counts.ghost, `${verb(counts.ghost, 'is', 'are')} still believed to run`, 'belief')
  say(counts.next, verb(counts.next, 'waits its turn', 'wait their turn'))
  say(counts.waits, verb(counts.waits, 'waits', 'wait'), 'fail')
  say(counts.lost, `${verb(counts.lost, 'stays', 'stay')} lost`, 'fail')
  const joined = phrases.flatMap((phrase, index) => {
    if (index === 0) return phrase
    return [plain(index === phrases.length - 1 ? ' and ' : ', '), ...phrase]
  })
  const whose = nodes.length === 1 ? 'Its' : 'Their'
  if (containers.length === 1)
    return [plain(`${whose} container `), ...withoutCount(joined), plain('.')]
  const count = formatCount(containers.length)
  if (phrases.length === 1) {
    return [plain(`${whose} ${count} containers `), ...withoutCount(joined), plain('.')]
  }
  return [plain(`Of ${whose.toLowerCase()} ${count} containers, `), ...joined, plain('.')]
}

/** `5 run on` after `Its 5 containers`. */
function withoutCount([first, ...rest]: readonly Phrase[]): Phrase[] {
  return [{ ...first, text: first.text.replace(/^[\d,]+ /, '') }, ...rest]
}

type Fate = 'runs' | 'twice' | 'pulling' | 'starting' | 'waits' | 'ghost' | 'next' | 'lost'

function fateOf({ plan, memory, cluster, timeUs }: SentenceInput, container: number): Fate {
  const { containers, slots, nodes } = cluster
  const slot = containers.slot[container]
  if (slot < 0) return containers.actual[container] === containerState.running ? 'runs' : 'lost'
  if (slots.running[slot] > 1) return 'twice'
  if (slots.running[slot] === 1) return 'runs'
  if (slots.unplaced[slot] >= 0) return 'waits'
  const holder = slots.container[slot]
  if (holder !== container && holder >= 0) {
    const node = containers.believedNode[holder]
    const progress = pullProgress(plan.trace, memory, { container: holder, node, timeUs })
    return progress >= 0 ? 'pulling' : 'starting'
  }
  const home = containers.believedNode[container]
  const isGhost =
    containers.believed[container] === beliefState.running &&
    home >= 0 &&
    isTrustedBelief(nodes.believed[home])
  if (isGhost) return 'ghost'
  // It asked to be rescheduled, and nobody has said no yet.
  return memory.reschedulable[container] === 1 && slots.asked[slot] === slotState.running
    ? 'next'
    : 'lost'
}

function waits(count: number): string {
  return `${formatCount(count)} ${verb(count, 'waits', 'wait')}: no node fits`
}

function verb(count: number, one: string, many: string): string {
  return count === 1 ? one : many
}

function plain(text: string): Phrase {
  return { text, tone: 'plain' }
}

function strong(text: string): Phrase {
  return { text, tone: 'strong' }
}

function fail(text: string): Phrase {
  return { text, tone: 'fail' }
}

function belief(text: string): Phrase {
  return { text, tone: 'belief' }
}
