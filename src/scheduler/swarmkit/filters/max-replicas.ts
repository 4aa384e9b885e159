/** Keeps the nodes with fewer active tasks of the service than it wants at most on one node. */
import { plural } from '../../../model/format.ts'
import type { SwarmkitFilter } from './filter.ts'

export const maxReplicas: SwarmkitFilter = {
  name: 'maxReplicas',
  applies: (spec) => spec.maxReplicas > 0,
  accepts: (_, slot, { spec, counts }) => counts[slot] < spec.maxReplicas,
  // The original's words, without a number and not quite English.
  explain: () => 'max replicas per node limit exceed',
  reason: (_, slot, { spec, counts }) =>
    `${plural(counts[slot], 'task')} of the service on the node, at most ${spec.maxReplicas} wanted`,
}
