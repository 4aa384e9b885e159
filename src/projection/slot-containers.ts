/** Which container of a slot is the one to look at. */
import type { Cluster } from '../model/cluster.ts'
import type { Trace } from '../model/trace.ts'

/** The newest container of a slot that has been placed by now, -1 if there is none. */
export function lastContainerOf(
  { tables }: Trace,
  { containers }: Pick<Cluster, 'containers'>,
  slot: number,
): number {
  for (let container = tables.containers.length - 1; container >= 0; container--) {
    if (tables.containers[container].slot === slot && containers.node[container] >= 0) {
      return container
    }
  }
  return -1
}
