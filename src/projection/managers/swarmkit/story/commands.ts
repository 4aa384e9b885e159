/**
 * What users asked of the swarm and what came of it: one entry for each command, with the tasks it asked
 * for until they run for the first time or find no node.
 */
import type { Action } from '../../../../model/action.ts'
import type { TimelineEntry } from '../../../../model/model.ts'
import type { SwarmAction } from '../../../../model/swarm-action.ts'
import type { Trace } from '../../../../model/trace.ts'
import type { StoryContext, StoryEntry, Teller } from '../../../story/entry.ts'
import { type Asked, outcomeLines } from '../../../story/outcome.ts'
import { commandText, isJob } from './command-text.ts'

/** One command and the slots it asked for. */
export interface Command {
  readonly entry: TimelineEntry
  readonly action: SwarmAction
  readonly timeUs: number
  readonly firstRow: number
  lastRow: number
  lastUs: number
  readonly slots: Asked[]
  /** The manager's words for what it refused. */
  readonly errors: string[]
  /** When it was answered, -1 for never. */
  answeredUs: number
  /** Specifications before and after, where it changed one. */
  specs: readonly [before: number, after: number] | undefined
}

/** Tasks are asked for when the command is carried out, or in the batches that follow at once. */
const batchUs = 1_000_000

export function createCommandTeller({ trace }: StoryContext): Teller {
  const commands: Command[] = []
  const byEntry = new Map<number, Command>()
  /** The last command about each service. */
  const byService = new Map<string, Command>()
  const askedBySlot = new Map<number, { readonly asked: Asked; readonly command: Command }>()
  const { slots, containers, services = [], texts } = trace.tables

  function open(entry: number, timeUs: number, row: number): void {
    const { action } = trace.model.timeline[entry]
    if (!isCommand(action)) return
    const command: Command = {
      entry: trace.model.timeline[entry],
      action,
      timeUs,
      firstRow: row,
      lastRow: row,
      lastUs: timeUs,
      slots: [],
      errors: [],
      answeredUs: -1,
      specs: undefined,
    }
    commands.push(command)
    byEntry.set(entry, command)
    for (const service of servicesOf(action)) byService.set(service, command)
  }

  function isFresh({ answeredUs }: Command, timeUs: number): boolean {
    return answeredUs < 0 || timeUs - answeredUs <= batchUs
  }

  /** The slot's first task is told with the command, until it runs or waits. */
  function askedFor(task: number): { asked: Asked; command: Command } | undefined {
    const found = askedBySlot.get(containers[task].slot)
    return found && found.asked.startedUs < 0 && found.asked.error < 0 ? found : undefined
  }

  return {
    before({ type, a, b }, cluster) {
      if (type !== 'service.specified') return
      const command = byService.get(services[a])
      if (command) command.specs = [cluster.services.spec[a], b]
    },
    after({ type, a, b, c, timeUs, row }) {
      const touch = (command: Command) => {
        command.lastRow = row
        command.lastUs = timeUs
      }
      switch (type) {
        case 'timeline.reached':
          open(a, timeUs, row)
          break
        case 'slot.asked':
        case 'slot.asked.job': {
          const command = byService.get(slots[a].service)
          if (!command || askedBySlot.has(a) || !isFresh(command, timeUs)) break
          const asked = { slot: a, node: -1, tied: 0, startedUs: -1, error: -1 }
          command.slots.push(asked)
          askedBySlot.set(a, { asked, command })
          touch(command)
          break
        }
        case 'task.assigned': {
          const found = askedFor(a)
          if (!found) break
          found.asked.node = b
          touch(found.command)
          break
        }
        case 'task.refused':
        case 'task.reported': {
          const error = type === 'task.refused' ? b : c
          const found = error < 0 ? undefined : askedFor(a)
          if (!found) break
          found.asked.error = error
          touch(found.command)
          break
        }
        case 'container.started': {
          const found = askedFor(a)
          if (!found) break
          found.asked.startedUs = timeUs
          touch(found.command)
          break
        }
        case 'command.done':
        case 'command.failed': {
          const command = byEntry.get(a)
          if (!command) break
          if (type === 'command.failed') command.errors.push(texts[b])
          command.answeredUs = timeUs
          touch(command)
          break
        }
        default:
          break
      }
    },
    entries: () => commands.map((command) => entryOf(trace, command)),
  }
}

/** What a user types; faults and what happens to machines is the world's. */
function isCommand(action: Action): action is SwarmAction {
  const [noun] = action.type.split('.')
  const isOfNode = action.type === 'node.update' || action.type === 'node.rm'
  return noun === 'service' || noun === 'stack' || noun === 'object' || noun === 'swarm' || isOfNode
}

function servicesOf(action: SwarmAction): readonly string[] {
  switch (action.type) {
    case 'service.create':
      return [action.spec.name]
    case 'service.update':
    case 'service.rollback':
    case 'service.rm':
      return [action.service]
    case 'stack.deploy':
      return action.services.map(({ name }) => name)
    default:
      return []
  }
}

function entryOf(trace: Trace, command: Command): StoryEntry {
  const { action, timeUs, lastUs, firstRow, lastRow, slots, errors, answeredUs } = command
  const isTroubled =
    errors.length > 0 || answeredUs < 0 || slots.some(({ node, error }) => node < 0 || error >= 0)
  return {
    timeUs,
    untilUs: lastUs,
    who: 'user',
    text: `the user ${commandText(trace, command)}`,
    details: isJob(action) ? [] : outcomeLines(trace, slots),
    severity: isTroubled ? 'warning' : 'plain',
    rows: [firstRow, lastRow],
  }
}
