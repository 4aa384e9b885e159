/// <reference lib="webworker" />
/** Adds up the figures of a run away from the page, and is gone afterwards. */
import type { Trace } from '../../model/trace.ts'
import { metricsOf } from '../../projection/metrics.ts'

declare const self: DedicatedWorkerGlobalScope

self.onmessage = ({ data }: MessageEvent<Trace>) => {
  self.postMessage(metricsOf(data))
}
