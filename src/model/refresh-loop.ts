/**
 * The refresh loop of one engine: when the manager asks it for its lists. The times follow from the
 * seed, so that what shows a trace can say when the manager last asked, though no fact tells it.
 */
import { createRenewal, type Renewal } from '../sim/renewal.ts'
import type { Model } from './model.ts'
import { classicSettings } from './settings.ts'

/** A loop of one manager over one node. */
export interface LoopOf {
  readonly manager: number
  readonly node: number
  /** How often it was started: names its random stream. */
  readonly loop: number
  readonly startUs: number
}

export function refreshLoop(model: Model, { manager, node, loop, startUs }: LoopOf): Renewal {
  const { refreshMinUs, refreshMaxUs } = classicSettings(model)
  return createRenewal({
    seed: model.seed,
    name: `refresh/${manager}/${model.nodes[node].name}/${loop}`,
    minUs: refreshMinUs,
    maxUs: refreshMaxUs,
    startUs,
  })
}
