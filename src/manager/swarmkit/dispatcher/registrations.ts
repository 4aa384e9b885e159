/**
 * A node may register three times within eight seconds of its last registration. What counts is kept
 * for as long as the node has a session, and forgotten when it goes down.
 */
import { registrationPeriodUs, registrationsMax } from '../constants.ts'
import type { NodeObject } from '../store/objects.ts'

export interface Registrations {
  /** Whether the node may register now. */
  admit(node: NodeObject, nowUs: number): boolean
  registered(node: NodeObject, nowUs: number): void
  forget(node: NodeObject): void
}

export function createRegistrations(): Registrations {
  const known = new Map<NodeObject, { lastUs: number; attempts: number }>()
  return {
    admit(node, nowUs) {
      const one = known.get(node)
      if (one === undefined) return true
      if (nowUs - one.lastUs > registrationPeriodUs) one.attempts = 0
      one.attempts++
      if (one.attempts > registrationsMax) return false
      one.lastUs = nowUs
      return true
    },
    registered(node, nowUs) {
      if (!known.has(node)) known.set(node, { lastUs: nowUs, attempts: 0 })
    },
    forget: (node) => known.delete(node),
  }
}
