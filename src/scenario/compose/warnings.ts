/** What will happen to a project under classic Swarm that its author may not expect. */
import { listed } from '../text/suggest.ts'
import type { Workspace } from '../workspace.ts'
import type { Service } from './service.ts'

/** Warns of images nobody pushed and of services tied to two others at once. */
export function warnAboutServices(services: readonly Service[], { issues }: Workspace): void {
  const built = services.filter(({ isBuilt }) => isBuilt)
  const [first] = built
  if (first !== undefined) {
    const images = listed(built.map(({ config }) => config.image))
    const says = `${images}: taken as pushed to a registry; a real build leaves the image on one node only`
    issues.warn({ place: first.place, spot: 'key', says })
  }
  for (const { name, place, references } of services) {
    const tied = references.filter(({ why }) => why !== 'depends_on').map(({ service }) => service)
    const others = [...new Set(tied)]
    if (others.length < 2) continue
    const says = `${name} must be on one node with ${others.join(' and ')}, which may be placed apart: then there is no place for it`
    issues.warn({ place, spot: 'key', says })
  }
}
