/**
 * Prefers the emptiest node: the lowest share of CPUs and memory in use, then the fewest
 * containers. Health counts ten times as much as a percent, so one recent failure outweighs any load.
 */
import { containersMax, type ScoringStrategy } from './strategy.ts'

const healthFactor = -10

export const spread: ScoringStrategy = {
  type: 'scoring',
  name: 'spread',
  healthFactor,
  // Best possible score: health 100, nothing in use.
  rank: (score, containers) => (score - healthFactor * 100) * (containersMax + 1) + containers,
}
