/**
 * What happened, told for people: who did what when, and what came of it. Facts that belong
 * together are told together, so that the failure of a rack is a dozen lines and not a thousand.
 * Every entry knows its facts; the browser's log is made of the same entries.
 */
import type { Trace } from '../model/trace.ts'
import { readingOf } from './managers/registry.ts'
import { createPlacedOn } from './placed-on.ts'
import type { StoryEntry, Teller } from './story/entry.ts'
import { createFaults } from './story/faults.ts'
import { createWorldTeller } from './story/world.ts'
import { walk } from './walk.ts'

export type { Severity, StoryEntry, Who } from './story/entry.ts'

/** The story in order of time; entries of one moment in the order of their facts. */
export function story(trace: Trace): StoryEntry[] {
  const placedOn = createPlacedOn(trace)
  const faults = createFaults(trace)
  const context = { trace, placedOn, faults }
  const reading = readingOf(trace.model)
  const tellers: Teller[] = [createWorldTeller(context, reading), ...reading.tellers(context)]
  walk(trace, [placedOn, faults, ...tellers])
  return tellers
    .flatMap((teller) => teller.entries())
    .sort((one, other) => one.timeUs - other.timeUs || one.rows[0] - other.rows[0])
}
