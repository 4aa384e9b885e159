/** Which command a slot belongs to: the unfinished one that names it. Facts do not say. */
import type { Trace } from '../../../../model/trace.ts'
import type { Command } from './commands.ts'

export interface Asking {
  begin(command: Command): void
  /** The command that asked for the slot; without one that names it, the last one that began. */
  commandFor(slot: number): Command | undefined
}

export function createAsking({ tables }: Trace): Asking {
  const byName = new Map<string, Command[]>()
  let last: Command | undefined

  function add(name: string, command: Command): void {
    const commands = byName.get(name)
    if (commands) commands.push(command)
    else byName.set(name, [command])
  }

  return {
    begin(command) {
      last = command
      const { action } = command.entry
      if (action.type === 'container.run') {
        add(action.name === '' ? nameless(action.service) : action.name, command)
      } else if (action.type === 'compose.up' || action.type === 'compose.scale') {
        for (const { name } of action.containers) add(name, command)
      }
    },
    commandFor(slot) {
      const { name, service } = tables.slots[slot]
      const commands = byName.get(name) ?? byName.get(nameless(service)) ?? []
      const isFree = ({ entry, slots, isOver }: Command) =>
        !isOver && (entry.action.type !== 'container.run' || slots.length === 0)
      return commands.find(isFree) ?? last
    },
  }
}

/** A container that gets its name from the engine is found by its service; no name has a space. */
function nameless(service: string): string {
  return ` ${service}`
}
