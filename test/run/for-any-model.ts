/**
 * Checks a claim for many models. What fails is shown as a person would write it down: seed and
 * path to run it again, then settings, machines, requests and timeline of the smallest model found.
 * `REBERTH_RUNS=2000` tries more models, `REBERTH_SEED=7` the same ones again.
 */
import fc from 'fast-check'
import type { Model } from '../../src/model/model.ts'

const runsByDefault = 150

export function forAnyModel(
  models: fc.Arbitrary<Model>,
  check: (model: Model) => void,
  numRuns = Number(process.env.REBERTH_RUNS ?? runsByDefault),
): void {
  const seed = process.env.REBERTH_SEED
  const found = fc.check(
    fc.property(models, check),
    seed === undefined ? { numRuns } : { numRuns, seed: Number(seed) },
  )
  if (!found.failed) return
  const model = found.counterexample?.[0]
  const where = `seed ${found.seed}, path ${found.counterexamplePath}`
  const cause = found.errorInstance
  const why = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
  throw new Error(`${where}\n${model ? modelInWords(model) : ''}\n${why}`)
}

export function modelInWords({ manager, nodes, configs, costs, timeline, seed }: Model): string {
  const { extensions, managers, ...settings } = manager
  return [
    `seed ${seed}, latency ${costs.latencyUs} us`,
    JSON.stringify(settings),
    JSON.stringify(extensions),
    ...managers.map((one) => JSON.stringify(one)),
    ...nodes.map(({ name, cpus, memoryBytes, labels, images, start }) =>
      JSON.stringify({ name, cpus, memoryBytes, labels, images, start }),
    ),
    ...configs.map((config, index) => `config ${index} ${JSON.stringify(spoken(config))}`),
    ...timeline.map(({ atUs, action }) => `${atUs / 1e6} s ${JSON.stringify(action)}`),
  ].join('\n')
}

/** Only what is asked for. */
function spoken(config: object): object {
  const isAsked = ([, value]: [string, unknown]) =>
    value !== '' && value !== 0 && JSON.stringify(value) !== '[]' && JSON.stringify(value) !== '{}'
  return Object.fromEntries(Object.entries(config).filter(isAsked))
}
