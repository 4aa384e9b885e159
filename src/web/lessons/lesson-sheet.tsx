/** The sheet for a class: every question with room for an answer. It is seen on paper only. */
import { choicesOf } from '../../projection/lesson/choices.ts'
import { slotName } from '../../projection/lesson/lookup.ts'
import { RichText } from './rich-text.tsx'
import { type Shown, useLesson } from './use-lesson.ts'

export function LessonSheet({ shown }: { readonly shown: Shown | undefined }) {
  const opened = useLesson((context) => context.opened)
  if (opened === undefined) return null
  const { lesson } = opened
  const questions = lesson.scenes.flatMap((scene, index) =>
    scene.type === 'predict' ? [{ scene, index }] : [],
  )
  return (
    <article className="lesson-sheet" aria-hidden="true">
      <h1>{lesson.name}</h1>
      <p>{lesson.about}</p>
      <p className="who-and-when">
        Name <i /> Date <i />
      </p>
      <ol>
        {questions.map(({ scene, index }) => (
          <li key={scene.line}>
            <h2>{scene.asks}</h2>
            <RichText text={scene.text} />
            <ul className="boxes-to-tick">
              {choicesFor(shown, index, choicesOf(scene.question)).map((choice) => (
                <li key={choice}>{choice}</li>
              ))}
            </ul>
            <p className="line">My answer</p>
            <p className="line">What came out, and why</p>
            <p className="line" />
          </li>
        ))}
      </ol>
    </article>
  )
}

/** Containers to choose from stand in the run, which must be the one that is open. */
function choicesFor(
  shown: Shown | undefined,
  index: number,
  choices: readonly string[],
): readonly string[] {
  if (choices.length > 0 || shown === undefined) return choices
  const { opened, run } = shown
  const question = opened.lesson.scenes[index]
  if (question.scenario !== shown.scene.scenario) return []
  const answer = shown.answerOf(index)
  if (answer.type === 'which') return answer.slots.map((slot) => slotName(run.trace, slot))
  if (answer.type !== 'where') return []
  const names = run.trace.model.nodes.map(({ name }) => name)
  return names.length > 12 ? [] : [...names, 'on no node']
}
