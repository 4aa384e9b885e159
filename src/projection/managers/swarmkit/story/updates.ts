/** Rolling updates and rollbacks: begun when, how many tasks were replaced, and how and why they ended. */
import { formatDuration, plural } from '../../../../model/format.ts'
import { replaceCauses, type UpdateState, updateStates } from '../../../../model/swarm-mode.ts'
import type { Trace } from '../../../../model/trace.ts'
import type { Severity, StoryContext, StoryEntry, Teller } from '../../../story/entry.ts'

interface Update {
  readonly service: number
  readonly isRollback: boolean
  readonly timeUs: number
  readonly firstRow: number
  lastRow: number
  lastUs: number
  replaced: number
  /** What it came to; undefined while it goes on. */
  end: UpdateState | undefined
  message: string
}

const begins: readonly UpdateState[] = ['updating', 'rollback_started']

export function createUpdateTeller({ trace }: StoryContext): Teller {
  const updates: Update[] = []
  /** The one under way of each service, by its name. */
  const open = new Map<string, Update>()
  const { slots, containers, services = [], texts } = trace.tables

  function touch(update: Update, row: number, timeUs: number): void {
    update.lastRow = row
    update.lastUs = timeUs
  }

  return {
    after({ type, a, b, c, timeUs, row }) {
      if (type === 'task.replaced' && replaceCauses[c] === 'outdated') {
        const update = open.get(slots[containers[a].slot].service)
        if (!update) return
        update.replaced++
        touch(update, row, timeUs)
      }
      if (type !== 'service.updateState') return
      const state = updateStates[b]
      const before = open.get(services[a])
      if (before) {
        // An update that begins anew goes on with another aim.
        touch(before, row, timeUs)
        before.end = state
        before.message = texts[c] ?? ''
        open.delete(services[a])
      }
      if (!begins.includes(state)) return
      const update: Update = {
        service: a,
        isRollback: state === 'rollback_started',
        timeUs,
        firstRow: row,
        lastRow: row,
        lastUs: timeUs,
        replaced: 0,
        end: undefined,
        message: '',
      }
      updates.push(update)
      open.set(services[a], update)
    },
    entries: () => updates.map((update) => entryOf(trace, update)),
  }
}

function entryOf(trace: Trace, update: Update): StoryEntry {
  const { service, isRollback, timeUs, firstRow, lastRow, lastUs, replaced } = update
  const name = trace.tables.services?.[service] ?? ''
  const verb = isRollback ? `rolled ${name} back` : `updated ${name}`
  const [outcome, severity] = outcomeOf(update)
  const tasks = `${plural(replaced, 'task')} replaced`
  const text = `the manager ${verb}: ${tasks}${outcome}`
  return {
    timeUs,
    untilUs: lastUs,
    who: 'manager',
    text,
    details: [],
    severity,
    rows: [firstRow, lastRow],
  }
}

function outcomeOf({ end, message, timeUs, lastUs }: Update): [string, Severity] {
  const took = formatDuration(lastUs - timeUs)
  switch (end) {
    case 'completed':
    case 'rollback_completed':
      return [`, completed after ${took}`, 'good']
    case 'paused':
    case 'rollback_paused':
      return [`, paused after ${took}: ${message}`, 'failure']
    case 'rollback_started':
      return [`, given up after ${took}: ${message}`, 'failure']
    case 'updating':
    case 'none':
      return [`, stopped after ${took} by another change`, 'plain']
    case undefined:
      return [', still going on at the end', 'warning']
  }
}
