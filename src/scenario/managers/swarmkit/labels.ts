/**
 * Labels that constraints and preferences ask about. Nodes may get one later, so the question whether
 * any node ever has it is put when the timeline is read; it is a warning, since a constraint with `!=`
 * needs no such node.
 */
import { labelAskedBy } from '../../service/placement.ts'
import { nearest } from '../../text/suggest.ts'
import type { Workspace } from '../../workspace.ts'
import type { Given } from './commands/given.ts'

/** Warns of labels that no node has so far. */
export function noteLabels(given: Given, options: readonly string[], workspace: Workspace): void {
  if (!workspace.nodes.isComplete) return
  for (const option of options) {
    for (const { text, offset } of given.all(option)) {
      const asked = labelAskedBy(text.replace(/^\s*spread\s*=\s*/i, ''))
      if (asked === undefined) continue
      const [prefix, key] = splitLabel(asked)
      const known = labelsOf(prefix, workspace)
      if (known.has(key)) continue
      const near = nearest(key, [...known])
      const { issues, place } = given.line
      issues.warn({
        place,
        offset,
        says: `no node has the label ${key} (${prefix}.labels, capitals count)`,
        suggestion: near === undefined ? undefined : `${prefix}.labels.${near}`,
        once: `no label ${asked}`,
      })
    }
  }
}

function splitLabel(asked: string): readonly ['node' | 'engine', string] {
  const isNode = asked.toLowerCase().startsWith('node')
  return [isNode ? 'node' : 'engine', asked.slice(asked.indexOf('.', 7) + 1)]
}

function labelsOf(prefix: 'node' | 'engine', { nodes }: Workspace): ReadonlySet<string> {
  const keys = nodes.specs.flatMap(({ labels, swarm }) => {
    return Object.keys(prefix === 'node' ? (swarm?.labels ?? {}) : labels)
  })
  return new Set(prefix === 'node' ? [...keys, ...nodes.labelKeys] : keys)
}
