/**
 * What can be answered to a question: one list for keys, buttons, a show of hands and the outcome.
 * Pure.
 */
import type { PredictScene } from '../../model/lesson.ts'
import type { Trace } from '../../model/trace.ts'
import type { Answer } from '../../projection/lesson/answer.ts'
import { choicesOf } from '../../projection/lesson/choices.ts'
import { slotName } from '../../projection/lesson/lookup.ts'
import type { Hands } from './hands.ts'
import { type Mark, markChoice, toggleSlot } from './mark.ts'

export interface Option {
  /** A choice, a node (-1 for none), or a slot. */
  readonly key: number
  readonly text: string
}

/** A row of names is read up to here; in a larger harbour those are listed that were clicked. */
const nodesMax = 12

interface Asked {
  readonly scene: PredictScene
  readonly answer: Answer
  readonly mark: Mark | undefined
  readonly hands: Hands
}

export function optionsOf(trace: Trace, { scene, answer, mark, hands }: Asked): readonly Option[] {
  const { nodes } = trace.model
  switch (answer.type) {
    case 'which':
      return answer.slots.map((slot) => ({ key: slot, text: slotName(trace, slot) }))
    case 'where': {
      const listed = nodes.flatMap(({ name }, key) => {
        const isSaid = (mark?.type === 'where' && mark.node === key) || hands[key] !== undefined
        return nodes.length <= nodesMax || isSaid ? [{ key, text: name }] : []
      })
      return [...listed, { key: -1, text: 'on no node' }]
    }
    case 'when':
    case 'what':
    case 'first':
      return choicesOf(scene.question).map((text, key) => ({ key, text }))
  }
}

export function isChosen(mark: Mark | undefined, key: number): boolean {
  switch (mark?.type) {
    case undefined:
      return false
    case 'where':
      return mark.node === key
    case 'which':
      return mark.slots.includes(key)
    case 'when':
    case 'choice':
      return mark.choice === key
  }
}

/** The mark after an option was chosen; of containers it is put in or taken out. */
export function markOfOption({ scene, answer, mark }: Omit<Asked, 'hands'>, key: number): Mark {
  if (answer.type === 'which') return toggleSlot(mark, key)
  return answer.type === 'where' ? { type: 'where', node: key } : markChoice(scene, key, mark)
}

/** The options that came out. */
export function truthOf(answer: Answer): readonly number[] {
  switch (answer.type) {
    case 'which':
      return answer.moved
    case 'where':
      return [answer.node]
    case 'when':
    case 'what':
    case 'first':
      return [answer.choice]
  }
}
