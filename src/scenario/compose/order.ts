/** The order in which Compose starts services: what others need comes first. */
import type { IssueList } from '../issue-list.ts'
import type { Service } from './service.ts'

/** Services in dependency order, otherwise as in the file; circles are refused by name. */
export function inDependencyOrder(
  services: readonly Service[],
  issues: IssueList,
): readonly Service[] {
  const byName = new Map(services.map((service) => [service.name, service]))
  const ordered = new Map<string, Service>()
  const open: string[] = []

  function visit(service: Service): void {
    if (ordered.has(service.name)) return
    open.push(service.name)
    for (const { service: needed, place } of service.references) {
      const other = byName.get(needed)
      if (other === undefined) continue
      if (!open.includes(needed)) {
        visit(other)
        continue
      }
      const circle = [...open.slice(open.indexOf(needed)), needed].join(' -> ')
      issues.error({
        place,
        found: `a circle: ${circle}`,
        expected: 'services that do not wait for each other',
      })
    }
    open.pop()
    ordered.set(service.name, service)
  }

  for (const service of services) visit(service)
  return [...ordered.values()]
}
