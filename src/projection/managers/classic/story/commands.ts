/**
 * What the user asked for and what came of it: one entry for each command, with the containers
 * grouped by service, and one for a row of equal `docker run` commands.
 */

import type { Action } from '../../../../model/action.ts'
import { formatDuration, plural } from '../../../../model/format.ts'
import type { TimelineEntry } from '../../../../model/model.ts'
import type { Trace } from '../../../../model/trace.ts'
import { largest } from '../../../../sim/extent.ts'
import type { Severity, StoryContext, StoryEntry, Teller } from '../../../story/entry.ts'
import { type Asked, outcomeLines, outcomeWords } from '../../../story/outcome.ts'
import type { Row } from '../../../walk.ts'
import { createAsking } from './asking.ts'

/** One command and the slots it asked for. */
export interface Command {
  readonly entry: TimelineEntry
  readonly timeUs: number
  readonly firstRow: number
  lastRow: number
  lastUs: number
  readonly slots: Asked[]
  /** Error text index, -1 for none. */
  error: number
  isOver: boolean
}

export function createCommandTeller({ trace }: StoryContext): Teller {
  const commands: Command[] = []
  const asking = createAsking(trace)
  const byEntry = new Map<number, Command>()
  const askedBySlot = new Map<number, { asked: Asked; command: Command }>()
  const slotOf = (container: number) => trace.tables.containers[container].slot

  /** The outcome is told with the command that asked, until the slot is rescheduled. */
  function ofContainer({ a, row, timeUs }: Row): Asked | undefined {
    if (trace.tables.containers[a].predecessor >= 0) return undefined
    const found = askedBySlot.get(slotOf(a))
    if (found && !found.command.isOver) touch(found.command, row, timeUs)
    return found?.asked
  }

  return {
    after(fact) {
      const { type, a, b, c, row, timeUs } = fact
      switch (type) {
        case 'timeline.reached': {
          const entry = trace.model.timeline[a]
          if (!isCommand(entry.action)) break
          const command: Command = {
            entry,
            timeUs,
            firstRow: row,
            lastRow: row,
            lastUs: timeUs,
            slots: [],
            error: -1,
            isOver: false,
          }
          commands.push(command)
          asking.begin(command)
          byEntry.set(a, command)
          break
        }
        case 'slot.asked':
        case 'slot.asked.created': {
          const command = asking.commandFor(a)
          if (!command || askedBySlot.has(a)) break
          const asked = { slot: a, node: -1, tied: 0, startedUs: -1, error: -1 }
          command.slots.push(asked)
          askedBySlot.set(a, { asked, command })
          touch(command, row, timeUs)
          break
        }
        case 'container.placed': {
          const asked = ofContainer(fact)
          if (asked) Object.assign(asked, { node: b, tied: c, error: -1 })
          break
        }
        case 'container.createFailed': {
          const asked = ofContainer(fact)
          if (asked) Object.assign(asked, { node: -1, error: c })
          break
        }
        case 'container.startFailed': {
          const asked = ofContainer(fact)
          if (asked) asked.error = b
          break
        }
        case 'container.started': {
          const asked = ofContainer(fact)
          if (asked && asked.startedUs < 0) asked.startedUs = timeUs
          break
        }
        case 'slot.unplaced': {
          const found = askedBySlot.get(a)
          if (found && found.asked.node < 0) found.asked.error = b
          break
        }
        case 'command.done':
        case 'command.failed': {
          const command = byEntry.get(a)
          if (!command) break
          if (type === 'command.failed') command.error = b
          touch(command, row, timeUs)
          command.isOver = true
          break
        }
        default:
          break
      }
    },
    entries: () => rowsOfRuns(commands).map((group) => entryOf(trace, group)),
  }
}

function touch(command: Command, row: number, timeUs: number): void {
  command.lastRow = row
  command.lastUs = timeUs
}

/** What a user types; faults and what happens to machines is the world's. */
function isCommand({ type }: Action): boolean {
  const [noun] = type.split('.')
  return noun === 'container' || noun === 'network' || noun === 'volume' || noun === 'compose'
}

/**
 * Rows of `docker run` in quick succession become one group, and so does each row for one service;
 * everything else stays alone. A few commands say more in their own words than as a group.
 */
function rowsOfRuns(commands: readonly Command[]): Command[][] {
  const serviceOf = ({ entry }: Command) =>
    entry.action.type === 'container.run' ? entry.action.service : ''
  const isRun = ({ entry, error }: Command) => entry.action.type === 'container.run' && error < 0
  const follows = (one: Command, other: Command) =>
    isRun(one) && isRun(other) && other.timeUs - one.timeUs <= rowUs
  const ofService = chunks(commands, (one, other) => {
    return follows(one, other) && serviceOf(one) === serviceOf(other)
  })
  const rows = chunks(ofService, (one, other) => {
    const isEachSmall = one.length <= runsMax && other.length <= runsMax
    return isEachSmall && follows(one[one.length - 1], other[0])
  }).map((row) => row.flat())
  return rows.flatMap((row) => (row.length > runsMax ? [row] : row.map((command) => [command])))
}

const rowUs = 60_000_000
const runsMax = 3

/** Cuts a list wherever two neighbours do not belong together. */
function chunks<T>(things: readonly T[], belongs: (one: T, other: T) => boolean): T[][] {
  const found: T[][] = []
  for (const thing of things) {
    const chunk = found.at(-1)
    const last = chunk?.at(-1)
    if (chunk && last !== undefined && belongs(last, thing)) chunk.push(thing)
    else found.push([thing])
  }
  return found
}

function entryOf(trace: Trace, group: readonly Command[]): StoryEntry {
  const first = group[0]
  const asked = group.flatMap(({ slots }) => slots)
  const isFailed = asked.some(({ node }) => node < 0) || group.some(({ error }) => error >= 0)
  const untilUs = largest(group.map(({ lastUs }) => lastUs))
  const severity: Severity = isFailed ? 'warning' : 'plain'
  return {
    timeUs: first.timeUs,
    untilUs,
    who: 'user',
    text: `the user ${group.length > 1 ? rowText(trace, group) : commandText(trace, first)}`,
    details: outcomeLines(trace, asked),
    severity,
    rows: [first.firstRow, largest(group.map(({ lastRow }) => lastRow))],
  }
}

function rowText(trace: Trace, group: readonly Command[]): string {
  const asked = group.flatMap(({ slots }) => slots)
  const spanUs = group[group.length - 1].timeUs - group[0].timeUs
  const span = spanUs === 0 ? '' : ` within ${formatDuration(spanUs)}`
  return `ran ${plural(group.length, 'container')}${span}${outcomeWords(trace, asked, group[0].timeUs)}`
}

function commandText(trace: Trace, command: Command): string {
  const { entry, slots, timeUs, error, isOver } = command
  const refusal = error >= 0 ? `; refused: ${trace.tables.texts[error]}` : ''
  const { action } = entry
  const isAllRefused = slots.every(({ node }) => node < 0)
  const words = outcomeWords(trace, slots, timeUs)
  switch (action.type) {
    case 'compose.up': {
      const services = new Set(slots.map(({ slot }) => trace.tables.slots[slot].service)).size
      const nothing = isOver && refusal === '' ? ', which had all its containers' : ''
      const what =
        slots.length === 0
          ? nothing
          : `: ${plural(slots.length, 'container')} of ${plural(services, 'service')}`
      return `brought up ${action.project}${what}${refusal !== '' && isAllRefused ? '' : words}${refusal}`
    }
    case 'container.run':
      if (slots.length === 0) return `ran ${quoted(entry)}${refusal}`
      return `ran ${trace.tables.slots[slots[0].slot].name}${words}${slots[0].error < 0 ? refusal : ''}`
    default: {
      const waits = isOver ? '' : '; nobody answered before the end'
      return `ran ${quoted(entry)}${slots.length === 0 ? '' : words}${refusal || waits}`
    }
  }
}

function quoted({ text }: TimelineEntry): string {
  return `"${text}"`
}
