/** The scenarios that come with the product, and scenarios made of files that a person brings. */
import type { ScenarioFiles } from '../run/protocol.ts'

/** Every text file below `scenarios/`, fetched when it is needed. */
const bundled = import.meta.glob<string>('../../../scenarios/**/*.{yaml,yml}', {
  query: '?raw',
  import: 'default',
})

const prefix = '../../../scenarios/'

/** The story that a first visit opens. */
export const firstScenario = 'node-failure.yaml'

export interface LibraryEntry {
  readonly path: string
  readonly name: string
  readonly about: string
  readonly text: string
}

/** What lies at the top: scenarios, and Compose files that they use. */
export function scenarioPaths(): string[] {
  return Object.keys(bundled)
    .map((path) => path.slice(prefix.length))
    .filter((path) => !path.includes('/'))
    .sort((one, other) => (one < other ? -1 : 1))
}

export async function readLibrary(): Promise<LibraryEntry[]> {
  const paths = scenarioPaths()
  const texts = await Promise.all(paths.map((path) => bundled[prefix + path]()))
  return paths.map((path, index) => {
    const text = texts[index]
    return { path, text, name: topValue(text, 'name') || path, about: topValue(text, 'about') }
  })
}

/** The text of one bundled file, nothing when there is none of that name. */
export async function bundledText(path: string): Promise<string | undefined> {
  return bundled[prefix + path]?.()
}

/** A bundled scenario with all bundled files beside it, so that relative paths work. */
export async function openBundled(path: string): Promise<ScenarioFiles> {
  const entries = await Promise.all(
    Object.entries(bundled).map(async ([key, load]) => [key.slice(prefix.length), await load()]),
  )
  return { path, files: Object.fromEntries(entries) as Record<string, string> }
}

/** The value of a key at the top of a YAML text; only for showing a list, not for running. */
function topValue(text: string, key: string): string {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => line.startsWith(`${key}:`))
  if (at < 0) return ''
  const first = lines[at].slice(key.length + 1).trim()
  if (first !== '' && !/^[>|][+-]?$/.test(first)) return first.replace(/^(["'])(.*)\1$/, '$2')
  const rest: string[] = []
  for (const line of lines.slice(at + 1)) {
    if (line !== '' && !/^\s/.test(line)) break
    rest.push(line.trim())
  }
  return rest.join(' ').trim()
}

/** A scenario says which nodes there are; a Compose file does not. */
export function isScenarioText(text: string): boolean {
  return /^nodes\s*:/m.test(text) || /^(swarm|timeline|expect)\s*:/m.test(text)
}

/** A file is a trace if its first line is the header of one. */
export function isTraceText(text: string): boolean {
  return text.slice(0, 200).includes('"reberth-trace"')
}
