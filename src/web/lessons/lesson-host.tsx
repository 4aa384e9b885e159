/**
 * A lesson that is taken: reads it, brings its runs and moments onto the page, listens to its keys,
 * and keeps the place. What is seen of it is the panel, the timeline's veil, the notes and the sheet.
 */
import './lessons.css'
import './lesson-room.css'
import { useEffect } from 'react'
import { openBundled } from '../input/library.ts'
import { wearTheme } from '../input/theme.ts'
import { useSend, useWorkbench, Workbench } from '../state/workbench-react.ts'
import { openedLesson } from './lesson-library.ts'
import { lessonActor } from './lesson-machine.ts'
import { LessonNotes } from './lesson-notes.tsx'
import { LessonPanel } from './lesson-panel.tsx'
import { closedStage } from './lesson-place.ts'
import { LessonSheet } from './lesson-sheet.tsx'
import { keepProgress, readProgress } from './progress.ts'
import { type Shown, useIsShownAs, useLesson, useShown } from './use-lesson.ts'
import { useLessonClicks, useLessonKeys } from './use-lesson-keys.ts'

/** An address leads here before anything of a lesson is on the page. */
export { openScene } from './open-scene.ts'

interface LessonHostProps {
  readonly path: string
  readonly isCovered: boolean
}

export default function LessonHost({ path, isCovered }: LessonHostProps) {
  useOpened(path)
  const shown = useShown()
  useScenario()
  useScene(shown)
  useKept()
  useProjector()
  useLessonKeys(shown)
  useLessonClicks(shown)
  const isBlank = useIsShownAs('blank')
  const hasNotes = useIsShownAs('notes')
  return (
    <>
      {isCovered ? <BackToLesson /> : <LessonPanel shown={shown} />}
      {hasNotes && shown !== undefined && <LessonNotes shown={shown} />}
      <LessonSheet shown={shown} />
      {isBlank && (
        <button type="button" className="blank" onClick={() => lessonActor.send({ type: 'blank' })}>
          <span className="for-ears">The screen is blank. Show it again.</span>
        </button>
      )}
    </>
  )
}

/** In free play the inspector may stand in the lesson's place. */
function BackToLesson() {
  const send = useSend()
  return (
    <button
      type="button"
      className="primary back-to-lesson"
      onClick={() => send({ type: 'select', selection: undefined })}
    >
      Back to the lesson
    </button>
  )
}

/** Reads the lesson; forgets it when it is left. */
function useOpened(path: string): void {
  const workbench = Workbench.useActorRef()
  useEffect(() => {
    let isLeft = false
    openBundled(path)
      .then(({ files }) => openedLesson(path, files))
      .then(
        (opened) => {
          const progress = readProgress()[path]
          const at = workbench.getSnapshot().context.lesson?.scene
          if (!isLeft) lessonActor.send({ type: 'opened', opened, progress, at })
        },
        (error: Error) => lessonActor.send({ type: 'refused', problem: error.message }),
      )
    return () => {
      isLeft = true
      lessonActor.send({ type: 'left' })
    }
  }, [path, workbench])
}

/** Opens the scene's scenario where another one is open, or one that was changed. */
function useScenario(): void {
  const send = useSend()
  const shown = useShown()
  const opened = useLesson((context) => context.opened)
  const index = useLesson((context) => context.index)
  const isIdle = useWorkbench(({ job, problem }) => job === undefined && problem === undefined)
  const scenario = opened?.lesson.scenes[index].scenario
  const isMissing = opened !== undefined && shown === undefined
  useEffect(() => {
    if (!isMissing || !isIdle || scenario === undefined) return
    const lesson = closedStage(opened.path, index)
    const files = { path: scenario, files: opened.files }
    send({ type: 'open', scenario: files, title: scenario, lesson })
  }, [isMissing, isIdle, scenario, opened, index, send])
}

/** Brings the moment of a scene onto the page; what plays begins to play. */
function useScene(shown: Shown | undefined): void {
  const actor = Workbench.useActorRef()
  useEffect(() => {
    if (shown === undefined) return
    const { opened, index, scene, run, stage } = shown
    const { runs, active } = actor.getSnapshot().context
    const isFree = scene.type === 'try'
    actor.send({ type: 'pause' })
    actor.send({ type: 'lesson', lesson: { ...closedStage(opened.path, index), ...stage, isFree } })
    const main = runs.indexOf(run)
    if (active !== main) actor.send({ type: 'run.chosen', index: main })
    actor.send({ type: 'select', selection: undefined })
    actor.send({ type: 'truth', truth: 'both' })
    actor.send({ type: 'view', view: undefined })
    actor.send({ type: 'span', span: spanOf(shown) })
    if (stage.fromUs === 0) actor.send({ type: 'toStart' })
    else actor.send({ type: 'seek', timeUs: stage.fromUs })
    const nodes = run.trace.model.nodes.flatMap(({ name }, node) =>
      scene.highlight.includes(name) ? [node] : [],
    )
    actor.send({ type: 'point', nodes })
    if (scene.type !== 'watch' && scene.type !== 'run') return
    actor.send({ type: 'speed', speed: scene.speed })
    actor.send({ type: 'play' })
  }, [shown, actor])
  useEffect(
    () => () => {
      actor.send({ type: 'point', nodes: [] })
      actor.send({ type: 'span', span: undefined })
    },
    [actor],
  )
}

/** The part of the axis that a question is about, with a little of what was before. */
function spanOf({ scene, opened }: Shown) {
  const { scenes } = opened.lesson
  const question = scene.type === 'run' || scene.type === 'explain' ? scenes[scene.predict] : scene
  if (question.type !== 'predict') return undefined
  const { atUs, horizonUs } = question
  const beforeUs = (horizonUs - atUs) * 0.4
  return { fromUs: Math.max(0, atUs - beforeUs), untilUs: horizonUs }
}

/** Keeps scene, marks and hands whenever they change. */
function useKept(): void {
  const opened = useLesson((context) => context.opened)
  const index = useLesson((context) => context.index)
  const marks = useLesson((context) => context.marks)
  const hands = useLesson((context) => context.hands)
  useEffect(() => {
    if (opened === undefined) return
    const isDone = index === opened.lesson.scenes.length - 1
    const words = keepProgress(opened.path, { index, marks, hands, isDone })
    lessonActor.send({ type: 'unkept', words })
  }, [opened, index, marks, hands])
}

/** For a room: larger type and lines, and light, whatever the page has otherwise. */
function useProjector(): void {
  const isRoom = useIsShownAs('room')
  const theme = useWorkbench((context) => context.theme)
  useEffect(() => {
    if (!isRoom) return
    const { dataset } = document.documentElement
    dataset.projector = 'yes'
    dataset.theme = 'light'
    return () => {
      delete dataset.projector
      wearTheme(theme)
    }
  }, [isRoom, theme])
}
