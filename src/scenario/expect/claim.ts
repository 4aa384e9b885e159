/** Reads claims such as `running(voting-app) >= 2` or `recovery(web) < 3m`. */
import type { Comparison, Quantity } from '../../model/expectation.ts'
import { updateStates } from '../../model/swarm-mode.ts'
import type { IssueList } from '../issue-list.ts'
import type { AnswerKind, ManagerInput } from '../managers/manager.ts'
import type { ManagerRegister } from '../managers/register.ts'
import { strangerFinding } from '../managers/strangers.ts'
import type { NodeRegister } from '../nodes.ts'
import { type Place, shown } from '../text/place.ts'
import { listed, nearest } from '../text/suggest.ts'
import { parseDurationUs } from '../text/units.ts'
import type { ServiceRegister } from '../workspace.ts'

export interface Claim {
  readonly quantity: Quantity
  readonly comparison: Comparison
  readonly value: number | string
}

export interface ClaimContext {
  readonly place: Place
  readonly issues: IssueList
  readonly nodes: NodeRegister
  readonly services: ServiceRegister
  readonly manager: ManagerInput
  readonly managers: ManagerRegister
}

/** The questions that every manager answers, and what their answer is. */
const commonQuestions: Readonly<Record<string, AnswerKind>> = {
  running: 'number',
  believed: 'number',
  unplaced: 'number',
  duplicates: 'number',
  moves: 'number',
  recovery: 'duration',
  node: 'word',
  state: 'word',
}

type Question = Quantity['type']

const synonyms: Readonly<Record<string, Question>> = {
  unscheduled: 'unplaced',
  'time-to-recover': 'recovery',
}

const form =
  /^(\s*)([\w-]+)(\s*\(\s*)("[^"]*"|'[^']*'|[^()"']*?)(\s*\)\s*)(==|!=|<=|>=|<|>)(\s*)(.*?)\s*$/s

/** The parts of a claim with their offsets in the text. */
interface Part {
  readonly text: string
  readonly offset: number
}

export function readClaim(text: string, context: ClaimContext): Claim | undefined {
  const match = form.exec(text)
  if (match === null) {
    context.issues.error({
      place: context.place,
      found: shown(text),
      expected: 'a claim such as running(web) >= 2 or node(db) != node-2',
    })
    return undefined
  }
  const offsets = [0]
  for (const group of match.slice(1)) offsets.push((offsets.at(-1) ?? 0) + group.length)
  const part = (group: number): Part => ({
    text: match[group] as string,
    offset: offsets[group - 1] as number,
  })
  const question = readQuestion(part(2), context)
  if (question === undefined) return undefined
  const subject = unquoted(part(4))
  const quantity = readSubject(question, subject, context)
  const comparison = match[6] as Comparison
  const value = readValue(question, quantity, unquoted(part(8)), context)
  const isWord = questionsOf(context)[question] === 'word'
  if (isWord && comparison !== '==' && comparison !== '!=') {
    fail(context, part(6), '== or !=, because the answer is a word')
    return undefined
  }
  if (quantity === undefined || value === undefined) return undefined
  return { quantity, comparison, value }
}

function readQuestion(part: Part, context: ClaimContext): Question | undefined {
  const questions = questionsOf(context)
  // The tables of the managers name quantities only.
  if (Object.hasOwn(questions, part.text)) return part.text as Question
  if (Object.hasOwn(synonyms, part.text)) return synonyms[part.text]
  const elsewhere = strangerFinding('question', part.text, context.manager)
  if (elsewhere !== undefined) {
    context.issues.error({ place: context.place, offset: part.offset, ...elsewhere })
    return undefined
  }
  const known = [...Object.keys(questions), ...Object.keys(synonyms)]
  fail(context, part, `one of ${known.join(', ')}`, nearest(part.text, known))
  return undefined
}

function questionsOf({ manager }: ClaimContext): Readonly<Record<string, AnswerKind>> {
  return { ...commonQuestions, ...manager.claims.questions }
}

function readSubject(
  question: Question,
  subject: Part,
  context: ClaimContext,
): Quantity | undefined {
  const { services, nodes } = context
  switch (question) {
    case 'node':
      return { type: 'node', container: containerOf(subject, context) }
    case 'state':
      if (nodes.indexOf.has(subject.text)) return { type: 'state', of: subject.text }
      return { type: 'state', of: containerOf(subject, context) }
    case 'leader':
      if (subject.text !== '') fail(context, subject, 'nothing in the parentheses')
      return { type: 'leader' }
    default: {
      const known = [...services.containers.keys()]
      if (subject.text !== '' && services.isComplete && !known.includes(subject.text)) {
        const expected =
          known.length === 0
            ? 'a service, but the scenario starts none'
            : `a service (${listed(known)})`
        fail(context, subject, expected, nearest(subject.text, known))
      }
      return { type: question, service: subject.text }
    }
  }
}

/** A container by its name, or by its service if that has one container only. */
function containerOf(subject: Part, context: ClaimContext): string {
  const { services } = context
  if (services.hasContainer(subject.text) || !services.isComplete) return subject.text
  const members = services.containers.get(subject.text)
  if (members?.size === 1) return [...members][0] as string
  if (members !== undefined && members.size === 0) return subject.text
  const known = services.containerNames
  const many =
    members === undefined ? '' : ` of the service ${subject.text}: ${listed([...members], 6)}`
  const expected =
    members === undefined ? `a container (${listed(known, 6)})` : `one container${many}`
  fail(
    context,
    subject,
    expected,
    members === undefined
      ? nearest(subject.text, [...known, ...services.containers.keys()])
      : undefined,
  )
  return subject.text
}

function readValue(
  question: Question,
  quantity: Quantity | undefined,
  part: Part,
  context: ClaimContext,
): number | string | undefined {
  const kind = questionsOf(context)[question]
  const wordOf = (words: readonly string[], more = '') => {
    if (words.includes(part.text)) return part.text
    return fail(context, part, `one of ${words.join(', ')}${more}`, nearest(part.text, words))
  }
  if (kind === 'number') {
    if (/^\d+$/.test(part.text)) return Number(part.text)
    return fail(context, part, 'a whole number')
  }
  if (kind === 'duration')
    return parseDurationUs(part.text) ?? fail(context, part, 'a duration such as 3m or 90s')
  if (question === 'node') {
    if (part.text === '' || part.text === 'nowhere') return ''
    const known = [...context.nodes.indexOf.keys()]
    if (known.includes(part.text) || !context.nodes.isComplete) return part.text
    return fail(context, part, `a node (${listed(known, 6)}) or nowhere`, nearest(part.text, known))
  }
  if (question === 'update') return wordOf(updateStates)
  if (question === 'leader') {
    if (part.text === '' || part.text === 'nobody') return ''
    return wordOf(context.managers.names, ' or nobody')
  }
  const isNode = quantity?.type === 'state' && context.nodes.indexOf.has(quantity.of)
  const { nodeStates, containerStates } = context.manager.claims
  return wordOf(isNode ? nodeStates : containerStates)
}

function unquoted({ text, offset }: Part): Part {
  const match = /^(["'])(.*)\1$/s.exec(text)
  return match === null ? { text, offset } : { text: match[2] as string, offset: offset + 1 }
}

function fail(context: ClaimContext, part: Part, expected: string, suggestion?: string): undefined {
  const { place, issues } = context
  issues.error({ place, offset: part.offset, found: shown(part.text), expected, suggestion })
  return undefined
}
