/** Where the tasks of a service may run, and where they had better: constraints and preferences. */
import { type Refused, refuse } from '../schema-values.ts'
import { nearest } from '../text/suggest.ts'

const nodeFacts = [
  'node.id',
  'node.hostname',
  'node.role',
  'node.ip',
  'node.platform.os',
  'node.platform.arch',
]
const labelPrefixes = ['node.labels.', 'engine.labels.']
const form = /^\s*([a-z_][a-z0-9\-_.]+)\s*(==|!=)\s*([a-z0-9:\-_\s.*()?+[\]\\^$|/]+?)\s*$/i

/** A constraint as it was typed: the API keeps it so. */
export function readConstraint(text: string): string | Refused {
  const match = form.exec(text)
  if (match === null) {
    return refuse('a constraint such as node.labels.disk==ssd or node.role!=manager')
  }
  const key = (match[1] as string).toLowerCase()
  const isLabel = labelPrefixes.some((prefix) => key.startsWith(prefix) && key !== prefix)
  if (isLabel || nodeFacts.includes(key)) return text.trim()
  const known = [...nodeFacts, ...labelPrefixes.map((prefix) => `${prefix}X`)]
  const rest = text.slice(text.indexOf(match[2] as string)).trim()
  const near = nearest(key, nodeFacts)
  const asLabel = key.includes('.') ? undefined : `node.labels.${match[1]}${rest}`
  const suggestion = near === undefined ? asLabel : `${near}${rest}`
  return refuse(`a constraint on one of ${known.join(', ')}`, suggestion)
}

/** The label a constraint or a preference asks about, `node.labels.disk`; nothing if it is none. */
export function labelAskedBy(text: string): string | undefined {
  return /^\s*((?:node|engine)\.labels\.[^\s=!]+)/i.exec(text)?.[1]
}

/** `spread=node.labels.zone`. */
export function readPreference(text: string): string | Refused {
  const match = /^\s*spread\s*=\s*(.+?)\s*$/i.exec(text)
  if (match === null) return refuse('spread= and a label, such as spread=node.labels.zone')
  return readSpread(match[1] as string)
}

/** What is spread over: `node.labels.zone`. */
export function readSpread(text: string): string | Refused {
  const descriptor = text.trim()
  const key = descriptor.toLowerCase()
  const isLabel = labelPrefixes.some((prefix) => key.startsWith(prefix) && key !== prefix)
  if (isLabel) return descriptor
  const suggestion = key.includes('.') || key === '' ? undefined : `node.labels.${descriptor}`
  return refuse('node.labels. or engine.labels. and a label', suggestion)
}
