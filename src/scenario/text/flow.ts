/** Values as one line of YAML, the way a scenario writes its timeline. */
import { Document, isMap, isSeq } from 'yaml'

/** `{ at: 30s, fault: crash, node: node-2 }`. */
function formatFlow(value: unknown): string {
  const document = new Document(value)
  const { contents } = document
  if (isMap(contents) || isSeq(contents)) contents.flow = true
  return document.toString({ lineWidth: 0, flowCollectionPadding: true }).trimEnd()
}

/** The pairs of a map without the braces: `fault: crash, node: node-2`. */
export function formatPairs(value: Readonly<Record<string, unknown>>): string {
  const text = formatFlow(value)
  return text.startsWith('{') ? text.slice(1, -1).trim() : text
}
