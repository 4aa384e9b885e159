/**
 * What a strategy is. A scoring one turns score and number of containers into one whole number,
 * smallest first, so that ranking nodes is a search for the smallest number in a column.
 */

export interface ScoringStrategy {
  readonly type: 'scoring'
  readonly name: 'spread' | 'binpack'
  /** How much a point of health (0 to 100) adds to the score. */
  readonly healthFactor: number
  /** Smaller is better; equal only for equal score and equal number of containers. */
  rank(score: number, containers: number): number
}

/** Draws from all nodes that the filters left, without looking at resources. */
export interface DrawingStrategy {
  readonly type: 'drawing'
  readonly name: 'random'
}

export type ClassicStrategy = ScoringStrategy | DrawingStrategy

/** Scores go from -1000 (spread: health 100) to 1200 (binpack: full node, health 100). */
export const scoreSpan = 1200
/** More containers than this on one node would leave the 31 bits of a rank. */
export const containersMax = 2 ** 20 - 1
