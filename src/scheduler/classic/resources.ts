/**
 * CPUs and memory in the original's whole-number arithmetic: every division is cut, which is why a
 * node can be filled to just under one percent above its total.
 */

/** Above this a hundredfold value is no exact number any more. */
const exactMax = Math.floor(Number.MAX_SAFE_INTEGER / 100)

/** A score above this does not fit. */
export const scoreMax = 100

/** What a node offers when `swarm.overcommit` is this fraction; 0.05 is Swarm's default. */
export function withOvercommit(value: number, fraction: number): number {
  // Cut to whole percents first: 0.29 becomes 28, because 0.29 * 100 is just below 29.
  const percent = Math.trunc(fraction * 100)
  if (Math.abs(value) <= exactMax && Math.abs(percent) <= 100) {
    return value + Math.trunc((value * percent) / 100)
  }
  return value + Number((BigInt(Math.trunc(value)) * BigInt(percent)) / 100n)
}

/** What the engine reported, from what a node offers: the inverse of `withOvercommit`. */
export function withoutOvercommit(total: number, fraction: number): number {
  const percent = Math.trunc(fraction * 100)
  let value = Math.floor((total * 100) / (100 + percent))
  // The division above may be off by the rounding of the other one.
  while (withOvercommit(value, fraction) < total) value++
  return value
}

/** The largest whole request that still scores no more than `scoreMax`; below 0 on a full node. */
export function mostThatFits(used: number, total: number): number {
  // A score is cut to whole percents, so just below one percent more than the total fits.
  const most = Math.ceil(((scoreMax + 1) * total) / 100) - 1 - used
  return Math.min(total, most)
}

/** Percent of the total in use with the request; 100 if nothing is asked for. */
export function percentInUse(use: { used: number; asked: number; total: number }): number {
  if (use.asked <= 0) return scoreMax
  const sum = use.used + use.asked
  if (Math.abs(sum) <= exactMax) return Math.trunc((sum * 100) / use.total)
  return Number((BigInt(sum) * 100n) / BigInt(use.total))
}

/** How well a node is: 100, less for every recent failure, 0 if it takes no containers. */
export function healthOf(isHealthy: boolean, failures: number, failureRetry: number): number {
  if (!isHealthy || failures >= failureRetry) return 0
  return 100 - Math.trunc((failures * 100) / failureRetry)
}
