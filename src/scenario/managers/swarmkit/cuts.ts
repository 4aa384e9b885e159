/** Changes of connections under swarm mode: the run follows each message, so all of them can be. */
import type { LinkChange, LinkRestore } from '../../../model/swarm-action.ts'

export function cutLinks(change: LinkChange): LinkChange {
  return change
}

/** The entries are put in once the timeline is sorted. */
export function restoreLinks(): LinkRestore {
  return { type: 'links.restore', entries: [] }
}
