/** A show of hands: how many of a class went up for each option. Counted, not scored. Pure. */
import { listed } from '../../model/format.ts'
import type { PredictScene } from '../../model/lesson.ts'
import type { Trace } from '../../model/trace.ts'
import type { Answer } from '../../projection/lesson/answer.ts'
import { answerInWords } from './mark.ts'
import { type Option, truthOf } from './options.ts'

/** By the key of an option; one for which no number was typed is not in it. */
export type Hands = Readonly<Record<number, number>>

export const noHands: Hands = {}

/** Three digits fit into the field, and no room holds more. */
const handsMax = 999

/** @param count nothing: the field was emptied */
export function withHands(hands: Hands, key: number, count: number | undefined): Hands {
  const { [key]: _before, ...others } = hands
  if (count === undefined || !Number.isFinite(count)) return others
  return { ...others, [key]: Math.max(0, Math.min(handsMax, Math.round(count))) }
}

/** All hands of a question. Where several options may be chosen, some went up more than once. */
export function handsIn(hands: Hands): number {
  return Object.values(hands).reduce((sum, count) => sum + count, 0)
}

/** How long the bar of an option is, from 0 to 1: the longest is that of the most hands. */
export function shareOf(hands: Hands, key: number): number {
  const most = Math.max(1, ...Object.values(hands))
  return (hands[key] ?? 0) / most
}

interface Told {
  readonly scene: PredictScene
  readonly answer: Answer
  readonly hands: Hands
  readonly options: readonly Option[]
}

/** `14 of 22 said node-3; it went to node-1, as 5 said.` `''` when no hand went up. */
export function handsInWords(trace: Trace, { scene, answer, hands, options }: Told): string {
  const all = handsIn(hands)
  if (all === 0) return ''
  const truth = truthOf(answer)
  const said = ({ text }: Option) => (isQuoted(answer) ? `“${text}”` : text)
  if (answer.type === 'which') {
    const some = options.filter(({ key }) => (hands[key] ?? 0) > 0)
    const counts = some.map((option) => `${hands[option.key]} for ${said(option)}`)
    return `Hands went up: ${listed(counts)}; it was ${answerInWords(trace, scene, answer)}.`
  }
  const most = Math.max(...Object.values(hands))
  const [first, ...ties] = options.filter(({ key }) => hands[key] === most)
  if (first === undefined) return ''
  const majority = [`${most} of ${all} said ${said(first)}`]
  for (const tie of ties) majority.push(`${most} said ${said(tie)}`)
  if (ties.length === 0 && truth.includes(first.key) && answer.type !== 'when') {
    return `${majority[0]}, and so it was.`
  }
  const right = truth.reduce((sum, key) => sum + (hands[key] ?? 0), 0)
  const isSaid = right > 0 && right < most
  return `${majority.join(', ')}; ${cameOut(trace, scene, answer)}${isSaid ? `, as ${right} said` : ''}.`
}

function cameOut(trace: Trace, scene: PredictScene, answer: Answer): string {
  const words = answerInWords(trace, scene, answer)
  if (answer.type === 'where') return answer.node < 0 ? 'no node took it' : `it went to ${words}`
  if (answer.type === 'when') return answer.timeUs < 0 ? 'it did not happen' : `it was ${words}`
  return `it was “${words}”`
}

/** Choices are sentences of their own; times and names stand in ours. */
function isQuoted({ type }: Answer): boolean {
  return type === 'what' || type === 'first'
}
