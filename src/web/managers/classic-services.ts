/**
 * What a service is under classic Swarm: the containers that Compose made, which `docker-compose scale`
 * counts, or those that somebody ran under one name, of which one more is run or removed.
 */
import type { Cluster } from '../../model/cluster.ts'
import { slotStates } from '../../model/states.ts'
import type { Trace } from '../../model/trace.ts'
import { dockerCommand } from '../state/interventions.ts'
import type { Scaling, Verb } from './manager-view.ts'
import { runLine } from './run-line.ts'

export function classicScaling(
  trace: Trace,
  cluster: Cluster,
  service: string,
  count: number,
): Scaling {
  const project = projectOf(trace, service)
  if (project !== undefined) {
    const name = service.slice(service.startsWith(`${project}_`) ? project.length + 1 : 0)
    const line = `docker-compose -p ${project} scale ${name}=${count}`
    return { refused: '', change: (nowUs) => dockerCommand(line, nowUs) }
  }
  const slots = askedSlots(trace, cluster, service)
  const more = count - slots.length
  if (more === 0) return { refused: `there are ${count} already` }
  if (more < 0) {
    const names = slots.slice(more).map((slot) => trace.tables.slots[slot].name)
    return { refused: '', change: (nowUs) => dockerCommand(`rm -f ${names.join(' ')}`, nowUs) }
  }
  const last = slots.at(-1) ?? trace.tables.slots.findLastIndex((row) => row.service === service)
  if (last < 0) return { refused: 'nobody has run it yet' }
  const { config } = trace.tables.slots[last]
  const first = 1 + Math.max(0, ...trace.tables.slots.map(({ name }) => numberOf(name, service)))
  const name = more === 1 ? `${service}-${first}` : `${service}-{${first}..${first + more - 1}}`
  const line = runLine(trace.tables.configs[config], name)
  return { refused: '', change: (nowUs) => dockerCommand(line, nowUs, '', service) }
}

export function classicServiceVerbs(trace: Trace, cluster: Cluster, service: string): Verb[] {
  const asked = askedSlots(trace, cluster, service)
  const one = classicScaling(trace, cluster, service, asked.length + 1)
  const names = asked.map((slot) => trace.tables.slots[slot].name)
  return [
    {
      name: 'Scale…',
      does: 'another number of containers',
      kind: 'ask',
      refused: one.refused,
      typed: `scale ${service} `,
    },
    { name: 'One more', does: 'like the last one', kind: 'ask', ...one },
    {
      name: 'Remove all',
      does: 'its containers are gone, and nobody replaces them',
      kind: 'ask',
      refused: names.length === 0 ? 'none is asked for' : '',
      change: (nowUs) => dockerCommand(`rm -f ${names.join(' ')}`, nowUs),
    },
  ]
}

/** Slots of the service that somebody wants now, in the order in which they were asked for. */
function askedSlots({ tables }: Trace, { slots }: Cluster, service: string): number[] {
  return tables.slots.flatMap((row, slot) => {
    const asked = slotStates[slots.asked[slot]]
    return row.service === service && asked !== 'none' && asked !== 'dropped' ? [slot] : []
  })
}

/** The Compose project that brought the service up. */
function projectOf({ model }: Trace, service: string): string | undefined {
  for (const { action } of model.timeline) {
    if (action.type !== 'compose.up') continue
    if (action.containers.some((container) => container.service === service)) return action.project
  }
  return undefined
}

/** 7 of `web-7`, 0 of any other name. */
function numberOf(name: string, service: string): number {
  return name.startsWith(`${service}-`)
    ? Number(/^\d+$/.exec(name.slice(service.length + 1)) ?? 0)
    : 0
}
