/**
 * Looks at what classic Swarm will read in a container's environment and labels. Nothing is
 * interpreted here; only what would crash the real manager or cannot work is pointed out.
 */
import type { IssueList } from '../issue-list.ts'
import { type Place, shown } from '../text/place.ts'
import { nearest } from '../text/suggest.ts'

const policies = ['on-node-failure', 'off']
const labelKeys = ['com.docker.swarm.constraints', 'com.docker.swarm.affinities']

/** True for an environment entry that Swarm takes for itself. */
export function isSwarmEntry(entry: string): boolean {
  return /^(constraint|affinity|reschedule):/.test(entry)
}

export interface SwarmCheck {
  readonly place: Place
  readonly offset?: number
  readonly issues: IssueList
  /** `slash: original` wants the crash. */
  readonly allowSlash: boolean
}

/** Checks one `KEY=value` entry of an environment. */
export function checkEnvironment(entry: string, check: SwarmCheck): void {
  const [, kind, rest] = /^(constraint|affinity|reschedule):(.*)$/s.exec(entry) ?? []
  if (kind === undefined || rest === undefined) return
  if (kind !== 'reschedule') {
    checkExpression(rest, check)
    return
  }
  if (policies.includes(rest)) return
  check.issues.warn({
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
      checkExpression(expression as string, check)
    }
  }
}

function checkExpression(expression: string, check: SwarmCheck): void {
  const value = /(?:==|!=)(.*)$/s.exec(expression)?.[1]
  if (value === undefined || check.allowSlash || value.replace(/^~+/, '') !== '/') return
  check.issues.error({
    ...where(check),
    found: `the value ${shown(value)} in ${shown(expression)}`,
    expected: 'a word, a glob or /a regular expression/',
    because:
      'the real manager crashes on it and never schedules again; swarm: {slash: original} reproduces that',
  })
}

function where({ place, offset }: SwarmCheck): { place: Place; offset?: number } {
  return offset === undefined ? { place } : { place, offset }
}
