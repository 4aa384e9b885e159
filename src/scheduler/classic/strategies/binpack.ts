/**
 * Prefers the fullest node that still has room: the highest share of CPUs and memory in use, then
 * the most containers. Keeps whole nodes free for large containers.
 */
import { containersMax, type ScoringStrategy, scoreSpan } from './strategy.ts'

export const binpack: ScoringStrategy = {
  type: 'scoring',
  name: 'binpack',
  healthFactor: 10,
  rank: (score, containers) =>
    (scoreSpan - score) * (containersMax + 1) + (containersMax - containers),
}
