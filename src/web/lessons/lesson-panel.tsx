/** The right side during a lesson: the scene, its question or its outcome, and the way on. */
import type { Scene } from '../../model/lesson.ts'
import { useIsPlaying, useSend, useWorkbench } from '../state/workbench-react.ts'
import { lessonActor } from './lesson-machine.ts'
import { Outcome } from './outcome.tsx'
import { Question } from './question.tsx'
import { RichText } from './rich-text.tsx'
import { type Shown, useLesson, useQuestion } from './use-lesson.ts'

export function LessonPanel({ shown }: { readonly shown: Shown | undefined }) {
  const opened = useLesson((context) => context.opened)
  const index = useLesson((context) => context.index)
  const problem = useLesson((context) => context.problem)
  const unkept = useLesson((context) => context.unkept)
  const scene = opened?.lesson.scenes[index]
  return (
    <aside className="side lesson-panel" aria-label="Lesson">
      <LessonHead />
      {problem !== '' && <p role="alert">This lesson cannot be taken: {problem}</p>}
      {unkept !== '' && (
        <p className="unkept" role="status">
          {unkept}
        </p>
      )}
      {scene !== undefined && (
        <section
          className="scene"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys must reach it
          tabIndex={0}
          aria-live="polite"
          aria-label={sceneWords[scene.type]}
        >
          <RichText text={scene.text} />
          {shown !== undefined && <SceneBody shown={shown} />}
        </section>
      )}
      {scene !== undefined && <Steps shown={shown} scene={scene} />}
    </aside>
  )
}

const sceneWords: Readonly<Record<Scene['type'], string>> = {
  tell: 'Tell',
  watch: 'Watch',
  predict: 'Predict',
  run: 'Run',
  explain: 'Explain',
  try: 'Try',
}

function LessonHead() {
  const send = useSend()
  const opened = useLesson((context) => context.opened)
  const index = useLesson((context) => context.index)
  const scene = opened?.lesson.scenes[index]
  return (
    <header className="lesson-head">
      <h2>{opened?.lesson.name ?? 'Lesson'}</h2>
      {opened !== undefined && scene !== undefined && (
        <p className="quiet">
          scene {index + 1} of {opened.lesson.scenes.length} · {sceneWords[scene.type]}
        </p>
      )}
      <p className="lesson-tools">
        <button
          type="button"
          className="for-desks"
          onClick={() => lessonActor.send({ type: 'projector' })}
        >
          <kbd>P</kbd> projector
        </button>
        <button
          type="button"
          className="for-desks"
          onClick={() => lessonActor.send({ type: 'notes' })}
        >
          <kbd>N</kbd> notes
        </button>
        <button type="button" className="for-desks" onClick={() => print()}>
          Print sheet
        </button>
        <button type="button" onClick={() => lessonActor.send({ type: 'restart' })}>
          From the start
        </button>
        <button type="button" onClick={() => send({ type: 'lesson', lesson: undefined })}>
          <kbd>Esc</kbd> leave
        </button>
      </p>
    </header>
  )
}

function SceneBody({ shown }: { readonly shown: Shown }) {
  const question = useQuestion(shown)
  const isOver = useWorkbench(({ timeUs }) => timeUs >= shown.stage.untilUs)
  const { scene, run } = shown
  if (question === undefined) return null
  if (scene.type === 'predict') return <Question run={run} question={question} />
  // While it runs, what came out is not said before it is seen.
  if (scene.type === 'run' && !isOver) return null
  return <Outcome run={run} question={question} isExplained={scene.type === 'explain'} />
}

interface StepsProps {
  readonly shown: Shown | undefined
  readonly scene: Scene
}

/** Back and on, and in between what the scene itself can do. */
function Steps({ shown, scene }: StepsProps) {
  const index = useLesson((context) => context.index)
  const count = useLesson((context) => context.opened?.lesson.scenes.length ?? 0)
  const isLast = index === count - 1
  const next = scene.type === 'predict' ? 'Run it' : 'Next'
  return (
    <footer className="steps">
      <p>
        <button
          type="button"
          className="plain"
          disabled={index === 0}
          onClick={() => lessonActor.send({ type: 'back' })}
        >
          Back
        </button>
        {shown !== undefined && <Player shown={shown} />}
        {!isLast && (
          <button
            type="button"
            className="primary"
            onClick={() => lessonActor.send({ type: 'next' })}
          >
            {next}
          </button>
        )}
        <span className="quiet">
          <kbd>PageDown</kbd> or the forward key of a remote
        </span>
      </p>
      <progress max={count} value={index + 1} aria-label={`Scene ${index + 1} of ${count}`} />
    </footer>
  )
}

/** Plays a scene that moves; again, once it is over. */
function Player({ shown }: { readonly shown: Shown }) {
  const send = useSend()
  const isPlaying = useIsPlaying()
  const isOver = useWorkbench(({ timeUs }) => timeUs >= shown.stage.untilUs)
  const { type } = shown.scene
  if (type !== 'watch' && type !== 'run') return null
  return (
    <button type="button" className="plain" onClick={() => send({ type: 'toggle' })}>
      {isPlaying ? 'Pause' : isOver ? 'Play again' : 'Play'}
    </button>
  )
}
