/**
 * Checks a claim for many lives of a group. `REBERTH_RUNS=2000` tries more, `REBERTH_SEED=7` the
 * same ones again; what fails is shown with its seed and path.
 */
import fc from 'fast-check'
import { anyScene, type Scene } from './any-disturbance.ts'

const runsByDefault = 100

export function forAnyScene(check: (scene: Scene) => void): void {
  const seed = process.env.REBERTH_SEED
  fc.assert(fc.property(anyScene, check), {
    numRuns: Number(process.env.REBERTH_RUNS ?? runsByDefault),
    ...(seed !== undefined && { seed: Number(seed) }),
  })
}
