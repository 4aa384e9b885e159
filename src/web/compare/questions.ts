/**
 * What the page asks the worker about runs that it has: how two differ, which claims one meets, in
 * which other ways a scenario can be run, and whether a saved scenario passes.
 */
import type { Trace } from '../../model/trace.ts'
import { type Comparison, comparisonOf } from '../../projection/compare.ts'
import {
  type FigureSeries,
  type Figures,
  figureSeries,
  figuresAt,
} from '../../projection/compare-figures.ts'
import { expectations } from '../../projection/expectations.ts'
import { type Proposals, proposalsOf } from '../../projection/proposals.ts'
import type { RunningSeries } from '../../projection/timeline.ts'
import { simulate } from '../../run/simulate.ts'
import { compileScenario, ScenarioError } from '../../scenario/index.ts'
import type { ScenarioFiles } from '../run/protocol.ts'
import { refuseTooLarge } from '../run/too-large.ts'

export interface AskedRun {
  readonly trace: Trace
  readonly running: RunningSeries
}

export type Question =
  | { readonly type: 'compare'; readonly one: AskedRun; readonly other: AskedRun }
  | { readonly type: 'propose'; readonly trace: Trace }
  | { readonly type: 'variants'; readonly scenario: ScenarioFiles }
  | { readonly type: 'verify'; readonly scenario: ScenarioFiles }
  /** Both scenarios with this seed in place of their own. */
  | {
      readonly type: 'seed'
      readonly seed: string
      readonly one: ScenarioFiles
      readonly other: ScenarioFiles
    }

/** Another way to run a scenario. */
export interface Variant {
  readonly label: string
  readonly set: readonly string[]
  /** Why it cannot be run that way; `''` if it can. */
  readonly whyNot: string
}

export type Answer =
  | {
      readonly type: 'compare'
      readonly comparison: Comparison
      readonly one: FigureSeries
      readonly other: FigureSeries
    }
  | { readonly type: 'propose'; readonly proposals: Proposals }
  | { readonly type: 'variants'; readonly variants: readonly Variant[] }
  /** How many claims there are, and those that do not hold. */
  | { readonly type: 'verify'; readonly claims: number; readonly broken: readonly string[] }
  /** The figures at the end of either run. */
  | {
      readonly type: 'seed'
      readonly seed: string
      readonly one: Figures
      readonly other: Figures
    }

export function answerTo(question: Question): Answer {
  switch (question.type) {
    case 'compare': {
      const { one, other } = question
      return {
        type: 'compare',
        comparison: comparisonOf(one.trace, other.trace),
        one: figureSeries(one.trace, one.running),
        other: figureSeries(other.trace, other.running),
      }
    }
    case 'propose':
      return { type: 'propose', proposals: proposalsOf(question.trace) }
    case 'variants':
      return { type: 'variants', variants: variantsOf(question.scenario) }
    case 'verify':
      return verified(question.scenario)
    case 'seed': {
      const { seed, one, other } = question
      return { type: 'seed', seed, one: finalFigures(one, seed), other: finalFigures(other, seed) }
    }
  }
}

const strategies = ['spread', 'binpack', 'random'] as const

export function variantsOf(scenario: ScenarioFiles): Variant[] {
  const { manager } = compiled(scenario).model
  const ways =
    manager.type === 'classic'
      ? [
          ...strategies
            .filter((strategy) => strategy !== manager.strategy)
            .map((strategy) => ({ label: strategy, set: [`swarm.strategy=${strategy}`] })),
          { label: 'swarm mode', set: ['swarm={ manager: swarmkit }'] },
        ]
      : [{ label: 'classic Swarm', set: ['swarm={ manager: classic }'] }]
  return ways.map((way) => ({ ...way, whyNot: refusalOf(scenario, way.set) }))
}

function compiled({ path, files, seed }: ScenarioFiles, set: readonly string[] = []) {
  return compileScenario(path, {
    files: { read: (name) => files[name] },
    ...(seed !== undefined && { seed }),
    set,
  })
}

/** The first thing that is in the way, with how many more there are. */
function refusalOf(scenario: ScenarioFiles, set: readonly string[]): string {
  try {
    compiled(scenario, set)
    return ''
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    const [first, ...rest] = error.issues
    const more = rest.length === 0 ? '' : `, and ${rest.length} more`
    return `line ${first.line}: ${first.message}${more}`
  }
}

function finalFigures(scenario: ScenarioFiles, seed: string): Figures {
  const { model } = compiled({ ...scenario, seed })
  refuseTooLarge(model)
  const { trace } = simulate(model)
  return figuresAt(trace, figureSeries(trace), trace.endUs)
}

function verified(scenario: ScenarioFiles): Answer {
  const { trace } = simulate(compiled(scenario).model)
  const results = expectations(trace)
  const broken = results
    .filter(({ met, unreached }) => !met || unreached)
    .map(({ expectation }) => expectation.text)
  return { type: 'verify', claims: results.length, broken }
}
