/** What somebody predicted, and how it compares with what came out. Pure; no scores. */
import { formatDuration, listed } from '../../model/format.ts'
import type { PredictScene } from '../../model/lesson.ts'
import type { Trace } from '../../model/trace.ts'
import { clockOf } from '../../projection/harbour-words.ts'
import type { Answer } from '../../projection/lesson/answer.ts'
import { choiceOfTime, choicesOf } from '../../projection/lesson/choices.ts'
import { slotName } from '../../projection/lesson/lookup.ts'

export type Mark =
  /** A time, where it was marked, and the choice that it is in. */
  | { readonly type: 'when'; readonly timeUs: number; readonly choice: number }
  | { readonly type: 'where'; readonly node: number }
  | { readonly type: 'which'; readonly slots: readonly number[] }
  | { readonly type: 'choice'; readonly choice: number }

/** Marks a time of the question's span, to the second. */
export function markTime({ question, atUs, horizonUs }: PredictScene, timeUs: number): Mark {
  const second = 1_000_000
  const within = Math.max(atUs, Math.min(horizonUs, Math.round(timeUs / second) * second))
  const bounds = question.type === 'when' ? question.boundsUs : []
  return { type: 'when', timeUs: within, choice: choiceOfTime(bounds, within) }
}

/** A choice with the middle of its range as the mark, unless the mark lies there already. */
export function markChoice(scene: PredictScene, choice: number, last: Mark | undefined): Mark {
  const { question, atUs, horizonUs } = scene
  if (question.type !== 'when') return { type: 'choice', choice }
  if (last?.type === 'when' && last.choice === choice) return last
  const fromUs = choice === 0 ? atUs : question.boundsUs[choice - 1]
  const untilUs = question.boundsUs[choice] ?? horizonUs
  return { ...markTime(scene, (fromUs + untilUs) / 2), choice } as Mark
}

export function toggleSlot(mark: Mark | undefined, slot: number): Mark {
  const slots = mark?.type === 'which' ? mark.slots : []
  const isIn = slots.includes(slot)
  return { type: 'which', slots: isIn ? slots.filter((one) => one !== slot) : [...slots, slot] }
}

/** What was predicted, in a few words; `''` for nothing. */
export function markInWords(trace: Trace, scene: PredictScene, mark: Mark | undefined): string {
  switch (mark?.type) {
    case undefined:
      return ''
    case 'when':
      return clockOf(mark.timeUs)
    case 'where':
      return mark.node < 0 ? 'on no node' : (trace.model.nodes[mark.node]?.name ?? '')
    case 'which':
      return mark.slots.length === 0
        ? 'none of them'
        : listed(mark.slots.map((slot) => slotName(trace, slot)))
    case 'choice':
      return choicesOf(scene.question)[mark.choice] ?? ''
  }
}

/** What came out, in the same form. */
export function answerInWords(trace: Trace, scene: PredictScene, answer: Answer): string {
  switch (answer.type) {
    case 'when':
      return answer.timeUs < 0 ? 'never' : clockOf(answer.timeUs)
    case 'where':
      return answer.node < 0 ? 'on no node' : trace.model.nodes[answer.node].name
    case 'which':
      return markInWords(trace, scene, { type: 'which', slots: answer.moved })
    case 'what':
    case 'first':
      return choicesOf(scene.question)[answer.choice] ?? ''
  }
}

/** `33.4 s apart`, `as you said`; `''` where nothing was predicted. */
export function distanceInWords(answer: Answer, mark: Mark | undefined): string {
  if (mark === undefined) return ''
  if (answer.type === 'when' && mark.type === 'when') {
    if (answer.timeUs < 0)
      return mark.choice >= 0 && mark.choice === answer.choice ? 'as you said' : 'it did not happen'
    const apartUs = Math.abs(answer.timeUs - mark.timeUs)
    const isEarly = mark.timeUs < answer.timeUs
    return `your mark is ${formatDuration(apartUs)} ${isEarly ? 'before' : 'after'} it`
  }
  return isSame(answer, mark) ? 'as you said' : 'not as you said'
}

function isSame(answer: Answer, mark: Mark): boolean {
  switch (answer.type) {
    case 'where':
      return mark.type === 'where' && mark.node === answer.node
    case 'which':
      return (
        mark.type === 'which' &&
        mark.slots.length === answer.moved.length &&
        mark.slots.every((slot) => answer.moved.includes(slot))
      )
    case 'what':
    case 'first':
      return mark.type === 'choice' && mark.choice === answer.choice
    case 'when':
      return mark.type === 'when' && mark.timeUs === answer.timeUs
  }
}
