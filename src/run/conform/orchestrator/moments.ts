/**
 * A story as moments to compare: what happened to tasks, services and nodes, sorted by kind, without
 * the names of tasks and nodes, which are chance.
 */
import type { StoryEvent } from './record.ts'

/** Times in milliseconds, rising, by what happened. */
export type Moments = ReadonlyMap<string, readonly number[]>

/** States that a batch of reports may skip. */
const passing = new Set(['accepted', 'preparing', 'ready', 'starting'])

export function momentsOf(events: readonly StoryEvent[]): Moments {
  const moments = new Map<string, number[]>()
  const tasks = new Map<string, StoryEvent>()
  const nodes = new Map<string, string>()
  const services = new Map<string, string>()

  function note(what: string, { t }: StoryEvent): void {
    const times = moments.get(what)
    if (times) times.push(t)
    else moments.set(what, [t])
  }

  function noteTask(event: StoryEvent): void {
    const { task = '', service, spec, state, desired, err } = event
    const before = tasks.get(task)
    tasks.set(task, event)
    const who = `${service} v${spec}`
    if (before === undefined) {
      note(`${who} created for ${desired}`, event)
      return
    }
    if (desired !== before.desired) {
      // An update takes slots in random order, whatever the version of their tasks.
      note(`${desired === 'shutdown' ? service : who} shall be ${desired}`, event)
    }
    if (state !== before.state && state !== 'pending' && !passing.has(state ?? '')) {
      note(`${state === 'shutdown' ? service : who} is ${state}${err ? ` (${err})` : ''}`, event)
    } else if (err && err !== before.err) {
      note(`${who} waits: ${err}`, event)
    }
  }

  for (const event of events) {
    const { ev, node = '', service = '', state = '', task = '' } = event
    if (ev === 'task.create' || ev === 'task.update') noteTask(event)
    else if (ev === 'task.delete') note(`${tasks.get(task)?.service} deleted`, event)
    else if (ev.startsWith('node.')) {
      const now = ev === 'node.delete' ? 'gone' : state
      if (nodes.get(node) !== now) note(`node ${node} ${now}`, event)
      nodes.set(node, now)
    } else if (ev.startsWith('service.')) {
      const now = `${ev === 'service.delete' ? 'gone' : `v${event.spec}`} ${event.updateState ?? ''}`
      if (services.get(service) !== now) note(`service ${service} ${now}`.trim(), event)
      services.set(service, now)
    }
  }
  return moments
}
