/**
 * Explains where one task of a group went, or why it got nothing. SwarmKit decides about all tasks of a
 * service and version at once, so a node can be right for a task that it would not be for the task
 * alone: the walk over the nodes stays where it is until the next one is strictly better, then goes round.
 */
import { plural } from '../../model/format.ts'
import type { ExplainedGroup, ExplainedOffer, Explanation } from '../explanation.ts'
import { aboutTask, askedSlots, bestSlots, errorText, keyOf } from './explain.ts'
import { explainNodes } from './explain-nodes.ts'
import { type ReplayedStep, replayGroup } from './explain-replay.ts'
import { scoreOf } from './explain-score.ts'
import { textOfGroup } from './explain-text.ts'
import { descriptorsOf, nameOf, type TaskToExplain } from './explain-words.ts'
import { openGroup, rankOf, refusalOf } from './group.ts'
import { type Branch, preferenceTree } from './preference-tree.ts'
import type { Placer } from './scheduler.ts'
import { findChanges, type TaskNames } from './would-fit.ts'

export interface GroupToExplain {
  readonly task: TaskToExplain
  /** Tasks that waited, those that got a node first and in the order in which they got it. */
  readonly handles: readonly number[]
  /** The nodes that they got. */
  readonly placed: readonly number[]
  /** So many of the handles were in the group for certain; who waits behind them may have been. */
  readonly sizeMin: number
  /** Which of those that got one the task is, from 0; -1 for one that got none. */
  readonly index: number
  /** The text that the scheduler wrote for a task that got none. */
  readonly text: string
  readonly timeUs: number
  readonly names: TaskNames
}

/** Undefined when the scheduler cannot have decided like this by itself: something was in play that is not known. */
export function explainInGroup(placer: Placer, given: GroupToExplain): Explanation | undefined {
  return given.index < 0 ? explainRefused(placer, given) : explainPlaced(placer, given)
}

function explainPlaced(placer: Placer, given: GroupToExplain): Explanation | undefined {
  const { task, handles, placed, index, timeUs, sizeMin } = given
  const key = keyOf(placer, task)
  const start = openGroup(placer, key, timeUs)
  const about = aboutTask(placer, start, { task, wanted: handles.length })
  const walk = createWalk(placer, given)
  let explanation: Explanation | undefined
  const replayed = replayGroup(placer, { key, handles, placed, sizeMin, timeUs }, (step) => {
    walk.take(step)
    if (step.index !== index) return
    const { best, tie } = walk.choice(step)
    const asked = askedSlots(placer, task)
    const taken = placed[index]
    explanation = {
      ...about,
      outcome: 'placed',
      error: '',
      passes: [
        {
          soft: false,
          error: '',
          nodes: explainNodes(placer, step.group, { asked, best, taken }),
        },
      ],
      best: asked.filter((slot) => best.has(slot)).map((slot) => nameOf(placer, slot)),
      group: walk.story(step),
      chosen: nameOf(placer, taken),
      tie,
      wouldFit: [],
    }
  })
  return replayed && explanation
}

function explainRefused(placer: Placer, given: GroupToExplain): Explanation | undefined {
  const { task, handles, placed, timeUs, names, sizeMin } = given
  const key = keyOf(placer, task)
  const start = openGroup(placer, key, timeUs)
  const about = aboutTask(placer, start, { task, wanted: handles.length })
  const replayed = replayGroup(placer, { key, handles, placed, sizeMin, timeUs })
  if (replayed === undefined) return undefined
  const { group } = replayed
  const text = textOfGroup(placer, { ...replayed, placed, text: given.text })
  if (text !== given.text) return undefined
  const nodes = explainNodes(placer, group, {
    asked: askedSlots(placer, task),
    best: new Set(),
    taken: undefined,
  })
  const full = errorText(placer, group, task)
  const others = plural(placed.length, 'other task')
  const note = `the text was written in a round that placed ${others} of the service: it counts only nodes that were asked after the last one that passed. All nodes together: ${full}`
  return {
    ...about,
    outcome: 'refused',
    error: text,
    passes: [{ soft: false, error: text, nodes }],
    best: [],
    group: {
      size: handles.length,
      placed: placed.map((slot) => nameOf(placer, slot)),
      place: 0,
      step: 'none',
      branch: [],
      order: [],
    },
    ...(text !== full && { notes: [note] }),
    chosen: '',
    tie: '',
    wouldFit: findChanges(placer, { task, timeUs, names }),
  }
}

/** Follows the walk over the nodes that a branch offers, from its first step. */
function createWalk(placer: Placer, { task, handles, placed }: GroupToExplain) {
  const { cluster } = placer
  let offers: ExplainedOffer[] = []
  /** Ranks at the first step, of all nodes of the branch that pass. */
  let ranks = new Map<number, number>()
  let slots: Int32Array | undefined
  let order: readonly number[] = []
  let before = -1
  let kind: ExplainedGroup['step'] = 'first'

  function begin({ group, leaf, slots: offered }: ReplayedStep): void {
    order = [...offered]
    offers = order.map((slot) => ({
      name: nameOf(placer, slot),
      score: scoreOf(placer, group, slot),
      got: 0,
    }))
    ranks = new Map()
    for (const slot of leaf.slots) {
      if (refusalOf(cluster, group, slot) < 0) ranks.set(slot, rankOf(cluster, group, slot))
    }
  }

  /** Nodes of the branch that are as good as this one and were not reached before this step. */
  function equalsOf(slot: number, turn: number): number[] {
    const reached = new Set(order.slice(0, turn))
    return [...ranks.keys()].filter(
      (other) => ranks.get(other) === ranks.get(slot) && !reached.has(other),
    )
  }

  return {
    take(step: ReplayedStep): void {
      const { turn } = step
      if (slots !== step.slots) {
        slots = step.slots
        begin(step)
        kind = 'first'
      } else if (turn === before) kind = 'stayed'
      else kind = turn < order.length ? 'next' : 'round'
      before = turn
      const at = turn % order.length
      offers[at] = { ...offers[at], got: offers[at].got + 1 }
    },

    choice(step: ReplayedStep): { readonly best: ReadonlySet<number>; readonly tie: string } {
      const { group, turn, index, isAgain } = step
      const at = turn % order.length
      const slot = order[at]
      const drawn = kind === 'first' || kind === 'next'
      let best = drawn && !isAgain ? equalsOf(slot, turn) : [slot]
      if (index === 0) {
        const passing = askedSlots(placer, task).filter(
          (other) => refusalOf(cluster, group, other) < 0,
        )
        best = bestSlots(placer, group, { passing, wanted: handles.length })
      }
      const after = order[at + 1]
      const words = { before: order[at - 1], slot, after }
      return {
        best: new Set(best),
        tie: stepWords(kind, {
          isSpread: index > 0 && descriptorsOf(task.spec).length > 0,
          isAgain,
          equals: best.length,
          name: (key) => (words[key] === undefined ? undefined : nameOf(placer, words[key])),
        }),
      }
    },

    story({ index, leaf }: ReplayedStep): ExplainedGroup {
      return {
        size: handles.length,
        placed: placed.map((slot) => nameOf(placer, slot)),
        place: index + 1,
        step: kind,
        branch: pathOf(placer, task, leaf),
        // The walk goes on and counts on.
        order: [...offers],
      }
    },
  }
}

interface StepWords {
  /** Not the first task, in a group with preferences. */
  readonly isSpread: boolean
  readonly isAgain: boolean
  readonly equals: number
  readonly name: (which: 'before' | 'slot' | 'after') => string | undefined
}

/** Why it was this node's turn. */
function stepWords(
  kind: ExplainedGroup['step'],
  { isSpread, isAgain, equals, name }: StepWords,
): string {
  const drawn = `one of ${equals} equals, drawn at random`
  const branch = isSpread ? ' of the branch whose turn it was' : ''
  switch (kind) {
    case 'first':
      if (isAgain) return `the first in order${branch}, which was asked before`
      return equals > 1 ? `${drawn}${branch}` : `the best node${branch || ', alone'}`
    case 'stayed':
      return name('after') === undefined
        ? `the group stays on ${name('slot')}, the last node offered`
        : `the group stays on ${name('slot')}, because ${name('after')}, the next in order, is not strictly better`
    case 'next': {
      const why = `the next in order after ${name('before')}`
      return equals > 1 && !isAgain ? `${why}, ${drawn}` : why
    }
    default:
      return 'the group has reached the last node and now goes round, one task each'
  }
}

/** `node.labels.zone=a`, outermost first; empty for the root. */
function pathOf(placer: Placer, { spec }: TaskToExplain, leaf: Branch): readonly string[] {
  const descriptors = descriptorsOf(spec)
  const find = (branch: Branch, path: readonly string[]): readonly string[] | undefined => {
    if (branch === leaf) return path
    for (const inner of branch.branches) {
      const found = find(inner, [...path, `${descriptors[path.length]}=${inner.value}`])
      if (found !== undefined) return found
    }
    return undefined
  }
  return find(preferenceTree(placer.trees, placer.cluster, spec.preferences), []) ?? []
}
