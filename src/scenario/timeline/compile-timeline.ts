/** Everything that happens to the cluster, in order of time: applications, commands, faults. */
import type { TimelineEntry } from '../../model/model.ts'
import type { Sections } from '../sections.ts'
import type { Workspace } from '../workspace.ts'
import { type Link, LinkBook } from './links.ts'
import { type DraftEntry, readEntry, registerJoins } from './timeline.ts'

export function compileTimeline(
  sections: Sections,
  workspace: Workspace,
): readonly TimelineEntry[] {
  workspace.services.isComplete = sections.servicesAreComplete
  const joins = registerJoins(sections.timeline, workspace)
  const apps = workspace.manager.openApps(sections.apps, workspace)
  const context = { workspace, links: new LinkBook(), joins, readCompose: apps.readCompose }
  // What a command may refer to depends on what came before it, so reading follows the clock.
  const readers = [
    ...apps.starts.map(({ atUs, read }) => ({ atUs, read: (): readonly DraftEntry[] => read() })),
    ...sections.timeline.map((placed) => ({
      atUs: placed.entry.at,
      read: () => readEntry(placed, context),
    })),
  ]
  readers.sort((a, b) => a.atUs - b.atUs)
  return numbered(readers.flatMap(({ read }) => read()).sort((a, b) => a.atUs - b.atUs))
}

/** Only in the sorted timeline does an entry that restores connections know which ones it means. */
function numbered(drafts: readonly DraftEntry[]): readonly TimelineEntry[] {
  const indexOf = new Map<Link, number>()
  for (const [index, { opens }] of drafts.entries()) {
    if (opens !== undefined) indexOf.set(opens, index)
  }
  return drafts.map(({ atUs, action, text, closes }) => {
    if (action.type !== 'links.restore' || closes === undefined) return { atUs, action, text }
    // Every link was opened by an entry of this list.
    const entries = closes.map((link) => indexOf.get(link) as number)
    return { atUs, action: { ...action, entries }, text }
  })
}
