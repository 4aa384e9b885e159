/** What came of a question, as sentences computed from the run: who, when, and how long after what. */
import { clusterAt, positionAt } from '../../machine/fold.ts'
import { formatDuration, listed, plural } from '../../model/format.ts'
import type { Claim, PredictScene } from '../../model/lesson.ts'
import type { Trace } from '../../model/trace.ts'
import { unreachable } from '../../sim/assert.ts'
import { clockOf } from '../harbour-words.ts'
import { readingOf } from '../managers/registry.ts'
import { happeningWords } from '../timeline-words.ts'
import { rowAt } from '../walk.ts'
import type { Answer } from './answer.ts'
import { slotName } from './lookup.ts'

type AnswerOf<T> = Extract<Answer, { readonly type: T }>
type ChoiceAnswer = Extract<
  Answer,
  { readonly choice: number; readonly timesUs: readonly number[] }
>

/** The first sentence is the answer; others say what led there. */
export function explainAnswer(trace: Trace, scene: PredictScene, answer: Answer): string[] {
  switch (answer.type) {
    case 'when':
      return whenSentences(trace, scene, answer)
    case 'where':
      return whereSentences(trace, scene, answer)
    case 'which':
      return whichSentences(trace, answer)
    case 'what':
      return answer.choice < 0 ? [] : [`${saysOf(scene, answer.choice)}.`]
    case 'first':
      return firstSentences(scene, answer)
    default:
      return unreachable(answer)
  }
}

/** When the answer was known, -1 where only the end of the question's time tells. */
export function decidedUs(answer: Answer): number {
  switch (answer.type) {
    case 'when':
    case 'where':
      return answer.timeUs
    case 'first':
      return answer.choice < 0 ? -1 : answer.timesUs[answer.choice]
    case 'which':
    case 'what':
      return -1
  }
}

function whenSentences(trace: Trace, scene: PredictScene, { timeUs }: AnswerOf<'when'>): string[] {
  const { question } = scene
  if (question.type !== 'when') return []
  const { quantity } = question.that
  const node =
    quantity.type === 'state' ? trace.model.nodes.findIndex(({ name }) => name === quantity.of) : -1
  if (timeUs < 0) {
    const until = clockOf(scene.horizonUs)
    return node < 0
      ? [`Until ${until} it did not happen: ${question.that.text}.`]
      : unnoticedSentences(trace, node, scene, question.that.text)
  }
  const change = node < 0 ? undefined : lastChangeOf(trace, node, timeUs)
  if (change === undefined) {
    const entry = trace.model.timeline.findLast(({ atUs }) => atUs <= timeUs)
    const since =
      entry === undefined
        ? ''
        : `, ${formatDuration(timeUs - entry.atUs)} after ${happeningWords(trace, entry)}`
    return [`At ${clockOf(timeUs)}${since}: ${claimInWords(question.that)}.`]
  }
  const { name } = trace.model.nodes[node]
  const was = change.isBack ? 'was back' : 'stopped answering'
  const gap = formatDuration(timeUs - change.timeUs)
  return [
    `${name} ${was} at ${clockOf(change.timeUs)}; the manager noticed at ${clockOf(timeUs)}, ${gap} later.`,
    ...refusalSentences(trace, node, { fromUs: change.timeUs, untilUs: timeUs }),
  ]
}

/** `It was heard of last at 1:41.5, and since then no connection to it was refused.` */
function unnoticedSentences(
  trace: Trace,
  node: number,
  { horizonUs }: PredictScene,
  claim: string,
): string[] {
  const { model } = trace
  const { name } = model.nodes[node]
  const until = clockOf(horizonUs)
  const change = lastChangeOf(trace, node, horizonUs)
  if (change === undefined || change.isBack) return [`Until ${until} it did not happen: ${claim}.`]
  const told = `${name} stopped answering at ${clockOf(change.timeUs)}; until ${until} the manager did not notice.`
  const cluster = clusterAt(trace, positionAt(trace, horizonUs))
  const heardUs = readingOf(model).heardUs(trace, cluster, node, horizonUs)
  // Only classic Swarm asks; in swarm mode nodes report by themselves.
  if (heardUs === undefined || model.manager.type !== 'classic') return [told]
  const count = refusalsOf(trace, node, { fromUs: change.timeUs, untilUs: horizonUs }).length
  const refused = count === 0 ? 'no connection' : plural(count, 'connection')
  const was = count > 1 ? 'were' : 'was'
  return [
    told,
    `It was heard of last at ${clockOf(heardUs)}, and since then ${refused} to it ${was} refused.`,
  ]
}

const worldFacts: ReadonlyMap<string, boolean> = new Map([
  ['node.crashed', false],
  ['node.frozen', false],
  ['node.cutOff', false],
  ['node.recovered', true],
  ['node.joined', true],
])

/** What last happened to the machine itself before it was noticed. */
function lastChangeOf(trace: Trace, node: number, beforeUs: number) {
  let found: { timeUs: number; isBack: boolean } | undefined
  for (let row = 0; row < trace.length && trace.timeUs[row] <= beforeUs; row++) {
    const { type, a, timeUs } = rowAt(trace, row)
    const isBack = worldFacts.get(type)
    if (isBack !== undefined && a === node) found = { timeUs, isBack }
  }
  return found
}

interface Within {
  readonly fromUs: number
  readonly untilUs: number
}

/** `The manager asked in vain at 2:31.0 and 3:02.4; at the 3rd time it gave the node up.` */
function refusalSentences(trace: Trace, node: number, within: Within): string[] {
  const timesUs = refusalsOf(trace, node, within)
  if (timesUs.length < 2) return []
  const times = listed(timesUs.map(clockOf))
  return [
    `In between it asked in vain at ${times}: failure ${timesUs.length} in a row made it give the node up.`,
  ]
}

function refusalsOf(trace: Trace, node: number, { fromUs, untilUs }: Within): readonly number[] {
  const timesUs: number[] = []
  for (let row = 0; row < trace.length; row++) {
    const { type, a, timeUs } = rowAt(trace, row)
    if (type === 'engine.refused' && a === node && timeUs >= fromUs && timeUs <= untilUs) {
      timesUs.push(timeUs)
    }
  }
  return timesUs
}

/** `8 containers of web ran`; a claim of another kind as it is written. */
function claimInWords({ quantity, comparison, value, text }: Claim): string {
  const isCount = quantity.type === 'running' && (comparison === '==' || comparison === '>=')
  if (!isCount) return text
  const containers = plural(Number(value), 'container')
  return quantity.service === '' ? `${containers} ran` : `${containers} of ${quantity.service} ran`
}

function whereSentences(trace: Trace, scene: PredictScene, answer: AnswerOf<'where'>): string[] {
  const name = scene.question.type === 'where' ? scene.question.container : ''
  if (answer.row < 0) return []
  const at = clockOf(answer.timeUs)
  if (answer.node < 0) {
    const error = lastErrorOf(trace, answer.slot, answer.timeUs)
    return [`At ${at} no node was found for ${name}${error === '' ? '' : `: ${error}`}.`]
  }
  return [`${name} went to ${trace.model.nodes[answer.node].name} at ${at}.`]
}

/** The error of the last refusal of a slot, `''` if there was none. */
function lastErrorOf(trace: Trace, slot: number, untilUs: number): string {
  const { refusedSlot } = readingOf(trace.model)
  let error = ''
  for (let row = 0; row < trace.length && trace.timeUs[row] <= untilUs; row++) {
    const fact = rowAt(trace, row)
    // Refusals of both managers carry their error second.
    if (refusedSlot(trace, fact) === slot) error = trace.tables.texts[fact.b]
  }
  return error
}

function whichSentences(trace: Trace, { slots, moved }: AnswerOf<'which'>): string[] {
  const names = (some: readonly number[]) => listed(some.map((slot) => slotName(trace, slot)))
  const stayed = slots.filter((slot) => !moved.includes(slot))
  const sentences = [
    moved.length === 0
      ? 'None of them runs elsewhere.'
      : `${names(moved)} ${moved.length === 1 ? 'runs' : 'run'} on another node.`,
  ]
  for (const slot of stayed) {
    const error = lastErrorOf(trace, slot, trace.endUs)
    sentences.push(`${slotName(trace, slot)} does not: ${whyNot(trace, slot, error)}.`)
  }
  return sentences
}

function whyNot(trace: Trace, slot: number, error: string): string {
  if (error !== '') return `the manager asked and was told "${error}"`
  const { containers, configs } = trace.tables
  const row = containers.find((one) => one.slot === slot)
  const isAsked =
    row !== undefined && readingOf(trace.model).isReschedulable(trace, row, configs[row.config])
  return isAsked
    ? 'its turn did not come'
    : 'it has no rescheduling policy, so the manager asks for no other place'
}

function firstSentences(scene: PredictScene, { choice, timesUs }: ChoiceAnswer): string[] {
  if (choice < 0) return []
  const others = timesUs
    .map((timeUs, index) => ({ timeUs, says: saysOf(scene, index) }))
    .filter((_, index) => index !== choice)
    .map(({ timeUs, says }) =>
      timeUs < 0 ? `${says}: not at all.` : `${says}: at ${clockOf(timeUs)}.`,
    )
  return [`${saysOf(scene, choice)}: first, at ${clockOf(timesUs[choice])}.`, ...others]
}

function saysOf({ question }: PredictScene, index: number): string {
  const isChosen = question.type === 'what' || question.type === 'first'
  return isChosen ? question.choices[index].says.replace(/\.$/, '') : ''
}
