/**
 * Explanations for the page. The scheduler is a large module that the first view does not need, so
 * it is fetched when the first question is asked, or when nothing else is to be done.
 */
import { useEffect, useState } from 'react'
import type { Decision, TaskOrigin } from '../../run/explain.ts'
import type { Explanation } from '../../scheduler/explanation.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import type { Problem } from '../run/protocol.ts'
import type { Selection } from '../state/workbench-context.ts'
import { useSend } from '../state/workbench-react.ts'

export interface Explained {
  readonly decision: Decision
  readonly explanation: Explanation
  /** 1 is the first decision about this container's slot. */
  readonly number: number
  readonly count: number
}

type Explainer = typeof import('../../run/explain.ts')

let explainer: Promise<Explainer> | undefined

function loadExplainer(): Promise<Explainer> {
  explainer ??= import('../../run/explain.ts')
  return explainer
}

/** Fetches it in a quiet moment, so that the page no longer needs its server. */
export function prefetchExplainer(): void {
  loadExplainer().catch(() => {
    // Whoever asks a question will be told.
  })
}

const unreachable: Problem = {
  title: 'The explanation could not be loaded',
  issues: [],
  // A browser does not ask twice for a module that it did not get.
  message:
    'Is the server that gave this page still there? Reload the page when it is; save a branch first to keep it.',
}

const kept = new WeakMap<LoadedRun, Map<number, Explanation>>()

/** The last decision about the selection before `position`, explained; nothing when there is none. */
export function useExplanation(
  run: LoadedRun,
  selection: Selection | undefined,
  position: number,
): Explained | 'loading' | undefined {
  const hasQuestion = selection?.type === 'container' || selection?.type === 'slot'
  const module = useExplainer(hasQuestion)
  if (selection === undefined) return undefined
  if (module === undefined) return hasQuestion ? 'loading' : undefined
  return explained(module, run, selection, position)
}

/** The module, once it is needed and there. */
function useExplainer(isNeeded: boolean): Explainer | undefined {
  const send = useSend()
  const [module, setModule] = useState<Explainer>()
  useEffect(() => {
    if (!isNeeded || module !== undefined) return
    loadExplainer().then(
      (loaded) => setModule(() => loaded),
      () => send({ type: 'failed', problem: unreachable }),
    )
  }, [isNeeded, module, send])
  return module
}

const origins = new WeakMap<LoadedRun, Map<number, TaskOrigin | undefined>>()

/** Why there is this task; nothing for what is no task, and until the answer is there. */
export function useOrigin(run: LoadedRun, task: number): TaskOrigin | undefined {
  const module = useExplainer(true)
  if (module === undefined) return undefined
  let known = origins.get(run)
  if (known === undefined) {
    known = new Map()
    origins.set(run, known)
  }
  if (!known.has(task)) known.set(task, module.whyReplaced(run.trace, task))
  return known.get(task)
}

function explained(
  { decisionsOf, explainDecision }: Explainer,
  run: LoadedRun,
  selection: Selection,
  position: number,
): Explained | undefined {
  const slot = slotOf(run, selection)
  if (slot < 0) return undefined
  const decisions = decisionsAbout(run, slot, decisionsOf)
  const past = decisions.filter(({ row }) => row < position)
  const decision =
    selection.type === 'container'
      ? (past.findLast(({ container }) => container === selection.container) ?? past.at(-1))
      : past.at(-1)
  if (decision === undefined) return undefined
  let explanations = kept.get(run)
  if (explanations === undefined) {
    explanations = new Map()
    kept.set(run, explanations)
  }
  let explanation = explanations.get(decision.row)
  if (explanation === undefined) {
    explanation = explainDecision(run.trace, decision)
    explanations.set(decision.row, explanation)
  }
  return {
    decision,
    explanation,
    number: decisions.indexOf(decision) + 1,
    count: decisions.length,
  }
}

const listed = new WeakMap<LoadedRun, Map<number, readonly Decision[]>>()

function decisionsAbout(
  run: LoadedRun,
  slot: number,
  decisionsOf: Explainer['decisionsOf'],
): readonly Decision[] {
  let bySlot = listed.get(run)
  if (bySlot === undefined) {
    bySlot = new Map()
    listed.set(run, bySlot)
  }
  let decisions = bySlot.get(slot)
  if (decisions === undefined) {
    decisions = decisionsOf(run.trace, slot)
    bySlot.set(slot, decisions)
  }
  return decisions
}

/** The slot a selection is about, -1 for any other thing and for a container made by hand. */
export function slotOf({ trace }: LoadedRun, selection: Selection): number {
  switch (selection.type) {
    case 'slot':
      return selection.slot
    case 'container':
      return trace.tables.containers[selection.container]?.slot ?? -1
    default:
      return -1
  }
}
