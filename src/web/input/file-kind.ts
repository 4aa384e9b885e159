/** What a file is that a person brings, judged by its text, and what to say when it is nothing of ours. */
import { isScenarioText, isTraceText } from './library.ts'

export type FileKind = 'scenario' | 'compose' | 'trace' | 'empty' | 'binary' | 'unknown'

export interface NamedText {
  readonly name: string
  readonly text: string
}

export function fileKind({ name, text }: NamedText): FileKind {
  if (text.trim() === '') return 'empty'
  if (isTraceText(text)) return 'trace'
  // What is no text reads as characters that no text has.
  if (/[\0\uFFFD]/.test(text.slice(0, 4096))) return 'binary'
  if (isScenarioText(text) || /^\s*\{[\s\S]*"nodes"\s*:/.test(text)) return 'scenario'
  if (name.endsWith('.jsonl')) return 'trace'
  return isComposeText(text) ? 'compose' : 'unknown'
}

/** `services:` at the top; the first version of the format had the services there themselves. */
function isComposeText(text: string): boolean {
  if (/^\s*\{[\s\S]*"services"\s*:/.test(text)) return true
  return /^services\s*:/m.test(text) || /^[^\S\n]+["']?(image|build|extends)["']?\s*:/m.test(text)
}

/** Compose files of version 3 are for swarm mode, as is whatever says how it is to be deployed. */
export function isForSwarmMode(text: string): boolean {
  return /^\s+deploy\s*:/m.test(text) || /^version\s*:\s*["']?3/m.test(text)
}

/** Why a file is not opened, with the way out. */
export function refusalOf({ name, text }: NamedText): string {
  const what = whatIsWrong(fileKind({ name, text }))
  return `${name} ${what}. Drop a scenario (.yaml with nodes:), a Compose file (.yml with services:), or a trace that reberth run --trace FILE has written (.jsonl).`
}

function whatIsWrong(kind: FileKind): string {
  if (kind === 'empty') return 'is empty'
  if (kind === 'binary') return 'is no text'
  return 'has neither the nodes of a scenario nor the services of a Compose file'
}
