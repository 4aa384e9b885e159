/**
 * Looks at what classic Swarm will read in a container's environment and labels. Nothing is
 * interpreted here; only what would crash the real manager or cannot work is pointed out.
 */
import { type Place, shown } from '../text/place.ts'
import { nearest } from '../text/suggest.ts'
import type { Workspace } from '../workspace.ts'

const policies = ['on-node-failure', 'off']
const constraintsLabel = 'com.docker.swarm.constraints'
const labelKeys = [constraintsLabel, 'com.docker.swarm.affinities']

/** True for an environment entry that Swarm takes for itself. */
export function isSwarmEntry(entry: string): boolean {
  return /^(constraint|affinity|reschedule):/.test(entry)
}

/** Where an entry stands, and what it is held against. */
export interface SwarmCheck {
  readonly place: Place
  readonly offset?: number
  readonly workspace: Workspace
}

/** Checks one `KEY=value` entry of an environment. */
export function checkEnvironment(entry: string, check: SwarmCheck): void {
  const [, kind, rest] = /^(constraint|affinity|reschedule):(.*)$/s.exec(entry) ?? []
  if (kind === undefined || rest === undefined) return
  if (kind !== 'reschedule') {
    checkValue(rest, check)
    if (kind === 'constraint') checkLabelExists(rest, check)
    return
  }
  if (policies.includes(rest)) return
  check.workspace.issues.warn({
    ...where(check),
    says: `Swarm will refuse the policy ${shown(rest)}: it knows on-node-failure and off`,
    suggestion: nearest(rest, policies),
  })
}

/** Checks the labels that carry expressions: JSON lists of texts. */
export function checkLabels(labels: Readonly<Record<string, string>>, check: SwarmCheck): void {
  for (const key of labelKeys) {
    const text = labels[key]
    if (text === undefined) continue
    // A list of plain texts is all that is looked for; Swarm ignores anything else silently.
    for (const [, expression] of text.matchAll(/"((?:[^"\\]|\\.)*)"/g)) {
      checkValue(expression as string, check)
      if (key === constraintsLabel) checkLabelExists(expression as string, check)
    }
  }
}

function checkValue(expression: string, check: SwarmCheck): void {
  const { issues, allowSlash } = check.workspace
  const value = /(?:==|!=)(.*)$/s.exec(expression)?.[1]
  if (value === undefined || allowSlash || value.replace(/^~+/, '') !== '/') return
  issues.error({
    ...where(check),
    found: `the value ${shown(value)} in ${shown(expression)}`,
    expected: 'a word, a glob or /a regular expression/',
    because:
      'the real manager crashes on it and never schedules again; swarm: {slash: original} reproduces that',
  })
}

/** A constraint on a label that no node has keeps every node out, or with `!=` none. */
function checkLabelExists(expression: string, check: SwarmCheck): void {
  const { issues, nodes } = check.workspace
  const key = /^([\w.-]+?)(?:==|!=)/.exec(expression)?.[1]?.toLowerCase()
  if (key === undefined || key === 'node' || !nodes.isComplete) return
  if (nodes.labelKeys.has(key)) return
  issues.warn({
    ...where(check),
    says: `no node has the label ${key}`,
    suggestion: nearest(key, [...nodes.labelKeys]),
    once: `no label ${key}`,
  })
}

function where({ place, offset }: SwarmCheck): { place: Place; offset?: number } {
  return offset === undefined ? { place } : { place, offset }
}
