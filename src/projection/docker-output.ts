/**
 * What comes back from a docker command of the timeline: the words of the client where it says an ID or an
 * error (docker/cli, cli/command/container/run.go and create.go), then what came of it, as the story has it.
 */
import { factCode } from '../model/facts.ts'
import { formatDuration } from '../model/format.ts'
import { containerId } from '../model/ids.ts'
import type { Trace } from '../model/trace.ts'
import type { StoryEntry } from './story.ts'

export interface DockerOutput {
  /** `failed`: the daemon answered with an error. `waiting`: the run ends before it answers. */
  readonly status: 'done' | 'failed' | 'waiting'
  /** What the client prints; often nothing but the names that it was given, which are left out. */
  readonly printed: readonly string[]
  /** What came of it, a sentence and its details. */
  readonly story: readonly string[]
  /** From the command to its answer, in microseconds. */
  readonly tookUs: number
}

/** @returns nothing where the run ends before the entry's time. */
export function dockerOutput(
  trace: Trace,
  told: readonly StoryEntry[],
  entry: number,
): DockerOutput | undefined {
  const { type, a, b, timeUs, length, tables } = trace
  const rowOf = (from: number, index: number, ...codes: readonly number[]) => {
    for (let row = from; row < length; row++) {
      if (codes.includes(type[row]) && a[row] === index) return row
    }
    return -1
  }
  const reached = rowOf(0, entry, factCode['timeline.reached'])
  if (reached < 0) return undefined
  const answer = rowOf(reached, entry, factCode['command.done'], factCode['command.failed'])
  const isFailed = answer >= 0 && type[answer] === factCode['command.failed']
  const container = isFailed ? -1 : containerOf(trace, entry, reached)
  const sentence = told.find(({ rows }) => rows[0] === reached)
  return {
    status: answer < 0 ? 'waiting' : isFailed ? 'failed' : 'done',
    printed: isFailed
      ? [`Error response from daemon: ${tables.texts[b[answer]] ?? ''}`]
      : printed(),
    story: sentence === undefined ? whereabouts() : [sentence.text, ...sentence.details],
    tookUs: timeUs[answer < 0 ? length - 1 : answer] - timeUs[reached],
  }

  /** `docker run` and `docker create` print the ID of what they made. */
  function printed(): string[] {
    const made = container < 0 ? -1 : rowOf(reached, container, factCode['container.created'])
    return made < 0 ? [] : [containerId(trace.model.seed, container)]
  }

  /** The story tells commands that follow each other as one; this is about the one alone. */
  function whereabouts(): string[] {
    if (container < 0) return []
    const placed = rowOf(reached, container, factCode['container.placed'])
    const started = rowOf(placed, container, factCode['container.started'])
    const name = tables.slots[tables.containers[container].slot].name
    const node = trace.model.nodes[b[placed]].name
    const runs =
      started < 0
        ? 'it never runs'
        : `it ran after ${formatDuration(timeUs[started] - timeUs[reached])}`
    return [`${name} was placed on ${node}; ${runs}`]
  }
}

/** What the command asked for, -1 where it is none or found no place. */
function containerOf(trace: Trace, entry: number, from: number): number {
  const { tables, model, type, a, timeUs } = trace
  if (model.timeline[entry]?.action.type !== 'container.run') return -1
  const asked = [factCode['slot.asked'], factCode['slot.asked.created']]
  let slot = -1
  for (let row = from + 1; timeUs[row] === timeUs[from] && slot < 0; row++) {
    if (asked.includes(type[row])) slot = a[row]
  }
  for (let row = from + 1; slot >= 0 && row < trace.length; row++) {
    const isPlaced = type[row] === factCode['container.placed']
    if (isPlaced && tables.containers[a[row]].slot === slot) return a[row]
  }
  return -1
}
