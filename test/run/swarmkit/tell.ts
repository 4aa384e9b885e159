/** A run of swarm mode as lines, one per fact of the kinds that a test asks for. */
import type { FactType } from '../../../src/model/facts.ts'
import type { Model } from '../../../src/model/model.ts'
import type { Trace } from '../../../src/model/trace.ts'
import { factAt } from '../../../src/model/trace-json.ts'
import { simulate } from '../../../src/run/simulate.ts'

export function traceOf(model: Model): Trace {
  return simulate(model).trace
}

/** `45.2 task.desired web.3.2 running`: tenths of a second, and names without their numbers. */
export function tell(
  trace: Trace,
  { from = 0, until = Number.POSITIVE_INFINITY, types }: TellOptions,
): string[] {
  const told: string[] = []
  for (let row = 0; row < trace.length; row++) {
    const { timeUs, type, fields } = factAt(trace, row)
    const seconds = timeUs / 1e6
    if (seconds < from || seconds > until || !types.includes(type)) continue
    const words = Object.values(fields).map((field) => String(field).replace(/#\d+$/, ''))
    told.push([seconds.toFixed(1), type, ...words].join(' ').trim())
  }
  return told
}

export interface TellOptions {
  readonly from?: number
  readonly until?: number
  readonly types: readonly FactType[]
}
