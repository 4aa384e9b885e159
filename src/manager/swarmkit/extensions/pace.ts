/** A rate: so many a minute, evenly, and the first at once. */
const minuteUs = 60_000_000

export interface Pace {
  /** When the next one may be; what is asked is taken. */
  next(nowUs: number): number
}

export function createPace(perMinute: number): Pace {
  const stepUs = Math.max(1, Math.round(minuteUs / perMinute))
  let freeUs = 0
  return {
    next(nowUs) {
      const atUs = Math.max(nowUs, freeUs)
      freeUs = atUs + stepUs
      return atUs
    },
  }
}
