/** Everything that happens to the cluster, in order of time: applications, commands, faults. */
import type { TimelineEntry } from '../../model/model.ts'
import type { ComposeReader } from '../docker/command.ts'
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
  const readCompose: ComposeReader = () => []
  const context = { ...faults, readCompose, joins }
  // What a command may refer to depends on what came before it, so reading follows the clock.
  const inTime = sections.timeline.toSorted((a, b) => a.entry.at - b.entry.at)
  return inTime.flatMap((placed) => readEntry(placed, context)).sort((a, b) => a.atUs - b.atUs)
}
