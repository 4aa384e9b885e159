/**
 * Random numbers of the usual distributions, bit for bit the same in every JavaScript engine.
 *
 * The logarithm and its kin come from stdlib-js, in software: those of `Math` may differ between
 * engines in the last bit. Additions, multiplications and square roots may not. Every function
 * draws a fixed number of times, so that runs which differ in one parameter stay comparable.
 */
import cos from '@stdlib/math-base-special-cos'
import exp from '@stdlib/math-base-special-exp'
import ln from '@stdlib/math-base-special-ln'
import pow from '@stdlib/math-base-special-pow'
import type { RandomStream } from './random.ts'

export interface UniformOptions {
  readonly min: number
  readonly max: number
}

export interface ExponentialOptions {
  readonly mean: number
}

export interface WeibullOptions {
  /** Below 1 failures get rarer with age, above 1 more frequent; 1 is the exponential. */
  readonly shape: number
  /** The value that 63.2 % do not reach. */
  readonly scale: number
}

export interface NormalOptions {
  readonly mean: number
  readonly deviation: number
}

/** Mean and deviation of the logarithm. */
export interface LogNormalOptions {
  readonly mu: number
  readonly sigma: number
}

/** In [min, max). One draw. */
export function uniform(random: RandomStream, { min, max }: UniformOptions): number {
  return min + (max - min) * random.next()
}

/** One draw. */
export function exponential(random: RandomStream, { mean }: ExponentialOptions): number {
  return mean * unitExponential(random)
}

/** One draw. */
export function weibull(random: RandomStream, { shape, scale }: WeibullOptions): number {
  return scale * pow(unitExponential(random), 1 / shape)
}

/** Two draws (Box and Muller; their second value is not kept, so that a stream has no memory). */
export function normal(random: RandomStream, { mean, deviation }: NormalOptions): number {
  const radius = Math.sqrt(2 * unitExponential(random))
  return mean + deviation * radius * cos(2 * Math.PI * random.next())
}

/** Two draws. */
export function logNormal(random: RandomStream, { mu, sigma }: LogNormalOptions): number {
  return exp(normal(random, { mean: mu, deviation: sigma }))
}

/** Rounds a drawn time at once: time is whole. */
export function toUs(value: number): number {
  return Math.round(value)
}

export function logNormalMean({ mu, sigma }: LogNormalOptions): number {
  return exp(mu + (sigma * sigma) / 2)
}

export function weibullMean({ shape, scale }: WeibullOptions): number {
  return scale * gamma(1 + 1 / shape)
}

/** The scale that gives a Weibull distribution of this shape the mean one has a figure for. */
export function weibullScale({ shape, mean }: { readonly shape: number; mean: number }): number {
  return mean / gamma(1 + 1 / shape)
}

function unitExponential(random: RandomStream): number {
  // 1 - u is in (0, 1]: its logarithm exists. Minus the logarithm of 1 would be minus zero.
  return 0 - ln(1 - random.next())
}

/**
 * The gamma function for x >= 1 by the approximation of Lanczos with g = 7 and nine terms (P.
 * Godfrey's coefficients), good to about 15 digits.
 */
function gamma(x: number): number {
  const shifted = x - 1
  let sum = lanczos[0]
  for (let term = 1; term < lanczos.length; term++) sum += lanczos[term] / (shifted + term)
  const base = shifted + 7.5
  return Math.sqrt(2 * Math.PI) * pow(base, shifted + 0.5) * exp(-base) * sum
}

const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
]
