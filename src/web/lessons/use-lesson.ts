/** The lesson as its parts on the page see it. */
import { useSelector } from '@xstate/react'
import { useMemo } from 'react'
import type { PredictScene, Scene } from '../../model/lesson.ts'
import { type Answer, answerOf } from '../../projection/lesson/answer.ts'
import { decidedUs } from '../../projection/lesson/explain-answer.ts'
import { type Stage, stageOf } from '../../projection/lesson/stage.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { useWorkbench } from '../state/workbench-react.ts'
import { type Hands, noHands } from './hands.ts'
import type { OpenedLesson } from './lesson-library.ts'
import { type LessonContext, lessonActor } from './lesson-machine.ts'
import type { Mark } from './mark.ts'
import { type Option, optionsOf } from './options.ts'

export function useLesson<T>(select: (context: LessonContext) => T): T {
  return useSelector(lessonActor, ({ context }) => select(context))
}

export function useIsShownAs(state: 'blank' | 'room' | 'notes'): boolean {
  return useSelector(lessonActor, (snapshot) => {
    if (state === 'blank') return snapshot.matches({ screen: 'blank' })
    if (state === 'room') return snapshot.matches({ size: 'room' })
    return snapshot.matches({ notes: 'shown' })
  })
}

/** A scene with the run that it shows. */
export interface Shown {
  readonly opened: OpenedLesson
  readonly index: number
  readonly scene: Scene
  readonly run: LoadedRun
  readonly stage: Stage
  readonly answerOf: (predict: number) => Answer
}

/** The run as the lesson means it, without what anybody changed; nothing until it is there. */
function useLessonRun(opened: OpenedLesson | undefined, scene: Scene | undefined) {
  return useWorkbench(({ runs }) =>
    runs.find(
      ({ parent, scenario }) =>
        parent < 0 &&
        scenario !== undefined &&
        scenario.path === scene?.scenario &&
        scenario.files[scenario.path] === opened?.files[scenario.path],
    ),
  )
}

const measured = new WeakMap<LoadedRun, Map<PredictScene, Answer>>()

function measuredAnswer(run: LoadedRun, scene: PredictScene): Answer {
  let known = measured.get(run)
  if (known === undefined) {
    known = new Map()
    measured.set(run, known)
  }
  let answer = known.get(scene)
  if (answer === undefined) {
    answer = answerOf(run.trace, scene)
    known.set(scene, answer)
  }
  return answer
}

/** The scene that is shown, once its run is there. */
export function useShown(): Shown | undefined {
  const opened = useLesson((context) => context.opened)
  const index = useLesson((context) => context.index)
  const scene = opened?.lesson.scenes[index]
  const run = useLessonRun(opened, scene)
  return useMemo(() => {
    if (opened === undefined || scene === undefined || run === undefined) return undefined
    const { lesson } = opened
    const answers = (predict: number) => measuredAnswer(run, lesson.scenes[predict] as PredictScene)
    const stage = stageOf(lesson, index, run.trace.endUs, (predict) => decidedUs(answers(predict)))
    return { opened, index, scene, run, stage, answerOf: answers }
  }, [opened, index, scene, run])
}

/** The question that the scene asks, runs or explains, and what was marked for it. */
export interface AskedQuestion {
  readonly predict: number
  readonly scene: PredictScene
  readonly answer: Answer
  readonly mark: Mark | undefined
  readonly hands: Hands
  readonly options: readonly Option[]
}

export function useQuestion(shown: Shown | undefined): AskedQuestion | undefined {
  const marks = useLesson((context) => context.marks)
  const allHands = useLesson((context) => context.hands)
  if (shown === undefined) return undefined
  const { scene, index, opened, run, answerOf } = shown
  const predict =
    scene.type === 'predict'
      ? index
      : scene.type === 'run' || scene.type === 'explain'
        ? scene.predict
        : -1
  if (predict < 0) return undefined
  const asked = {
    scene: opened.lesson.scenes[predict] as PredictScene,
    answer: answerOf(predict),
    mark: marks[predict],
    hands: allHands[predict] ?? noHands,
  }
  return { predict, ...asked, options: optionsOf(run.trace, asked) }
}
