/**
 * The trace tells everything that the scheduler knew: asked again with nothing but the trace, it comes to
 * the same answers, group by group.
 */
import { expect, test } from 'vitest'
import type { Model } from '../../../src/model/model.ts'
import type { Trace } from '../../../src/model/trace.ts'
import { type Decision, decisionsOf, explainDecision } from '../../../src/run/explain.ts'
import { simulate } from '../../../src/run/simulate.ts'
import type { Explanation } from '../../../src/scheduler/explanation.ts'
import { forAnyModel } from '../for-any-model.ts'
import { anyCrowdedModel } from './any-crowded-model.ts'

const models = 16
/** Every explanation goes through the whole trace, so of a long run some decisions stand for all. */
const decisionsMax = 16

function forDecisions(
  isAsked: (decision: Decision) => boolean,
  check: (explanation: Explanation, decision: Decision, model: Model) => void,
): void {
  const checkAll = (trace: Trace, model: Model) => {
    const decisions = decisionsOf(trace).filter(isAsked)
    const step = Math.max(1, Math.floor(decisions.length / decisionsMax))
    for (let at = 0; at < decisions.length; at += step) {
      const explanation = explainDecision(trace, decisions[at])
      try {
        check(explanation, decisions[at], model)
      } catch (error) {
        throw new Error(`row ${decisions[at].row}: ${error}`, { cause: error })
      }
    }
  }
  const numRuns = Number(process.env.REBERTH_RUNS ?? models)
  forAnyModel(anyCrowdedModel(), (model) => checkAll(simulate(model).trace, model), numRuns)
}

/** A task that was deleted while it waited takes a place that no fact tells of. */
const isGhostly = ({ notes = [] }: Explanation) => notes.some((note) => /deleted task/.test(note))

test('the node that was chosen passes every filter and is among those that the rule allows', () => {
  forDecisions(
    ({ node }) => node >= 0,
    (explanation, { node }, { nodes }) => {
      const { name } = nodes[node]
      expect(explanation.outcome).toBe('placed')
      expect(explanation.chosen).toBe(name)
      const chosen = explanation.passes[0].nodes.find((one) => one.name === name)
      expect(chosen?.verdict).toMatchObject({ type: 'ranked', chosen: true })
      if (isGhostly(explanation)) return
      expect(chosen?.verdict).toMatchObject({ rank: 1 })
      expect(explanation.best).toContain(name)
      const isGlobal = explanation.strategy === 'one task on every node'
      expect(explanation.group === undefined).toBe(isGlobal)
    },
  )
})

test('a task that waits is explained with its own text, every node refuses it, and what would help was tried', () => {
  forDecisions(
    ({ node }) => node < 0,
    (explanation, { error }) => {
      expect(explanation.error).toBe(error)
      expect(explanation.outcome).toBe('refused')
      if (isGhostly(explanation)) return
      const { nodes } = explanation.passes[0]
      expect(nodes.filter(({ verdict }) => verdict.type !== 'refused')).toEqual([])
      for (const { nodes: then } of explanation.wouldFit) expect(then.length).toBeGreaterThan(0)
    },
  )
})
