/** Which service has which of the eight hues, where the order of the manifest is not what matters. */
import type { Trace } from '../model/trace.ts'
import { huesMax } from './harbour-plan.ts'
import { readingOf } from './managers/registry.ts'

export type Colouring =
  /** The first eight services of the manifest. */
  | { readonly type: 'order' }
  /** One after the other for the hues 1 to 8, `''` for a hue that is free; all others are grey. */
  | { readonly type: 'picked'; readonly services: readonly string[] }
  /** All services of a Compose project or stack have one hue; the first eight projects have one. */
  | { readonly type: 'project' }

/** Names of the Compose projects or stacks, each with its services, in the order of the manifest. */
export function projectsOf(trace: Trace): ReadonlyMap<string, readonly string[]> {
  const projectOf = readingOf(trace.model).projects(trace)
  const projects = new Map<string, string[]>()
  for (const service of new Set(trace.tables.slots.map((slot) => slot.service))) {
    const project = projectOf.get(service)
    if (project === undefined) continue
    const services = projects.get(project)
    if (services === undefined) projects.set(project, [service])
    else services.push(service)
  }
  return projects
}

/** The hue of every service, 0 for grey; nothing where the manifest's own order decides. */
export function huesFor(trace: Trace, colouring: Colouring): Map<string, number> | undefined {
  if (colouring.type === 'order') return undefined
  const hues = new Map(trace.tables.slots.map(({ service }) => [service, 0]))
  const groups =
    colouring.type === 'project'
      ? [...projectsOf(trace).values()]
      : colouring.services.map((service) => [service])
  for (const [index, services] of groups.slice(0, huesMax).entries()) {
    for (const service of services) if (hues.has(service)) hues.set(service, index + 1)
  }
  return hues
}
