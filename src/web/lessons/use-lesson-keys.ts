/**
 * Keys and clicks of a lesson. They come before those of the page: a remote's keys, the choices, and
 * in every scene but free play a click on a berth is an answer and nothing else.
 */
import { useEffect } from 'react'
import type { PredictScene } from '../../model/lesson.ts'
import { clusterOf } from '../run/loaded-run.ts'
import { Workbench } from '../state/workbench-react.ts'
import { noHands } from './hands.ts'
import { lessonActor } from './lesson-machine.ts'
import { markOfOption, optionsOf } from './options.ts'
import type { Shown } from './use-lesson.ts'

export function useLessonKeys(shown: Shown | undefined): void {
  const workbench = Workbench.useActorRef()
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      const { context } = workbench.getSnapshot()
      if (context.dialog !== undefined || isTyping(event)) return
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

/** A remote leads on from a field of one line, too: its keys mean nothing there. */
function isTyping({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement && /^Page(Down|Up)$/.test(key)) return false
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
  const { marks, hands } = lessonActor.getSnapshot().context
  const asked = {
    scene,
    answer: answerOf(shown.index),
    mark: marks[shown.index],
    hands: hands[shown.index] ?? noHands,
  }
  const option = optionsOf(run.trace, asked)[index]
  if (option !== undefined) {
    lessonActor.send({ type: 'marked', mark: markOfOption(asked, option.key) })
  }
}

export function markNode(node: number): void {
  lessonActor.send({ type: 'marked', mark: { type: 'where', node } })
}

/** Berths and boxes answer; no menu opens. */
export function useLessonClicks(shown: Shown | undefined): void {
  useEffect(() => {
    if (shown === undefined || shown.scene.type === 'try') return
    const pressed = { x: 0, y: 0 }
    const down = ({ clientX, clientY }: PointerEvent) => {
      pressed.x = clientX
      pressed.y = clientY
    }
    const clicked = (event: Event) => {
      const target = event.target instanceof Element ? event.target : undefined
      if (target?.closest('.picture') == null) return
      if (event instanceof KeyboardEvent && event.key !== 'Enter' && event.key !== ' ') return
      event.stopPropagation()
      event.preventDefault()
      const node = nodeOf(target, shown)
      if (event instanceof MouseEvent && event.detail > 0 && isDrag(pressed, event)) return
      if (node >= 0 && event.type !== 'contextmenu') answerWithNode(shown.scene, node)
    }
    const kinds = ['click', 'contextmenu', 'keydown'] as const
    document.addEventListener('pointerdown', down, true)
    for (const kind of kinds) document.addEventListener(kind, clicked, true)
    return () => {
      document.removeEventListener('pointerdown', down, true)
      for (const kind of kinds) document.removeEventListener(kind, clicked, true)
    }
  }, [shown])
}

/** Who drags the picture aside has not answered. */
function isDrag(from: { readonly x: number; readonly y: number }, to: MouseEvent): boolean {
  return Math.hypot(to.clientX - from.x, to.clientY - from.y) > dragMin
}

/** Pixels: a hand is never quite still. */
const dragMin = 5

function answerWithNode(scene: Shown['scene'] | PredictScene, node: number): void {
  if (scene.type === 'predict' && scene.question.type === 'where') markNode(node)
}

/** A box stands on a node; a berth, and a harbour that is painted, say theirs. */
function nodeOf(target: Element, { run, stage }: Shown): number {
  const box = target.closest<SVGGElement>('g.box')?.dataset.container
  if (box === undefined) {
    return Number(target.closest<HTMLElement | SVGElement>('[data-node]')?.dataset.node ?? -1)
  }
  const position = run.playhead.position
  return clusterOf(run, { timeUs: stage.fromUs, position }).containers.node[Number(box)] ?? -1
}
