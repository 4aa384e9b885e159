/**
 * From the text of a scenario to the `Model` that runs. Every part is checked on its own, so that
 * one wrong entry does not hide the others; all issues are thrown together.
 */
import type { Model, TimelineEntry } from '../model/model.ts'
import { appStartUs, eventsMax, untilAfterLastUs } from './defaults.ts'
import { type Claim, readClaim } from './expect/claim.ts'
import { compileExpectations } from './expect/expectations.ts'
import { compileCosts, compileImages, warnOfBehaviour } from './images.ts'
import { IssueList } from './issue-list.ts'
import { ManagerRegister } from './managers/register.ts'
import { NodeRegister } from './nodes.ts'
import type { Issue } from './scenario-error.ts'
import { readSections, type Sections } from './sections.ts'
import { parseOverrides } from './text/overrides.ts'
import { stemOf } from './text/paths.ts'
import { inside, type Place, type Source } from './text/place.ts'
import { formatDuration } from './text/units.ts'
import { readYaml, wholeFile } from './text/yaml-source.ts'
import { compileTimeline } from './timeline/compile-timeline.ts'
import {
  ConfigTable,
  type FileReader,
  ObjectRegister,
  ServiceRegister,
  type Workspace,
} from './workspace.ts'

export interface CompileOptions {
  readonly files: FileReader
  /** Replaces the seed of the scenario. */
  readonly seed?: string
  /** Replaces the end of the run. */
  readonly untilUs?: number
  /** Changes to single values: `swarm.strategy=binpack`. */
  readonly set?: readonly string[]
  /** Variables for `${NAME}` in Compose files. */
  readonly environment?: Readonly<Record<string, string>>
  /** Claims that another file makes about this scenario, with where their issues go. */
  readonly claims?: {
    readonly entries: readonly { readonly text: string; readonly place: Place }[]
    readonly issues: IssueList
  }
}

export interface Compiled {
  readonly model: Model
  /** What a person should know: the scenario runs, but perhaps not as meant. */
  readonly warnings: readonly Issue[]
  /** Keys and options that were accepted and change nothing here, each once. */
  readonly ignoredKeys: readonly Issue[]
  /** The scenario as text, with `set`, `seed` and `untilUs` written into it. */
  readonly source: string
  /** The claims of the other file, in its order; nothing for one that could not be read. */
  readonly claims: readonly (Claim | undefined)[]
}

/** Compiles the scenario at `path`. Throws a `ScenarioError` that carries every issue. */
export function compileScenario(path: string, options: CompileOptions): Compiled {
  const issues = new IssueList()
  const source = readScenario(path, options, issues)
  issues.throwIfAny(path)
  // Nothing was thrown, so there is a source.
  return compileSource(source as Source, path, options, issues)
}

function readScenario(
  path: string,
  options: CompileOptions,
  issues: IssueList,
): Source | undefined {
  const content = options.files.read(path)
  if (content === undefined) {
    issues.error({ place: wholeFile(path), found: 'no such file', expected: 'a scenario file' })
    return undefined
  }
  const given = [
    ...(options.set ?? []),
    ...(options.seed === undefined ? [] : [`seed=${JSON.stringify(options.seed)}`]),
    ...(options.untilUs === undefined ? [] : [`until=${options.untilUs}us`]),
  ]
  return readYaml(path, content, issues, parseOverrides(given, issues))
}

function compileSource(
  source: Source,
  path: string,
  { files, environment = {}, claims: asked }: CompileOptions,
  issues: IssueList,
): Compiled {
  const root = { source, path: [] }
  const sections = readSections(root, issues)
  const { manager } = sections
  const nodes = new NodeRegister(manager, issues)
  nodes.isComplete = sections.nodesAreComplete
  for (const { entry, place } of sections.nodes) nodes.add(entry, place, entry.start ?? 'present')

  const managers = new ManagerRegister()
  const place = inside(root, 'swarm')
  const swarm = manager.readSwarm(sections.swarm, { place, issues, nodes, managers })
  const workspace: Workspace = {
    file: path,
    issues,
    files,
    environment,
    nodes,
    manager,
    managers,
    configs: new ConfigTable(),
    images: new Set(),
    objects: new ObjectRegister(),
    services: new ServiceRegister(),
    allowSlash: swarm.allowSlash,
  }
  const entries = compileTimeline(sections, workspace)
  const untilUs = sections.until ?? defaultUntil(entries, sections)
  checkTimes(sections, untilUs, issues)
  const expect = compileExpectations(sections.expect, workspace, untilUs)
  const claims = (asked?.entries ?? []).map(({ text, place }) =>
    readClaim(text, { ...workspace, issues: asked?.issues ?? issues, place }),
  )
  if (manager.behaviourIgnored !== '') {
    const because = manager.behaviourIgnored
    warnOfBehaviour(sections.images, { place: inside(root, 'images'), issues, because })
  }
  issues.throwIfAny(path)

  const model: Model = {
    name: sections.name || stemOf(path),
    about: sections.about,
    seed: sections.seed,
    untilUs,
    eventsMax,
    manager: swarm.settings(),
    nodes: nodes.specs,
    configs: workspace.configs.list,
    images: compileImages(sections.images, imagesUsed(workspace)),
    costs: compileCosts(sections.costs),
    timeline: entries.filter(({ atUs }) => atUs <= untilUs),
    expect,
  }
  const { warnings, ignored: ignoredKeys } = issues
  return { model, warnings, ignoredKeys, source: source.text, claims }
}

function imagesUsed({ configs, images }: Workspace): readonly string[] {
  return [...configs.list.map(({ image }) => image), ...images]
}

/** Long enough to see the consequences of the last thing that happens. */
function defaultUntil(entries: readonly TimelineEntry[], sections: Sections): number {
  const last = Math.max(0, entries.at(-1)?.atUs ?? 0, sections.latestExpectUs)
  return last + untilAfterLastUs
}

/** An entry after the end would never happen, and nobody writes that on purpose. */
function checkTimes({ apps, timeline }: Sections, untilUs: number, issues: IssueList): void {
  for (const { entry, place } of [...apps, ...timeline]) {
    const at = entry.at ?? appStartUs
    if (at <= untilUs) continue
    const expected = `a time before the end of the run (${formatDuration(untilUs)})`
    issues.error({ place: inside(place, 'at'), found: formatDuration(at), expected })
  }
}
