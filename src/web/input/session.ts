/**
 * What is open first: the scenario that `reberth open FILE` serves beside the page, or the story
 * of a node that dies. A static copy of the page has an empty list there.
 */
import { useEffect } from 'react'
import { type Send, useSend } from '../state/workbench-react.ts'
import { firstScenario, openBundled, scenarioPaths } from './library.ts'

interface SessionIndex {
  /** Path of the scenario below `session/`, nothing when none was given. */
  readonly scenario?: string | null
  /** Everything it may read. */
  readonly files?: readonly string[]
  /** Path of a trace to show instead. */
  readonly trace?: string | null
}

export function useFirstScenario(): void {
  const send = useSend()
  useEffect(() => {
    void openFirst(send)
  }, [send])
}

async function openFirst(send: Send): Promise<void> {
  try {
    if (await openSession(send)) return
    const path = scenarioPaths().includes(firstScenario) ? firstScenario : scenarioPaths()[0]
    if (path === undefined) return
    send({ type: 'open', scenario: await openBundled(path), title: path })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    send({
      type: 'failed',
      problem: { title: 'The first scenario could not be read', issues: [], message },
    })
  }
}

/** @returns whether there was one. */
async function openSession(send: Send): Promise<boolean> {
  const index = await readIndex()
  if (index.trace) {
    const text = await readFile(index.trace)
    send({ type: 'readTrace', name: index.trace, text })
    return true
  }
  if (!index.scenario) return false
  const paths = [...new Set([index.scenario, ...(index.files ?? [])])]
  const texts = await Promise.all(paths.map(readFile))
  const files = Object.fromEntries(paths.map((path, at) => [path, texts[at]]))
  send({ type: 'open', scenario: { path: index.scenario, files }, title: index.scenario })
  return true
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
