/** The cluster that a run of swarm mode keeps is the fold of its trace. */
import { expect, test } from 'vitest'
import { clusterAt } from '../../../src/machine/fold.ts'
import { createSimulation } from '../../../src/run/simulation.ts'
import { forAnyModel } from '../for-any-model.ts'
import { anySwarmModel, untilUs } from './any-model.ts'

test('folding the trace gives the cluster that the run ended with, services and managers included', () => {
  forAnyModel(
    anySwarmModel(),
    (model) => {
      const simulation = createSimulation(model)
      simulation.runUntil(untilUs)
      const trace = simulation.finish()
      const folded = clusterAt(trace, trace.length)
      const { cluster } = simulation
      for (const part of ['nodes', 'containers', 'slots', 'services', 'raft'] as const) {
        const [kept, told] = [cluster[part], folded[part]]
        expect(told.length).toBe(kept.length)
        for (const [name, column] of Object.entries(told)) {
          if (typeof column === 'number') continue
          const own = (kept as unknown as Record<string, Uint8Array>)[name]
          expect(own.slice(0, told.length), `${part}.${name}`).toEqual(column.slice(0, told.length))
        }
      }
      expect(folded.managers).toEqual(cluster.managers)
      expect(folded.primary).toBe(cluster.primary)
    },
    20,
  )
})
