/** The entries under `apps:`: Compose projects that are brought up at a time. */
import type { TimelineEntry } from '../../model/model.ts'
import { appStartUs } from '../defaults.ts'
import type { AppEntry } from '../schema.ts'
import type { Placed } from '../sections.ts'
import { formatPairs } from '../text/flow.ts'
import { inside } from '../text/place.ts'
import type { Workspace } from '../workspace.ts'
import type { Project } from './project.ts'
import { cleaned } from './project-name.ts'
import type { ProjectRegister } from './projects.ts'

/** Loads the project of an application; a second one of the same name is refused. */
export function openApp(
  { entry, place }: Placed<AppEntry>,
  projects: ProjectRegister,
  { issues }: Workspace,
): Project | undefined {
  const { project: name = '', compose } = entry
  if (name !== '' && cleaned(name) !== name) {
    const says = `the project is called ${cleaned(name)}: Compose keeps small letters and digits only`
    issues.warn({ place: inside(place, 'project'), says })
  }
  const isTaken = projects.names
  const project = projects.open({ paths: compose, name, place: inside(place, 'compose') })
  if (project !== undefined && isTaken.includes(project.name)) {
    const found = `the project ${project.name} a second time`
    issues.error({ place: inside(place, 'compose'), found, expected: 'project: and another name' })
  }
  if (project !== undefined && entry.reschedule === 'on-node-failure') projects.reschedule(project)
  return project
}

/** Brings the application up. */
export function startApp(
  { entry, raw, place }: Placed<AppEntry>,
  project: Project,
  projects: ProjectRegister,
): readonly TimelineEntry[] {
  const scales = Object.entries(entry.scale ?? {}).map(([service, count]) => {
    return { service, count, place: inside(place, 'scale', service) }
  })
  const { at: _, ...rest } = raw
  const text = formatPairs(rest)
  return projects
    .up(project, scales)
    .map((action) => ({ atUs: entry.at ?? appStartUs, action, text }))
}
