/**
 * A node in words and marks: how its quay and berth are drawn, the signs that stand on the land
 * below it, and the sentence a screen reader gets. Silent while machine and manager agree that
 * all is well.
 */

import type { Cluster } from '../model/cluster.ts'
import { formatTime, plural } from '../model/format.ts'
import { failuresMaxOf } from '../model/settings.ts'
import { engineState, nodeState } from '../model/states.ts'
import type { Truth } from './harbour-boxes.ts'
import type { HarbourPlan } from './harbour-plan.ts'
import { clockOf } from './harbour-words.ts'

/** Colour of a sign; the words say the same. */
export type Tone = 'plain' | 'quiet' | 'warn' | 'fail' | 'belief'

export interface Sign {
  readonly tone: Tone
  readonly text: string
  /** The same where there is little room. */
  readonly short?: string
  /** Refused connections of those that it takes, drawn as dots before the text. */
  readonly dots?: { readonly failed: number; readonly of: number }
}

/** Above this limit dots say less than the number. */
const dotsMax = 5

export interface NodeMark {
  /** `absent`: nothing is drawn. `boom`: cut off, closed by a chain. `left`: only an outline. */
  readonly quay: 'absent' | 'solid' | 'broken' | 'boom' | 'left'
  readonly frame: 'solid' | 'down' | 'dashed' | 'dotted'
  /** Fog lines over what runs on where nobody can see it. */
  readonly fog: boolean
  /** Colour of the node's name. */
  readonly tone: Tone
  /** At most two lines. */
  readonly signs: readonly Sign[]
}

/** A node that left keeps its outline for a minute. */
export const leftUs = 60_000_000

const absent: NodeMark = { quay: 'absent', frame: 'dotted', fog: false, tone: 'quiet', signs: [] }

export function nodeMark(
  plan: HarbourPlan,
  cluster: Cluster,
  node: number,
  truth: Truth,
): NodeMark {
  const { nodes } = cluster
  const isThere = nodes.actual[node] !== nodeState.absent
  if (!isThere && nodes.believed[node] === engineState.unknown) return absent
  if (truth === 'asked') {
    return { quay: 'solid', frame: 'solid', fog: false, tone: 'plain', signs: [] }
  }
  const actual = actualMark(cluster, node)
  const signs: Sign[] = []
  if (truth !== 'believed') signs.push(...actual.signs)
  if (truth !== 'actual') signs.push(...believedSigns(plan, cluster, node, truth))
  if (truth === 'believed') {
    const isDown = nodes.believed[node] === engineState.unhealthy
    return {
      quay: isDown ? 'broken' : 'solid',
      frame: isDown ? 'down' : isSettled(cluster, node) ? 'solid' : 'dashed',
      fog: false,
      tone: isDown ? 'fail' : 'plain',
      signs: signs.slice(0, 2),
    }
  }
  const frame = actual.frame === 'solid' && !isSettled(cluster, node) ? 'dashed' : actual.frame
  const isNoticed = nodes.believed[node] === engineState.unhealthy
  return {
    ...actual,
    frame: truth === 'actual' ? actual.frame : frame === 'down' && !isNoticed ? 'solid' : frame,
    signs: signs.slice(0, 2),
  }
}

/** The node as a screen reader hears it: `node-2, crashed since 30.0 s, noticed 1:42.3`. */
export function nodeLabel(
  plan: HarbourPlan,
  cluster: Cluster,
  node: number,
  boxes: number,
): string {
  const { nodes } = cluster
  const { name } = plan.trace.model.nodes[node]
  const words = [name]
  const since = formatTime(nodes.actualSinceUs[node])
  const actual = nodes.actual[node]
  if (actual === nodeState.absent) return `${name}, not there yet`
  if (actual === nodeState.crashed) words.push(`crashed since ${since}`)
  if (actual === nodeState.frozen) words.push(`frozen since ${since}`)
  if (actual === nodeState.cutOff) words.push(`cut off since ${since}`)
  const believedSince = formatTime(nodes.believedSinceUs[node])
  const believed = nodes.believed[node]
  if (believed === engineState.unhealthy) words.push(`declared unhealthy ${believedSince}`)
  else if (believed === engineState.pending) words.push('pending')
  else if (believed === engineState.unknown) words.push('not known to the manager')
  else if (actual !== nodeState.up) words.push('not noticed yet')
  if (nodes.failures[node] > 0 && believed === engineState.healthy) {
    words.push(plural(nodes.failures[node], 'failure'))
  }
  words.push(plural(boxes, 'container'))
  return words.join(', ')
}

function isSettled(cluster: Cluster, node: number): boolean {
  const believed = cluster.nodes.believed[node]
  return believed === engineState.healthy || believed === engineState.unhealthy
}

function actualMark(cluster: Cluster, node: number): NodeMark {
  const { nodes } = cluster
  const since = clockOf(nodes.actualSinceUs[node])
  switch (nodes.actual[node]) {
    case nodeState.crashed:
      return {
        quay: 'broken',
        frame: 'down',
        fog: false,
        tone: 'fail',
        signs: [{ tone: 'fail', text: `crashed ${since}` }],
      }
    case nodeState.frozen:
      return {
        quay: 'boom',
        frame: 'solid',
        fog: true,
        tone: 'plain',
        signs: [{ tone: 'belief', text: `frozen ${since}, still runs`, short: `frozen ${since}` }],
      }
    case nodeState.cutOff:
      return {
        quay: 'boom',
        frame: 'solid',
        fog: true,
        tone: 'plain',
        signs: [
          { tone: 'belief', text: `cut off ${since}, still runs`, short: `cut off ${since}` },
        ],
      }
    default: {
      const hasLeft = nodes.listed[node] === 0
      return {
        quay: hasLeft ? 'left' : 'solid',
        frame: hasLeft ? 'dotted' : 'solid',
        fog: false,
        tone: 'plain',
        signs: [],
      }
    }
  }
}

function believedSigns(plan: HarbourPlan, cluster: Cluster, node: number, truth: Truth): Sign[] {
  const { nodes } = cluster
  const { trace } = plan
  const since = clockOf(nodes.believedSinceUs[node])
  const failures = nodes.failures[node]
  const limit = failuresMaxOf(trace.model)
  const error = nodes.error[node] >= 0 ? trace.tables.texts[nodes.error[node]] : ''
  const isUp = nodes.actual[node] === nodeState.up
  switch (nodes.believed[node]) {
    case engineState.healthy: {
      if (failures > 0) return [suspect(failures, limit)]
      if (truth === 'both' && nodes.actual[node] === nodeState.crashed) {
        return [{ tone: 'belief', text: 'believed healthy' }]
      }
      return []
    }
    case engineState.unhealthy: {
      const declared: Sign = {
        tone: 'fail',
        text: `declared unhealthy ${since}`,
        short: `unhealthy ${since}`,
      }
      if (truth !== 'both' || !isUp) return [declared]
      const back = clockOf(nodes.actualSinceUs[node])
      return [{ tone: 'belief', text: `answers since ${back}` }, declared]
    }
    case engineState.pending: {
      const pending: Sign = { tone: 'quiet', text: `pending since ${since}` }
      return error === '' ? [pending] : [pending, { tone: 'quiet', text: error }]
    }
    default:
      if (nodes.listed[node] === 0 && nodes.actual[node] !== nodeState.absent) {
        return [{ tone: 'quiet', text: 'left the cluster' }]
      }
      return [{ tone: 'quiet', text: 'not known to the manager' }]
  }
}

function suspect(failed: number, of: number): Sign {
  const text = `${failed} of ${of} failures`
  const sign = { tone: 'warn', text, short: `${failed} of ${of}` } as const
  return of <= dotsMax ? { ...sign, dots: { failed: Math.min(failed, of), of } } : sign
}
