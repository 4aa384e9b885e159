/**
 * A trace as text for snapshots: a line per fact with its time in seconds. The second container of
 * a name is written `web1'`, the third `web1''`. What every story has (the facts about the script
 * itself, the reading of events) is left out unless asked for.
 */
import { type FactType, factTypes, fieldsOf } from '../../src/model/facts.ts'
import type { Trace } from '../../src/model/trace.ts'
import { nameOf } from '../../src/model/trace-json.ts'

export interface StoryOptions {
  /** Facts to tell, by name or by the beginning of a name: `node.`, `container.placed`. */
  readonly types?: readonly string[]
  /** Facts to leave out, in the same way. */
  readonly without?: readonly string[]
  readonly fromS?: number
  readonly untilS?: number
  /** Digits after the point of the seconds. */
  readonly digits?: number
}

/** What is not told unless it is asked for by `types`. */
const untold: readonly string[] = [
  'timeline.reached',
  'command.done',
  'slot.asked',
  'belief.',
  'image.pulling',
  'manager.started',
  'engine.eventsSubscribed',
  'engine.refreshing',
]

export function story(trace: Trace, options: StoryOptions = {}): string {
  const { fromS = 0, untilS = Number.POSITIVE_INFINITY, digits = 1 } = options
  const told: { time: string; type: string; what: string }[] = []
  for (let row = 0; row < trace.length; row++) {
    const type = factTypes[trace.type[row]]
    const timeS = trace.timeUs[row] / 1e6
    if (timeS < fromS || timeS > untilS || !isTold(type, options)) continue
    told.push({ time: `${timeS.toFixed(digits)}s`, type, what: operandsOf(trace, row) })
  }
  const timeWidth = Math.max(0, ...told.map(({ time }) => time.length))
  const typeWidth = Math.max(0, ...told.map(({ type }) => type.length))
  return told
    .map(({ time, type, what }) =>
      `${time.padStart(timeWidth)} ${type.padEnd(typeWidth)} ${what}`.trimEnd(),
    )
    .join('\n')
}

function isTold(type: FactType, { types, without = [] }: StoryOptions): boolean {
  // Where a loop stands in its random numbers: of no interest to a reader.
  if (type === 'engine.refreshing') return types?.includes(type) ?? false
  const isOneOf = (names: readonly string[]) =>
    names.some((name) => (name.endsWith('.') ? type.startsWith(name) : type === name))
  if (isOneOf(without)) return false
  return types ? isOneOf(types) : !isOneOf(untold)
}

function operandsOf(trace: Trace, row: number): string {
  const operands = [trace.a[row], trace.b[row], trace.c[row]]
  return fieldsOf[trace.type[row]]
    .map(([name, kind], column) => {
      const value = operands[column]
      if (kind === 'container') return incarnation(trace, value)
      if (kind === 'slot') return trace.tables.slots[value].name
      if (kind === 'entry') return trace.model.timeline[value].text
      if (kind === 'text') return trace.tables.texts[value]
      if (kind === 'count') return `${name}=${value}`
      return nameOf(trace, kind, value)
    })
    .join(' ')
}

/** `web1`, then `web1'`, `web1''` for the containers of this name in the order they were tried. */
function incarnation(trace: Trace, container: number): string {
  const { name } = trace.tables.containers[container]
  let earlier = 0
  for (let other = 0; other < container; other++) {
    if (trace.tables.containers[other].name === name) earlier++
  }
  return name + "'".repeat(earlier)
}
