/** A scene with what only its scenario knows: the claims as quantities, the nodes, the end of the run. */
import type { Choice, Claim, Question, Scene } from '../../model/lesson.ts'
import type { Model } from '../../model/model.ts'
import type { IssueList } from '../issue-list.ts'
import { formatPath, inside, shown } from '../text/place.ts'
import { listed, nearest } from '../text/suggest.ts'
import type { SceneDraft } from './scenes.ts'

export interface FinishContext {
  readonly model: Model
  /** By the place of each claim. */
  readonly claims: ReadonlyMap<string, Claim>
  readonly drafts: readonly SceneDraft[]
  readonly issues: IssueList
}

/** Twenty seconds of the run in one: a refresh of a minute passes in three. */
const usualSpeed = 20

export function finishScene(draft: SceneDraft, context: FinishContext): Scene {
  const { type, entry, place, scenario } = draft
  const { model } = context
  checkHighlight(draft, context)
  // Entries that were no scene at all have been left out of the drafts.
  const predict = context.drafts.findIndex((one) => one.place.path[1] === draft.predict)
  const head = {
    text: (type === 'predict' ? (entry.text ?? '') : (entry[type] ?? '')).trim(),
    notes: (entry.notes ?? '').trim(),
    scenario,
    atUs: entry.at ?? entry.from,
    highlight: entry.highlight ?? [],
    line: place.source.locate(place.path, 'value', 0).line,
  }
  const speed = entry.speed ?? usualSpeed
  switch (type) {
    case 'tell':
    case 'try':
      return { type, ...head }
    case 'watch':
      return { type, ...head, speed, untilUs: entry.to ?? model.untilUs }
    case 'run':
      return { type, ...head, speed, untilUs: entry.to, predict }
    case 'explain':
      return { type, ...head, predict }
    case 'predict': {
      const asks = (entry.predict ?? '').trim()
      const question = questionOf(draft, context)
      const { at: atUs = 0, until: horizonUs = model.untilUs } = entry
      return { type, ...head, atUs, asks, question, horizonUs }
    }
  }
}

function checkHighlight(draft: SceneDraft, context: FinishContext): void {
  const { highlight = [] } = draft.entry
  for (const [index, name] of highlight.entries()) {
    const path = highlight.length === 1 ? ['highlight'] : ['highlight', index]
    checkNode(name, draft, path, context)
  }
}

function questionOf(draft: SceneDraft, context: FinishContext): Question {
  const { entry, place } = draft
  const claimAt = (...path: readonly (string | number)[]): Claim =>
    context.claims.get(formatPath(inside(place, ...path).path)) ?? unreadable
  if (entry.when !== undefined) {
    const { bounds = [], never = false } = entry
    return { type: 'when', that: claimAt('when'), boundsUs: bounds, mayBeNever: never }
  }
  if (entry.where !== undefined) {
    const { quantity } = claimAt('where')
    if (quantity.type === 'node') return { type: 'where', container: quantity.container }
    if (quantity !== unreadable.quantity) {
      const expected = 'a container that is placed, as node(db)'
      context.issues.error({ place: inside(place, 'where'), found: shown(entry.where), expected })
    }
    return { type: 'where', container: '' }
  }
  if (entry.which !== undefined) {
    checkNode(entry.which, draft, ['which'], context)
    return { type: 'which', node: entry.which }
  }
  const type = entry.what === undefined ? 'first' : 'what'
  const choices = (entry[type] ?? []).map(
    ({ says }, index): Choice => ({ says, that: claimAt(type, index, 'that') }),
  )
  return { type, choices }
}

/** Stands for a claim whose issue is in the list already: nothing is compiled from it. */
const unreadable: Claim = {
  text: '',
  quantity: { type: 'running', service: '' },
  comparison: '==',
  value: 0,
}

function checkNode(
  name: string,
  { place }: SceneDraft,
  path: readonly (string | number)[],
  { model, issues }: FinishContext,
): void {
  const known = model.nodes.map((node) => node.name)
  if (known.includes(name)) return
  issues.error({
    place: inside(place, ...path),
    found: shown(name),
    expected: `a node (${listed(known, 6)})`,
    suggestion: nearest(name, known),
  })
}
