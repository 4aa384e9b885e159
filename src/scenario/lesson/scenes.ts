/** The scenes of a lesson before their scenarios are known: what each is, and which claims it makes. */
import type { IssueList } from '../issue-list.ts'
import { formatPath, inside, type Place } from '../text/place.ts'
import { questionKeys, type SceneEntry, sceneKeys } from './schema.ts'

export type SceneType = (typeof sceneKeys)[number]

export interface SceneDraft {
  readonly type: SceneType
  readonly entry: SceneEntry
  readonly place: Place
  readonly scenario: string
  /** Where the scenario is named. */
  readonly scenarioPlace: Place
  /** Index of the last question so far, -1 for none. */
  readonly predict: number
}

interface DraftContext {
  readonly root: Place
  readonly issues: IssueList
  readonly first: string
  readonly resolve: (target: string) => string
}

/** Only these scenes know what these keys say. */
const keysOfTypes: Readonly<Record<string, readonly SceneType[]>> = {
  text: ['predict'],
  at: ['tell', 'predict', 'explain', 'try'],
  from: ['watch', 'run'],
  to: ['watch', 'run'],
  speed: ['watch', 'run'],
  until: ['predict'],
  ...Object.fromEntries([...questionKeys, 'bounds', 'never'].map((key) => [key, ['predict']])),
}

export function draftScenes(
  entries: readonly SceneEntry[],
  { root, issues, first, resolve }: DraftContext,
): SceneDraft[] {
  let scenario = first
  let scenarioPlace = inside(root, 'scenario')
  let predict = -1
  return entries.flatMap((entry, index) => {
    const place = inside(root, 'scenes', index)
    const type = typeOf(entry, place, issues)
    if (type === undefined) return []
    if (entry.scenario !== undefined && resolve(entry.scenario) !== scenario) {
      scenario = resolve(entry.scenario)
      scenarioPlace = inside(place, 'scenario')
      predict = -1
    }
    if (type === 'predict') predict = index
    const draft = { type, entry, place, scenario, scenarioPlace, predict }
    checkScene(draft, issues)
    return [draft]
  })
}

function typeOf(entry: SceneEntry, place: Place, issues: IssueList): SceneType | undefined {
  const given = sceneKeys.filter((key) => entry[key] !== undefined)
  if (given.length === 1) return given[0]
  const found = given.length === 0 ? 'none of them' : given.join(' and ')
  issues.error({ place, found, expected: `exactly one of ${sceneKeys.join(', ')}` })
  return undefined
}

function checkScene(draft: SceneDraft, issues: IssueList): void {
  const { type, entry, place, predict } = draft
  for (const [key, types] of Object.entries(keysOfTypes)) {
    if (types.includes(type) || entry[key as keyof SceneEntry] === undefined) continue
    issues.error({
      place: inside(place, key),
      spot: 'key',
      found: `${key} in a scene of type ${type}`,
      expected: `it only where the scene is of type ${types.join(', ')}`,
    })
  }
  if ((type === 'run' || type === 'explain') && predict < 0) {
    const expected = 'a predict scene of the same scenario before it'
    issues.error({ place: inside(place, type), spot: 'key', found: `${type} alone`, expected })
  }
  if (type === 'watch' && entry.to === undefined) {
    issues.error({ place, found: 'no to', expected: 'to: the time until which it plays' })
  }
  if (entry.from !== undefined && entry.to !== undefined && entry.to <= entry.from) {
    const expected = 'a time after from'
    issues.error({ place: inside(place, 'to'), found: 'a time that is over', expected })
  }
  if (type === 'predict') checkQuestion(draft, issues)
}

function checkQuestion({ entry, place }: SceneDraft, issues: IssueList): void {
  const given = questionKeys.filter((key) => entry[key] !== undefined)
  if (given.length !== 1) {
    const found = given.length === 0 ? 'no question' : given.join(' and ')
    issues.error({ place, found, expected: `exactly one of ${questionKeys.join(', ')}` })
  }
  for (const key of ['bounds', 'never'] as const) {
    if (entry[key] === undefined || entry.when !== undefined) continue
    issues.error({
      place: inside(place, key),
      spot: 'key',
      found: `${key} without when`,
      expected: 'it beside when',
    })
  }
  if (entry.at === undefined) {
    issues.error({ place, found: 'no at', expected: 'at: the moment of the question' })
  }
  const { at: atUs = 0 } = entry
  if (entry.until !== undefined && entry.until <= atUs) {
    const expected = 'a time after the moment of the question'
    issues.error({ place: inside(place, 'until'), found: 'a time that is over', expected })
  }
  const { bounds = [] } = entry
  const isRising = bounds.every((bound, at) => bound > (bounds[at - 1] ?? atUs))
  if (!isRising) {
    const expected = 'times after the moment of the question, each later than the one before'
    issues.error({ place: inside(place, 'bounds'), found: 'other times', expected })
  }
}

export interface ClaimEntry {
  readonly key: string
  readonly text: string
  readonly place: Place
}

/** What stands behind `node(db)` to make a claim of it, whatever its answer. */
const anywhere = ' != nowhere'

/** The claims of a scene's question, by which they are read with the scenario. */
export function claimsOf({ entry, place }: SceneDraft): readonly ClaimEntry[] {
  const at = (text: string, ...path: readonly (string | number)[]): ClaimEntry => {
    const where = inside(place, ...path)
    return { key: formatPath(where.path), text, place: where }
  }
  return [
    ...(entry.when === undefined ? [] : [at(entry.when, 'when')]),
    ...(entry.where === undefined ? [] : [at(entry.where + anywhere, 'where')]),
    ...(['what', 'first'] as const).flatMap((key) =>
      (entry[key] ?? []).map(({ that }, index) => at(that, key, index, 'that')),
    ),
  ]
}
