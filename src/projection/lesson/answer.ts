/**
 * The answer of a lesson's question, measured in the run. Where the run cannot answer (nothing is
 * true, or two choices are), the answer says why in `problem`, and the lesson's test fails with it.
 */
import type { Choice, PredictScene } from '../../model/lesson.ts'
import { containerState } from '../../model/states.ts'
import type { Trace } from '../../model/trace.ts'
import { unreachable } from '../../sim/assert.ts'
import { clockOf } from '../harbour-words.ts'
import { readingOf } from '../managers/registry.ts'
import { walk } from '../walk.ts'
import { claimTimes } from './claim-times.ts'
import { containersOn, slotsNamed } from './lookup.ts'

export type Answer = { readonly problem: string } & (
  | {
      readonly type: 'when'
      /** -1 for never. */
      readonly timeUs: number
      /** The choice it lies in, -1 where there are none. */
      readonly choice: number
    }
  | {
      readonly type: 'where'
      /** -1: no node fits. */
      readonly node: number
      readonly timeUs: number
      /** The fact that decided. */
      readonly row: number
      readonly slot: number
    }
  | {
      readonly type: 'which'
      /** Slots to choose from, and those of them that ran elsewhere. */
      readonly slots: readonly number[]
      readonly moved: readonly number[]
    }
  | {
      readonly type: 'what' | 'first'
      readonly choice: number
      /** When each choice became true, -1 for never. */
      readonly timesUs: readonly number[]
    }
)

export function answerOf(trace: Trace, scene: PredictScene): Answer {
  const { question } = scene
  switch (question.type) {
    case 'when':
      return whenAnswer(trace, scene, question)
    case 'where':
      return whereAnswer(trace, scene, question.container)
    case 'which':
      return whichAnswer(trace, scene, question.node)
    case 'what':
    case 'first':
      return choiceAnswer(trace, scene, question)
    default:
      return unreachable(question)
  }
}

type QuestionOf<T> = Extract<PredictScene['question'], { readonly type: T }>

function whenAnswer(trace: Trace, scene: PredictScene, question: QuestionOf<'when'>): Answer {
  const { that, boundsUs, mayBeNever } = question
  const [times] = claimTimes(trace, [that], windowOf(scene))
  const timeUs = times.firstUs
  const isNever = timeUs < 0
  const later = boundsUs.findIndex((boundUs) => !isNever && timeUs < boundUs)
  const choice = boundsUs.length === 0 ? -1 : later < 0 ? boundsUs.length : later
  const problem = times.isTrueBefore
    ? `${that.text} is true already at ${clockOf(scene.atUs)}`
    : isNever && !mayBeNever
      ? `${that.text} does not become true until ${clockOf(scene.horizonUs)}`
      : ''
  return { type: 'when', timeUs, choice, problem }
}

function whereAnswer(trace: Trace, scene: PredictScene, container: string): Answer {
  const slots = slotsNamed(trace, container)
  const { placement, refusedSlot } = readingOf(trace.model)
  let found: { node: number; timeUs: number; row: number; slot: number } | undefined
  walk(trace, [
    {
      after(fact) {
        const { type, timeUs, row, a, b } = fact
        if (found !== undefined || timeUs <= scene.atUs || timeUs > scene.horizonUs) return
        const refused = refusedSlot(trace, fact)
        if (refused >= 0 && slots.includes(refused)) {
          found = { node: -1, timeUs, row, slot: refused }
        } else if (type === placement && slots.includes(trace.tables.containers[a].slot)) {
          found = { node: b, timeUs, row, slot: trace.tables.containers[a].slot }
        }
      },
    },
  ])
  if (found !== undefined) return { type: 'where', ...found, problem: '' }
  const when = `between ${clockOf(scene.atUs)} and ${clockOf(scene.horizonUs)}`
  const problem = `no node is chosen for ${container} ${when}`
  return { type: 'where', node: -1, timeUs: -1, row: -1, slot: -1, problem }
}

function whichAnswer(trace: Trace, scene: PredictScene, name: string): Answer {
  const node = trace.model.nodes.findIndex((one) => one.name === name)
  const slots = containersOn(trace, node, scene.atUs)
    .map((container) => trace.tables.containers[container].slot)
    .filter((slot) => slot >= 0)
  const elsewhere = new Set<number>()
  const see = runningElsewhere(trace, node)
  for (const slot of see(scene.horizonUs)) elsewhere.add(slot)
  const moved = slots.filter((slot) => elsewhere.has(slot))
  const problem = slots.length === 0 ? `nothing is on ${name} at ${clockOf(scene.atUs)}` : ''
  return { type: 'which', slots, moved, problem }
}

/** Slots of which a container runs on another node than this one. */
function runningElsewhere(trace: Trace, node: number): (atUs: number) => Set<number> {
  return (atUs) => {
    const slots = new Set<number>()
    for (let other = 0; other < trace.model.nodes.length; other++) {
      if (other === node) continue
      for (const container of containersOn(trace, other, atUs, containerState.running)) {
        slots.add(trace.tables.containers[container].slot)
      }
    }
    return slots
  }
}

function choiceAnswer(
  trace: Trace,
  scene: PredictScene,
  { type, choices }: QuestionOf<'what' | 'first'>,
): Answer {
  const times = claimTimes(
    trace,
    choices.map(({ that }) => that),
    windowOf(scene),
  )
  const timesUs = times.map(({ firstUs }) => firstUs)
  const right =
    type === 'what'
      ? numbersWhere(times, ({ isTrueAtEnd }) => isTrueAtEnd)
      : firstOf(timesUs, scene.atUs)
  const choice = right.length === 1 ? right[0] : -1
  return { type, choice, timesUs, problem: choiceProblem(scene, choices, right) }
}

/** The choices that become true first, of those that are not true yet. */
function firstOf(timesUs: readonly number[], atUs: number): number[] {
  const later = timesUs.filter((timeUs) => timeUs > atUs)
  const least = later.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY)
  return numbersWhere(timesUs, (timeUs) => timeUs === least)
}

function choiceProblem(
  { horizonUs }: PredictScene,
  choices: readonly Choice[],
  right: readonly number[],
): string {
  if (right.length === 1) return ''
  const until = `until ${clockOf(horizonUs)}`
  if (right.length === 0) return `none of the choices is true ${until}`
  return `two choices are right: ${right.map((index) => choices[index].that.text).join(', ')}`
}

function numbersWhere<T>(list: readonly T[], isIt: (entry: T) => boolean): number[] {
  return list.flatMap((entry, index) => (isIt(entry) ? [index] : []))
}

function windowOf({ atUs, horizonUs }: PredictScene) {
  return { fromUs: atUs, untilUs: horizonUs }
}
