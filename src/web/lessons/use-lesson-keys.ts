/**
 * Keys and clicks of a lesson. They come before those of the page: a remote's keys, the choices, and
 * in every scene but free play a click on a berth is an answer and nothing else.
 */
import { useEffect } from 'react'
import type { PredictScene } from '../../model/lesson.ts'
import { choicesOf } from '../../projection/lesson/choices.ts'
import { clusterOf } from '../run/loaded-run.ts'
import { Workbench } from '../state/workbench-react.ts'
import { lessonActor } from './lesson-machine.ts'
import { markChoice, toggleSlot } from './mark.ts'
import type { Shown } from './use-lesson.ts'

export function useLessonKeys(shown: Shown | undefined): void {
  const workbench = Workbench.useActorRef()
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      const { context } = workbench.getSnapshot()
      if (context.dialog !== undefined || isTyping(event.target)) return
      const isFree = context.lesson?.isFree === true
      // On a button Space and Enter press that button; a berth has its own answer to them.
      const action = actionOf(event.key, shown, {
        isFree,
        isOnButton: event.target instanceof Element && event.target.closest('button, a') !== null,
        leave: () => workbench.send({ type: 'lesson', lesson: undefined }),
        hasKeys: context.hasKeys,
        hasInner: isFree && (context.selection !== undefined || context.problem !== undefined),
      })
      if (action === undefined) return
      event.preventDefault()
      event.stopPropagation()
      action()
    }
    document.addEventListener('keydown', pressed, true)
    return () => document.removeEventListener('keydown', pressed, true)
  }, [workbench, shown])
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['range', 'checkbox'].includes(target.type)
  return target.isContentEditable || target.matches('textarea, select')
}

interface Situation {
  readonly isFree: boolean
  readonly isOnButton: boolean
  readonly hasKeys: boolean
  /** Something of the page is open that Esc closes first. */
  readonly hasInner: boolean
  readonly leave: () => void
}

function actionOf(
  key: string,
  shown: Shown | undefined,
  { isFree, isOnButton, hasKeys, hasInner, leave }: Situation,
): (() => void) | undefined {
  const does = (type: 'next' | 'back' | 'blank' | 'projector' | 'notes') => () =>
    lessonActor.send({ type })
  switch (key) {
    case 'PageDown':
      return does('next')
    case 'PageUp':
      return does('back')
    case 'Escape':
      return hasInner ? undefined : stepOut(leave)
  }
  if (!hasKeys) return undefined
  switch (key) {
    case 'p':
    case 'P':
      return does('projector')
    case 'n':
    case 'N':
      return does('notes')
    case 'b':
    case '.':
      return isFree ? undefined : does('blank')
    case ' ':
      return shown?.scene.type === 'predict' && !isOnButton ? does('next') : undefined
    case '1':
    case '2':
    case '3':
    case '4':
      return isFree ? undefined : () => chosen(shown, Number(key) - 1)
    // What leads elsewhere would leave the lesson, or show more than it does.
    case 'o':
    case 's':
    case 'w':
    case 'e':
    case ':':
    case '/':
    case 'Delete':
      return isFree ? undefined : () => {}
    default:
      return undefined
  }
}

/** Out of the innermost: a blank screen, the projector, the lesson. */
function stepOut(leave: () => void): () => void {
  const snapshot = lessonActor.getSnapshot()
  if (snapshot.matches({ screen: 'blank' })) return () => lessonActor.send({ type: 'blank' })
  if (snapshot.matches({ size: 'room' })) return () => lessonActor.send({ type: 'projector' })
  return leave
}

/** A key for one of the choices: a choice, a node, or a container. */
function chosen(shown: Shown | undefined, index: number): void {
  if (shown?.scene.type !== 'predict') return
  const { scene, run, answerOf } = shown
  const answer = answerOf(shown.index)
  const mark = lessonActor.getSnapshot().context.marks[shown.index]
  if (answer.type === 'which') {
    const slot = answer.slots[index]
    if (slot !== undefined) lessonActor.send({ type: 'marked', mark: toggleSlot(mark, slot) })
  } else if (answer.type === 'where') {
    if (index < run.trace.model.nodes.length) markNode(index)
  } else if (index < choicesOf(scene.question).length) {
    lessonActor.send({ type: 'marked', mark: markChoice(scene, index, mark) })
  }
}

export function markNode(node: number): void {
  lessonActor.send({ type: 'marked', mark: { type: 'where', node } })
}

/** Berths and boxes answer; no menu opens. */
export function useLessonClicks(shown: Shown | undefined): void {
  useEffect(() => {
    if (shown === undefined || shown.scene.type === 'try') return
    const clicked = (event: Event) => {
      const target = event.target instanceof Element ? event.target : undefined
      if (target?.closest('.picture') == null) return
      if (event instanceof KeyboardEvent && event.key !== 'Enter' && event.key !== ' ') return
      event.stopPropagation()
      event.preventDefault()
      const node = nodeOf(target, shown)
      if (node >= 0 && event.type !== 'contextmenu') answerWithNode(shown.scene, node)
    }
    const kinds = ['click', 'contextmenu', 'keydown'] as const
    for (const kind of kinds) document.addEventListener(kind, clicked, true)
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, clicked, true)
    }
  }, [shown])
}

function answerWithNode(scene: Shown['scene'] | PredictScene, node: number): void {
  if (scene.type === 'predict' && scene.question.type === 'where') markNode(node)
}

function nodeOf(target: Element, { run, stage }: Shown): number {
  const berth = target.closest<SVGGElement>('g.berth')?.dataset.node
  if (berth !== undefined) return Number(berth)
  const box = target.closest<SVGGElement>('g.box')?.dataset.container
  if (box === undefined) return -1
  const position = run.playhead.position
  return clusterOf(run, { timeUs: stage.fromUs, position }).containers.node[Number(box)] ?? -1
}
