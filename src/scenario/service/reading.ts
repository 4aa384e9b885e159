/**
 * Values of a service that command lines and Compose files share: each is read from one text and
 * gives what it means, or a refusal that says what was expected. Who calls knows the place.
 */
import { type Refused, refuse } from '../schema-values.ts'
import { nearest } from '../text/suggest.ts'
import { parseBytes, parseDurationUs } from '../text/units.ts'

/** Docker counts CPUs in billionths. */
const nanoCpusPerCpu = 1_000_000_000

/** Docker's memory limit has a floor; a reservation has none. */
const memoryMin = 4 * 1024 ** 2

export function readDuration(text: string): number | Refused {
  const us = parseDurationUs(text)
  if (us !== undefined) return us
  const suggestion = /^\d+$/.test(text) ? `${text}s` : undefined
  return refuse('a duration such as 500ms, 10s or 1m30s', suggestion)
}

/** A whole number that is not negative. */
export function readCount(text: string): number | Refused {
  const count = /^\d+$/.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(count) ? count : refuse('a whole number of at least 0')
}

/** `0.5` CPUs are 500,000,000 of Docker's billionths. */
export function readNanoCpus(text: string): number | Refused {
  const cpus = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN
  const nanoCpus = Math.round(cpus * nanoCpusPerCpu)
  return Number.isSafeInteger(nanoCpus) ? nanoCpus : refuse('a number of CPUs such as 0.5 or 2')
}

export function readMemory(text: string): number | Refused {
  return parseBytes(text) ?? refuse('a size such as 512m or 2g')
}

export function readMemoryLimit(text: string): number | Refused {
  const bytes = readMemory(text)
  const isTooSmall = typeof bytes === 'number' && bytes > 0 && bytes < memoryMin
  return isTooSmall ? refuse('a size of at least 4m, below which the engine refuses it') : bytes
}

/** A share of all: `0.1`. */
export function readRatio(text: string): number | Refused {
  const ratio = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN
  return ratio <= 1 ? ratio : refuse('a share from 0 to 1')
}

/** One of several words, in any case as Docker takes them. */
export function readWord<T extends string>(text: string, words: readonly T[]): T | Refused {
  const found = words.find((word) => word === text.toLowerCase())
  return found ?? refuse(`one of ${words.join(', ')}`, nearest(text, words))
}

/** `KEY=value` in its two parts; a key alone has no value. */
export function splitPair(text: string): readonly [string, string] {
  const end = text.indexOf('=')
  return end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end + 1)]
}
