/**
 * From the text of a lesson to a `Lesson`. Every scenario that it names is compiled, so that its
 * claims, nodes and times are checked against what will run; all issues are thrown together.
 */
import type { Claim, Lesson } from '../../model/lesson.ts'
import { type Compiled, type CompileOptions, compileScenario } from '../compile.ts'
import { IssueList } from '../issue-list.ts'
import { ScenarioError } from '../scenario-error.ts'
import { check } from '../schema-issues.ts'
import { resolvePath } from '../text/paths.ts'
import { inside, type Place } from '../text/place.ts'
import { formatDuration } from '../text/units.ts'
import { readYaml, wholeFile } from '../text/yaml-source.ts'
import { finishScene } from './finish-scene.ts'
import { claimsOf, draftScenes, type SceneDraft } from './scenes.ts'
import { lessonSchema } from './schema.ts'

export interface CompiledLesson {
  readonly lesson: Lesson
  /** The scenarios of its scenes, by path. */
  readonly scenarios: ReadonlyMap<string, Compiled>
}

/** Compiles the lesson at `path`. Throws a `ScenarioError` that carries every issue. */
export function compileLesson(
  path: string,
  options: Pick<CompileOptions, 'files' | 'environment'>,
): CompiledLesson {
  const issues = new IssueList()
  const content = options.files.read(path)
  if (content === undefined) {
    issues.error({ place: wholeFile(path), found: 'no such file', expected: 'a lesson' })
  }
  const source = content === undefined ? undefined : readYaml(path, content, issues)
  issues.throwIfAny(path)
  const root: Place = source === undefined ? wholeFile(path) : { source, path: [] }
  const entry = check(lessonSchema, source?.value, root, issues)
  issues.throwIfAny(path)
  if (entry === undefined) throw new Error('a lesson that was refused without an issue')

  const drafts = draftScenes(entry.scenes, {
    root,
    issues,
    first: resolvePath(path, entry.scenario),
    resolve: (target) => resolvePath(path, target),
  })
  const scenarios = new Map<string, Compiled>()
  const claims = new Map<string, Claim>()
  for (const scenario of new Set(drafts.map((draft) => draft.scenario))) {
    const own = drafts.filter((draft) => draft.scenario === scenario)
    const compiled = compileFor(own, scenario, { options, issues, claims })
    if (compiled !== undefined) scenarios.set(scenario, compiled)
  }
  const scenes = drafts.flatMap((draft) => {
    const model = scenarios.get(draft.scenario)?.model
    return model === undefined ? [] : [finishScene(draft, { model, claims, drafts, issues })]
  })
  issues.throwIfAny(path)
  const { name, about = '', minutes = 10 } = entry
  return { lesson: { name, about: about.trim(), minutes, scenes }, scenarios }
}

interface Shared {
  readonly options: Pick<CompileOptions, 'files' | 'environment'>
  readonly issues: IssueList
  /** Filled here: by the place of each claim. */
  readonly claims: Map<string, Claim>
}

/** The scenario of some scenes with the claims of their questions. */
function compileFor(
  drafts: readonly SceneDraft[],
  scenario: string,
  { options, issues, claims }: Shared,
): Compiled | undefined {
  const place = (drafts[0] as SceneDraft).scenarioPlace
  if (options.files.read(scenario) === undefined) {
    issues.error({ place, found: `no file ${scenario}`, expected: 'the path of a scenario' })
    return undefined
  }
  const entries = drafts.flatMap((draft) => claimsOf(draft))
  try {
    const compiled = compileScenario(scenario, { ...options, claims: { entries, issues } })
    for (const [index, claim] of compiled.claims.entries()) {
      const { key, text } = entries[index] as (typeof entries)[number]
      if (claim !== undefined) claims.set(key, { text: text.trim(), ...claim })
    }
    checkTimes(drafts, compiled.model.untilUs, issues)
    return compiled
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    const [first] = error.issues
    const what = first === undefined ? '' : ` (line ${first.line}: ${first.message})`
    issues.error({ place, found: 'a scenario with problems', expected: `one that runs${what}` })
    return undefined
  }
}

function checkTimes(drafts: readonly SceneDraft[], endUs: number, issues: IssueList): void {
  for (const { entry, place } of drafts) {
    for (const key of ['at', 'from', 'to', 'until'] as const) {
      const timeUs = entry[key]
      if (timeUs === undefined || timeUs <= endUs) continue
      const expected = `a time before the end of the run (${formatDuration(endUs)})`
      issues.error({ place: inside(place, key), found: formatDuration(timeUs), expected })
    }
  }
}
