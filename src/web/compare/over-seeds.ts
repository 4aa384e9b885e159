/**
 * Two ways to run a cluster over many seeds: the differences of their figures, seed by seed, and how sure their mean
 * is. Both runs of a pair have the same seed, so that what chance does to both is taken out of the difference.
 */
import { deviation, mean } from 'd3'
import { jStat } from 'jstat'
import { formatCount } from '../../model/format.ts'
import {
  type FigureRow,
  type Figures,
  figureRows,
  signedFigure,
} from '../../projection/compare-figures.ts'

export interface SeedPair {
  readonly seed: string
  readonly one: Figures
  readonly other: Figures
}

/** One figure over all seeds. Differences are the other less the one, in the figure's own unit. */
export interface FigureOverSeeds {
  readonly row: FigureRow
  /** Seeds in which both runs have a value; the others count for nothing here. */
  readonly pairs: readonly { readonly seed: string; readonly difference: number }[]
  readonly meanOne: number
  readonly meanOther: number
  readonly mean: number
  /** Ends of the interval that holds the true mean with 95 % confidence; nothing from fewer than two seeds. */
  readonly interval: readonly [low: number, high: number] | undefined
}

/** Share of such intervals that hold what they are about. */
export const confidence = 0.95

export function overSeeds(seeds: readonly SeedPair[]): FigureOverSeeds[] {
  return figureRows.map((row) => {
    const both = seeds.filter(({ one, other }) => one[row.key] >= 0 && other[row.key] >= 0)
    const pairs = both.map(({ seed, one, other }) => ({
      seed,
      difference: other[row.key] - one[row.key],
    }))
    const differences = pairs.map(({ difference }) => difference)
    return {
      row,
      pairs,
      meanOne: mean(both, ({ one }) => one[row.key]) ?? -1,
      meanOther: mean(both, ({ other }) => other[row.key]) ?? -1,
      mean: mean(differences) ?? 0,
      interval: intervalOf(differences),
    }
  })
}

/**
 * Student's interval of a mean of paired differences: mean ± t(0.975, n − 1) · s / √n. It takes the seeds to be
 * independent, and their differences to be about normal or many.
 */
export function intervalOf(
  differences: readonly number[],
): readonly [low: number, high: number] | undefined {
  const middle = mean(differences)
  const spread = deviation(differences)
  if (middle === undefined || spread === undefined) return undefined
  const count = differences.length
  const half = (jStat.studentt.inv((1 + confidence) / 2, count - 1) * spread) / Math.sqrt(count)
  return [middle - half, middle + half]
}

/** Zero lies in it, or nothing is known yet: the runs may be equal in this. */
export function holdsZero({ interval }: FigureOverSeeds): boolean {
  return interval === undefined || (interval[0] <= 0 && interval[1] >= 0)
}

/** No seed shows any difference. */
export function isEqual({ pairs }: FigureOverSeeds): boolean {
  return pairs.every(({ difference }) => difference === 0)
}

/** A mean of this figure: counts have a decimal, too. */
export function meanInWords({ format }: FigureRow, value: number): string {
  if (value < 0) return '–'
  return format === formatCount && value < 1000 ? trimmed(value) : format(value)
}

/** `+2.4`, `−12.5 s`, `+0.31 points`; `0` for none. */
export function meanDifferenceInWords({ key, format }: FigureRow, value: number): string {
  if (value === 0) return '0'
  if (format === formatCount && Math.abs(value) < 1000) {
    return `${value > 0 ? '+' : '−'}${trimmed(Math.abs(value))}`
  }
  return signedFigure(value, key, format)
}

function trimmed(value: number): string {
  return value.toFixed(value < 1 ? 2 : 1).replace(/\.0+$/, '')
}

/** What matters most to whoever runs a cluster comes first; the conclusion is about the first that is sure. */
const weightiest: readonly (readonly [key: keyof Figures, words: string])[] = [
  ['availability', 'availability'],
  ['unplaced', 'containers that wait for a place at the end'],
  ['recoveryUs', 'the longest time without a copy'],
  ['detectionUs', 'the longest time until a failure was noticed'],
  ['moves', 'moves'],
  ['duplicates', 'copies too many at the end'],
]

export interface SeedNames {
  readonly one: string
  readonly other: string
}

/** The conclusion with its doubt, as a sentence. */
export function conclusionOf(
  figures: readonly FigureOverSeeds[],
  { one, other }: SeedNames,
  /** Seeds are still being run. */
  isSoFar: boolean,
): string {
  const count = Math.max(0, ...figures.map(({ pairs }) => pairs.length))
  const seeds = `${isSoFar ? 'So far, over' : 'Over'} ${count} ${count === 1 ? 'seed' : 'seeds'}`
  if (count < 2) return `${seeds} nothing can be said: an interval needs two.`
  const byKey = new Map(figures.map((figure) => [figure.row.key, figure]))
  for (const [key, what] of weightiest) {
    const figure = byKey.get(key)
    if (figure?.interval === undefined || holdsZero(figure)) continue
    const { row, mean: middle, interval } = figure
    const words = (value: number) => meanDifferenceInWords(row, value)
    const [left, right] = [figure.meanOne, figure.meanOther].map((value) => meanInWords(row, value))
    const range =
      interval[0] === interval[1]
        ? 'the same in every seed'
        : `95 % interval ${words(interval[0])} to ${words(interval[1])}`
    return `${seeds}, ${what}: ${right} with ${other}, ${left} with ${one}, a difference of ${words(middle)} (${range}).`
  }
  return figures.every(isEqual)
    ? `${seeds} no figure differs at all.`
    : `${seeds} no difference is sure: every interval of these figures holds zero.`
}
