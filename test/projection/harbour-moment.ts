/** The harbour of a trace at one moment, for the tests of its parts. */
import { clusterAt, positionAt } from '../../src/machine/fold.ts'
import type { Trace } from '../../src/model/trace.ts'
import type { HarbourInput } from '../../src/projection/harbour.ts'
import { createBoxes, placeBoxes, type Truth } from '../../src/projection/harbour-boxes.ts'
import { harbourMemory } from '../../src/projection/harbour-memory.ts'
import { harbourPlan } from '../../src/projection/harbour-plan.ts'

/** @param at seconds; every fact of that moment has happened. */
export function harbourAt(trace: Trace, at: number, truth: Truth = 'both'): HarbourInput {
  const timeUs = at * 1_000_000
  const plan = harbourPlan(trace)
  const memory = harbourMemory(trace)
  const cluster = clusterAt(trace, positionAt(trace, timeUs))
  const boxes = createBoxes(plan)
  placeBoxes(boxes, cluster, memory, { truth, timeUs })
  return { plan, memory, cluster, boxes, truth, timeUs }
}
