/**
 * The trace tells everything that the manager knew: asked again with nothing but the trace, the
 * scheduler gives the answer that the run acted upon.
 */
import { expect, test } from 'vitest'
import { factCode } from '../../src/model/facts.ts'
import { decisionsOf, explainDecision } from '../../src/run/explain.ts'
import { simulate } from '../../src/run/simulate.ts'
import { anyModel } from './any-model.ts'
import { forAnyModel } from './for-any-model.ts'

test('every placement is explained: the chosen node is among the best, which are as many as were tied', () => {
  forAnyModel(anyModel(), (model) => {
    const { trace } = simulate(model)
    for (const decision of decisionsOf(trace)) {
      if (decision.node < 0) continue
      const { best } = explainDecision(trace, decision)
      const where = `row ${decision.row}`
      expect(best, where).toContain(model.nodes[decision.node].name)
      expect(best.length, where).toBe(decision.tied)
    }
  })
})

/** What failed after the placement (a pull, a name) has no explanation by filters. */
test('every refusal by the scheduler is explained with the same error', () => {
  const bySchedulers = /^(unable to find a node|no resources available|No healthy node|Key |Value )/
  forAnyModel(anyModel(), (model) => {
    const { trace } = simulate(model)
    for (const decision of decisionsOf(trace)) {
      if (decision.node >= 0 || !bySchedulers.test(decision.error)) continue
      if (trace.type[decision.row] !== factCode['slot.unplaced']) continue
      const { error } = explainDecision(trace, decision)
      expect(error, `row ${decision.row}`).toBe(decision.error)
    }
  })
})
