/**
 * A value over time as steps: from each time on it is so much, until the next. What cannot be told
 * apart in a picture is thinned, and the extremes of what is thinned stay.
 */

export interface Steps {
  readonly timeUs: Float64Array
  readonly value: Float64Array
}

export interface StepWriter {
  put(timeUs: number, value: number): void
  finish(endUs: number): SteppedSeries
}

export interface SteppedSeries {
  readonly steps: Steps
  readonly min: number
  readonly max: number
  /** Each value weighted with how long it held. */
  readonly mean: number
  readonly end: number
}

/** More steps than a screen has columns; each part of the time keeps up to four. */
const partsMax = 1_000

export function createSteps(first: number): StepWriter {
  const times: number[] = [0]
  const values: number[] = [first]
  return {
    put(timeUs, value) {
      const last = values.length - 1
      if (values[last] === value) return
      if (times[last] === timeUs) {
        values[last] = value
        // Back to what it was before this moment: no step at all.
        if (last > 0 && values[last - 1] === value) {
          times.pop()
          values.pop()
        }
        return
      }
      times.push(timeUs)
      values.push(value)
    },
    finish(endUs) {
      let area = 0
      let min = values[0]
      let max = values[0]
      for (let at = 0; at < values.length; at++) {
        const until = at + 1 < times.length ? times[at + 1] : endUs
        area += values[at] * (until - times[at])
        if (values[at] < min) min = values[at]
        if (values[at] > max) max = values[at]
      }
      const end = values[values.length - 1]
      const mean = endUs > 0 ? area / endUs : end
      return { steps: thinned(times, values, endUs), min, max, mean, end }
    },
  }
}

/** What lies in a part of the time. */
export interface Within {
  readonly min: number
  readonly mean: number
}

/** Nothing where steps were thinned, from which no mean can be told, or where the part has no length. */
export function within(
  { timeUs, value }: Steps,
  { fromUs, untilUs }: { readonly fromUs: number; readonly untilUs: number },
): Within | undefined {
  if (timeUs.length > partsMax * 4 - 1 || untilUs <= fromUs) return undefined
  let area = 0
  let min = Infinity
  for (let at = 0; at < timeUs.length; at++) {
    const from = Math.max(fromUs, timeUs[at])
    const until = Math.min(untilUs, at + 1 < timeUs.length ? timeUs[at + 1] : untilUs)
    if (until <= from) continue
    area += value[at] * (until - from)
    min = Math.min(min, value[at])
  }
  return { min, mean: area / (untilUs - fromUs) }
}

function thinned(times: readonly number[], values: readonly number[], endUs: number): Steps {
  if (times.length <= partsMax * 4) {
    return { timeUs: Float64Array.from(times), value: Float64Array.from(values) }
  }
  const kept: number[] = []
  const partUs = endUs / partsMax
  let from = 0
  while (from < times.length) {
    const untilUs = (Math.floor(times[from] / partUs) + 1) * partUs
    let low = from
    let high = from
    let until = from
    for (; until < times.length && (times[until] < untilUs || until === from); until++) {
      if (values[until] < values[low]) low = until
      if (values[until] > values[high]) high = until
    }
    kept.push(...[...new Set([from, low, high, until - 1])].sort((one, other) => one - other))
    from = until
  }
  return {
    timeUs: Float64Array.from(kept, (at) => times[at]),
    value: Float64Array.from(kept, (at) => values[at]),
  }
}

/** The value at a time. */
export function valueAt({ timeUs, value }: Steps, atUs: number): number {
  let low = 0
  let high = timeUs.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (timeUs[middle] <= atUs) low = middle
    else high = middle - 1
  }
  return value[low]
}
