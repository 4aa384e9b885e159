/**
 * A node in words and marks: how its quay and berth are drawn, the signs that stand on the land
 * below it, and the sentence a screen reader gets. Silent while machine and manager agree that
 * all is well.
 */

import type { Cluster } from '../model/cluster.ts'
import { formatTime, plural } from '../model/format.ts'
import { engineState, nodeState } from '../model/states.ts'
import type { Truth } from './harbour-boxes.ts'
import type { HarbourPlan } from './harbour-plan.ts'
import { clockOf } from './harbour-words.ts'
import { readingOf } from './managers/registry.ts'

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
  const reading = readingOf(plan.trace.model)
  const isSettled = reading.isSettled(cluster, node)
  if (truth !== 'actual') signs.push(...reading.believedSigns(plan, cluster, node, truth))
  if (truth === 'believed') {
    const isDown = nodes.believed[node] === engineState.unhealthy
    return {
      quay: isDown ? 'broken' : 'solid',
      frame: isDown ? 'down' : isSettled ? 'solid' : 'dashed',
      fog: false,
      tone: isDown ? 'fail' : 'plain',
      signs: signs.slice(0, 2),
    }
  }
  const frame = actual.frame === 'solid' && !isSettled ? 'dashed' : actual.frame
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
  const believed = readingOf(plan.trace.model).believedLabel(cluster, node)
  if (believed !== '') words.push(believed)
  words.push(plural(boxes, 'container'))
  return words.join(', ')
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
