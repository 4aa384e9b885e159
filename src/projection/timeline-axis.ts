/** Ticks of the time axis at round times, as close together as their labels allow. */

const second = 1_000_000

/** Distances that people count in. */
const stepsUs = [
  0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600,
  43_200, 86_400, 604_800, 2_592_000, 31_536_000,
].map((seconds) => seconds * second)

/** The visible part of the time axis. */
export interface TimeSpan {
  readonly fromUs: number
  readonly untilUs: number
}

/** Times of at most `ticksMax` ticks within the span. */
export function axisTicks({ fromUs, untilUs }: TimeSpan, ticksMax: number): number[] {
  const lengthUs = untilUs - fromUs
  if (lengthUs <= 0 || ticksMax < 1) return []
  const stepUs = stepsUs.find((candidate) => lengthUs / candidate <= ticksMax) ?? lengthUs
  const ticks: number[] = []
  for (let at = Math.ceil(fromUs / stepUs) * stepUs; at <= untilUs; at += stepUs) ticks.push(at)
  return ticks
}

/** The span zoomed by `factor` around `aroundUs`, kept within the run. */
export function zoomSpan(
  span: TimeSpan,
  { factor, aroundUs, endUs }: { factor: number; aroundUs: number; endUs: number },
): TimeSpan {
  // A tenth of a second is the shortest that the clock can tell.
  const shortestUs = second / 10
  const lengthUs = Math.min(endUs, Math.max(shortestUs, (span.untilUs - span.fromUs) * factor))
  const share = (aroundUs - span.fromUs) / (span.untilUs - span.fromUs)
  const fromUs = Math.max(0, Math.min(endUs - lengthUs, aroundUs - share * lengthUs))
  return { fromUs, untilUs: fromUs + lengthUs }
}
