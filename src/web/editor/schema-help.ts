/** Completion and hover help of the JSON Schema, for the editor. */
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  snippetCompletion,
  startCompletion,
} from '@codemirror/autocomplete'
import type { Extension } from '@codemirror/state'
import { type EditorView, hoverTooltip, type Tooltip } from '@codemirror/view'
import { knownSchema } from './check.ts'
import { nodeEntries } from './node-lines.ts'
import { type Help, helpAt, type Word, wordsAt } from './schema-words.ts'
import { type OfferedSnippet, snippetsAt } from './snippets.ts'
import { entriesOf, readingPlace, type WritingPlace, writingPlaces } from './yaml-place.ts'

/** Reading a longer text at every key would be felt. */
const textMax = 300_000

export function schemaHelp(): Extension {
  return [autocompletion({ override: [complete], icons: false }), hoverTooltip(hover)]
}

function complete(context: CompletionContext): CompletionResult | null {
  const schema = knownSchema()
  const text = context.state.doc.toString()
  if (schema === undefined || text.length > textMax) return null
  const from = context.matchBefore(/[\w.%-]*/)?.from ?? context.pos
  // After a letter, or where Ctrl+Space asks.
  if (from === context.pos && !context.explicit) return null
  const to = context.pos + (/^[\w.%-]*/.exec(text.slice(context.pos))?.[0].length ?? 0)
  const isNamed = /^[^\S\n]*:/.test(text.slice(to))
  const words = writingPlaces(text, from, to).flatMap((place) => [
    ...wordsAt(schema, place).map((word) => completionOf(word, isNamed)),
    ...namesFor(text, place).map((label) => ({ label, type: 'variable' })),
  ])
  const options = [...snippetsAt(text, from, to).map(wholeEntry), ...words]
  return options.length === 0 ? null : { from, to, options, validFor: /^[\w.%-]*$/ }
}

function completionOf({ text, kind, about, description }: Word, isNamed: boolean): Completion {
  const detail = about.length > 44 ? `${about.slice(0, 42)}…` : about
  const info = description === '' ? {} : { info: description }
  if (kind !== 'key' || isNamed) return { label: text, type: kind, detail, ...info }
  return { label: text, type: 'property', detail, ...info, apply: writeKey }
}

/** An entry with places that Tab goes to, shown as it will stand there. */
function wholeEntry({ label, template, plain }: OfferedSnippet): Completion {
  const info = () => {
    const entry = document.createElement('pre')
    entry.textContent = plain
    return entry
  }
  return snippetCompletion(template, {
    label,
    detail: 'a whole entry',
    type: 'text',
    boost: 1,
    info,
  })
}

/** A key, its colon, and what may follow. */
function writeKey(view: EditorView, { label }: Completion, from: number, to: number): void {
  const insert = `${label}: `
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    userEvent: 'input.complete',
  })
  startCompletion(view)
}

const nodeKeys = new Set(['node', 'nodes', 'leave'])
const domainKeys = new Set(['zone', 'rack'])

/** Names that the text itself gives: nodes, zones and racks. */
function namesFor(text: string, { kind, path }: WritingPlace): string[] {
  const key = path.findLast((step) => typeof step === 'string')
  if (kind !== 'value' || key === undefined || path[0] === 'nodes') return []
  if (nodeKeys.has(key)) return nodeEntries(text).flatMap(({ names }) => names.slice(0, 200))
  if (!domainKeys.has(key)) return []
  const words = entriesOf(text, 'nodes').map(({ entry }) => entry[key])
  return [...new Set(words.filter((word) => word !== undefined).map(String))]
}

function hover(view: EditorView, offset: number): Tooltip | null {
  const schema = knownSchema()
  const text = view.state.doc.toString()
  if (schema === undefined || text.length > textMax) return null
  const place = readingPlace(text, offset)
  if (place === undefined) return null
  const help = helpAt(schema, place.path, place.data)
  if (help === undefined) return null
  return { pos: place.from, end: place.to, above: true, create: () => ({ dom: helpElement(help) }) }
}

function helpElement({ name, about, description, examples }: Help): HTMLElement {
  const element = document.createElement('div')
  element.className = 'schema-help'
  const add = (tag: string, text: string) => {
    if (text === '') return
    const child = document.createElement(tag)
    child.textContent = text
    element.append(child)
  }
  add('b', name)
  add('span', about)
  add('p', description)
  if (!about.startsWith('such as') && examples.length > 0)
    add('p', `For example ${examples.join(', ')}`)
  return element
}
