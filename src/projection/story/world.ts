/** What happened to the machines: crashes, cuts, returns, joins and leaves, told by moment. */
import type { Cluster } from '../../model/cluster.ts'
import { formatCpus, formatDuration, formatMemory, formatTime, plural } from '../../model/format.ts'
import { containerState, nodeState } from '../../model/states.ts'
import type { Trace } from '../../model/trace.ts'
import type { ManagerReading } from '../managers/reading.ts'
import type { Row } from '../walk.ts'
import type { Severity, StoryContext, StoryEntry, Teller } from './entry.ts'
import { grouped, nodesInWords, theirContainers } from './words.ts'

/** Facts of one kind at one moment. */
interface Happening {
  readonly type: WorldType
  readonly timeUs: number
  readonly nodes: number[]
  /** State of the nodes before, and since when. */
  readonly beforeState: number
  readonly beforeUs: number
  /** Containers that ran there before, and those that were stopped. */
  containers: number
  stopped: number
  readonly firstRow: number
  lastRow: number
  /** The manager gave one of the nodes up before they were back. */
  isNoticed: boolean
}

const worldTypes = [
  'node.joined',
  'node.relisted',
  'node.left',
  'node.crashed',
  'node.frozen',
  'node.cutOff',
  'node.recovered',
  'node.replaced',
] as const
type WorldType = (typeof worldTypes)[number]

/** What sentences are made with. */
interface Words {
  readonly trace: Trace
  readonly reading: ManagerReading
}

/** This many faults and returns of the same nodes are one story of flapping. */
const flapsMin = 3

export function createWorldTeller(
  { trace, placedOn }: StoryContext,
  reading: ManagerReading,
): Teller {
  const happenings: Happening[] = []
  const { isNotice } = reading

  const countOn = (node: number, { containers }: Cluster, state: number) =>
    placedOn.of(node).filter((container) => containers.actual[container] === state).length

  return {
    before(fact: Row, cluster) {
      const { type, a: node, timeUs, row } = fact
      if (isNotice(fact, cluster)) {
        const last = happenings.findLast(({ nodes }) => nodes.includes(node))
        if (last) last.isNoticed = true
      }
      const worldType = worldTypes.find((known) => known === type)
      if (worldType === undefined) return
      const { actual, actualSinceUs } = cluster.nodes
      let last = happenings.at(-1)
      const isSame =
        last?.type === worldType &&
        last.timeUs === timeUs &&
        last.beforeState === actual[node] &&
        last.beforeUs === actualSinceUs[node]
      if (!last || !isSame) {
        last = {
          type: worldType,
          timeUs,
          nodes: [],
          beforeState: actual[node],
          beforeUs: actualSinceUs[node],
          containers: 0,
          stopped: 0,
          firstRow: row,
          lastRow: row,
          isNoticed: false,
        }
        happenings.push(last)
      }
      last.nodes.push(node)
      last.containers += countOn(node, cluster, containerState.running)
      last.stopped += countOn(node, cluster, containerState.exited)
      last.lastRow = row
    },
    entries: () => withoutFlaps({ trace, reading }, happenings),
  }
}

function withoutFlaps(input: Words, happenings: readonly Happening[]): StoryEntry[] {
  const byNodes = grouped(happenings, ({ nodes }) => nodes.join())
  return [...byNodes.values()].flatMap((ofSameNodes) => {
    const chapters = [{ faults: [] as Happening[], returns: [] as Happening[] }]
    const others: Happening[] = []
    for (const happening of ofSameNodes) {
      const chapter = chapters[chapters.length - 1]
      const [first] = chapter.faults
      // What the manager noticed is a story of its own.
      if (isFault(happening.type)) {
        const goesOn = !happening.isNoticed && (!first || first.type === happening.type)
        if (goesOn) chapter.faults.push(happening)
        else {
          others.push(happening)
          chapters.push({ faults: [], returns: [] })
        }
      } else if (first && happening.type === 'node.recovered') chapter.returns.push(happening)
      else others.push(happening)
    }
    const told = chapters.flatMap(({ faults, returns }) =>
      faults.length >= flapsMin
        ? [flapping(input.trace, faults, returns)]
        : [...faults, ...returns].map((happening) => entryOf(input, happening)),
    )
    return [...told, ...others.map((happening) => entryOf(input, happening))]
  })
}

function isFault(type: WorldType): boolean {
  return type === 'node.crashed' || type === 'node.frozen' || type === 'node.cutOff'
}

function flapping(
  trace: Trace,
  faults: readonly Happening[],
  returns: readonly Happening[],
): StoryEntry {
  const [first] = faults
  const last = [...faults, ...returns].reduce((a, b) => (b.firstRow > a.firstRow ? b : a))
  const verb = { 'node.crashed': 'crashed', 'node.frozen': 'froze' }[first.type as string]
  const longestUs = Math.max(
    ...returns.map(({ timeUs, beforeUs }) => timeUs - beforeUs),
    returns.length < faults.length ? trace.endUs - faults[faults.length - 1].timeUs : 0,
  )
  const names = nodesInWords(trace, first.nodes)
  return {
    timeUs: first.timeUs,
    untilUs: last.timeUs,
    who: 'world',
    text: `${names} flapped: ${verb ?? 'cut off'} ${plural(faults.length, 'time')} and back ${plural(returns.length, 'time')} until ${formatTime(last.timeUs)}, away for at most ${formatDuration(longestUs)}`,
    details: [],
    severity: 'failure',
    rows: [first.firstRow, last.lastRow],
  }
}

function entryOf(input: Words, happening: Happening): StoryEntry {
  const { timeUs, firstRow, lastRow } = happening
  const [text, severity] = sentence(input, happening)
  const rows: [number, number] = [firstRow, lastRow]
  return { timeUs, untilUs: timeUs, who: 'world', text, details: [], severity, rows }
}

function sentence({ trace, reading }: Words, happening: Happening): [string, Severity] {
  const { type, nodes, containers } = happening
  const names = nodesInWords(trace, nodes)
  const isOne = nodes.length === 1
  const theirs = theirContainers(nodes.length, containers)
  const runOn = containers === 0 ? '' : `; ${theirs} ${containers === 1 ? 'runs' : 'run'} on`
  switch (type) {
    case 'node.joined':
      return [joined(trace, happening, names), 'plain']
    case 'node.relisted':
      return [`${names} ${isOne ? 'was' : 'were'} listed in discovery again`, 'plain']
    case 'node.left': {
      const { leftWords, leavingStops } = reading
      const left = isOne ? leftWords : leftWords.replace(/^was /, 'were ')
      const fate =
        leavingStops && containers > 0
          ? `: ${theirs} ${containers === 1 ? 'is' : 'are'} removed`
          : runOn
      return [`${names} ${left}${fate || '; no container ran there'}`, 'warning']
    }
    case 'node.crashed':
      return [
        `${names} crashed${containers === 0 ? '; no container ran there' : `: ${theirs} stopped`}`,
        'failure',
      ]
    case 'node.frozen':
      return [
        `${names} froze: ${isOne ? 'it accepts' : 'they accept'} connections and never ${isOne ? 'answers' : 'answer'}${runOn}`,
        'failure',
      ]
    case 'node.cutOff':
      return [`${names} ${isOne ? 'was' : 'were'} cut off${runOn && `${runOn} unseen`}`, 'failure']
    case 'node.recovered':
      return [returned(happening, names, runOn), 'good']
    case 'node.replaced':
      return [`another machine answers at ${names}'s address, with another engine ID`, 'warning']
  }
}

function joined(trace: Trace, { nodes, timeUs }: Happening, names: string): string {
  const { cpus, memoryBytes } = trace.model.nodes[nodes[0]]
  const isUniform = nodes.every((node) => {
    const spec = trace.model.nodes[node]
    return spec.cpus === cpus && spec.memoryBytes === memoryBytes
  })
  const each = nodes.length === 1 ? '' : ' each'
  const size = `${plural(cpus, 'CPU')} and ${formatMemory(memoryBytes)}${each}`.replace(
    /^[\d,]+/,
    formatCpus(cpus),
  )
  const verb = timeUs === 0 ? (nodes.length === 1 ? 'is up' : 'are up') : 'joined'
  return isUniform ? `${names} ${verb}, ${size}` : `${names} ${verb}`
}

function returned(happening: Happening, names: string, runOn: string): string {
  const { timeUs, nodes, stopped, beforeState, beforeUs } = happening
  const away = formatDuration(timeUs - beforeUs)
  if (beforeState === nodeState.absent) return `${names} came up`
  if (beforeState === nodeState.crashed) {
    const theirs = theirContainers(nodes.length, stopped)
    const state = stopped === 0 ? '' : `; ${theirs} ${stopped === 1 ? 'is' : 'are'} stopped`
    return `${names} came back after ${away}${state}`
  }
  const verb = beforeState === nodeState.frozen ? 'answered again' : 'could be reached again'
  return `${names} ${verb} after ${away}${runOn}`
}
