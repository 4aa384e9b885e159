/**
 * What is open first: the scenario that `reberth open FILE` serves beside the page, or the story
 * of a node that dies. A static copy of the page has an empty list there.
 */
import type { ScenarioFiles } from '../run/protocol.ts'
import type { Send } from '../state/workbench-react.ts'
import { firstScenario, openBundled, scenarioPaths } from './library.ts'

interface SessionIndex {
  /** Path of the scenario below `session/`, nothing when none was given. */
  readonly scenario?: string | null
  /** Everything it may read. */
  readonly files?: readonly string[]
  /** Path of a trace to show instead. */
  readonly trace?: string | null
  /** Path of a trace to hold beside it. */
  readonly compare?: string | null
}

/** Opens what opens without an address; false when there is nothing. Throws what the server says. */
export async function openFirst(send: Send): Promise<boolean> {
  if (await openSession(send)) return true
  const path = scenarioPaths().includes(firstScenario) ? firstScenario : scenarioPaths()[0]
  if (path === undefined) return false
  send({ type: 'open', scenario: await openBundled(path), title: path })
  return true
}

/** The scenario that is served beside the page, if there is one. */
export async function servedScenario(): Promise<ScenarioFiles | undefined> {
  return servedBy(await readIndex())
}

/** The trace that is served to be held against what opens first, if there is one. */
export async function servedComparison(): Promise<{ name: string; text: string } | undefined> {
  const { compare } = await readIndex()
  return compare ? { name: 'stored', text: await readFile(compare) } : undefined
}

/** @returns whether there was one. */
async function openSession(send: Send): Promise<boolean> {
  const index = await readIndex()
  if (index.trace) {
    const text = await readFile(index.trace)
    send({ type: 'readTrace', name: index.trace, text })
    return true
  }
  const scenario = await servedBy(index)
  if (scenario === undefined) return false
  send({ type: 'open', scenario, title: scenario.path })
  return true
}

async function servedBy(index: SessionIndex): Promise<ScenarioFiles | undefined> {
  if (!index.scenario) return undefined
  const paths = [...new Set([index.scenario, ...(index.files ?? [])])]
  const texts = await Promise.all(paths.map(readFile))
  const files = Object.fromEntries(paths.map((path, at) => [path, texts[at]]))
  return { path: index.scenario, files }
}

/** An answer that is no index means that there is no session. */
async function readIndex(): Promise<SessionIndex> {
  try {
    const response = await fetch('./session/index.json')
    if (!response.ok) return {}
    return (await response.json()) as SessionIndex
  } catch {
    return {}
  }
}

async function readFile(path: string): Promise<string> {
  // A file's name may hold what means something else in an address.
  const address = path.split('/').map(encodeURIComponent).join('/')
  const response = await fetch(`./session/${address}`)
  if (!response.ok) throw new Error(`session/${path} answers ${response.status}`)
  return response.text()
}
