/** A progress bar with rate and remaining time, for runs that take long while somebody looks. */
import { performance } from 'node:perf_hooks'
import { SingleBar } from 'cli-progress'
import { formatCount, formatDuration, formatTime } from '../../model/format.ts'
import type { Progress } from '../../run/simulate.ts'

/** A shorter run is over before a bar could be read. */
const quietMs = 1000

/** Calls `work` with something to report to; draws on standard error, and only on a terminal. */
export function withProgress<T>(work: (onProgress: (progress: Progress) => undefined) => T): T {
  const startedMs = performance.now()
  let bar: SingleBar | undefined
  const onProgress = (progress: Progress): undefined => {
    const elapsedMs = performance.now() - startedMs
    if (process.stderr.isTTY !== true || elapsedMs < quietMs) return
    const { timeUs, untilUs, events } = progress
    const share = untilUs === 0 ? 1 : timeUs / untilUs
    const leftUs = share > 0 ? (elapsedMs * 1000 * (1 - share)) / share : 0
    const payload = {
      at: formatTime(timeUs),
      end: formatTime(untilUs),
      rate: formatCount((events * 1000) / elapsedMs),
      left: formatDuration(Math.round(leftUs / 1e6) * 1e6),
    }
    if (!bar) {
      bar = new SingleBar({
        format: '[{bar}] {at} of {end}, {rate} events/s, {left} left',
        stream: process.stderr,
        hideCursor: true,
        clearOnComplete: true,
        barsize: 30,
      })
      bar.start(untilUs, timeUs, payload)
    }
    bar.update(timeUs, payload)
    // The run does not give way to timers, so the bar is drawn by hand.
    bar.render()
  }
  try {
    return work(onProgress)
  } finally {
    bar?.stop()
  }
}
