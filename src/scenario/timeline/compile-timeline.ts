/** Everything that happens to the cluster, in order of time: applications, commands, faults. */
import type { TimelineEntry } from '../../model/model.ts'
import { openApp, startApp } from '../compose/apps.ts'
import { readComposeCommand } from '../compose/command.ts'
import { ProjectRegister } from '../compose/projects.ts'
import { appStartUs } from '../defaults.ts'
import type { Sections } from '../sections.ts'
import type { Workspace } from '../workspace.ts'
import { readEntry, registerJoins } from './timeline.ts'

export function compileTimeline(
  sections: Sections,
  workspace: Workspace,
  managers: readonly string[],
): readonly TimelineEntry[] {
  workspace.services.isComplete = sections.servicesAreComplete
  const faults = { workspace, managers }
  const joins = registerJoins(sections.timeline, faults)
  const projects = new ProjectRegister(workspace)
  const apps = sections.apps.map((app) => ({ app, project: openApp(app, projects, workspace) }))
  const context = {
    ...faults,
    joins,
    readCompose: (line: Parameters<typeof readComposeCommand>[0]) =>
      readComposeCommand(line, projects, workspace),
  }
  // What a command may refer to depends on what came before it, so reading follows the clock.
  const readers = [
    ...apps.map(({ app, project }) => ({
      atUs: app.entry.at ?? appStartUs,
      read: () => (project === undefined ? [] : startApp(app, project, projects)),
    })),
    ...sections.timeline.map((placed) => ({
      atUs: placed.entry.at,
      read: () => readEntry(placed, context),
    })),
  ]
  readers.sort((a, b) => a.atUs - b.atUs)
  return readers.flatMap(({ read }) => read()).sort((a, b) => a.atUs - b.atUs)
}
