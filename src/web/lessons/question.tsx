/**
 * A question: choices by key or click, nodes, containers, or a mark on the timeline. On a projector
 * each choice has a field for the hands that went up.
 */
import { plural } from '../../model/format.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { handsIn } from './hands.ts'
import { HandsCount, HandsField } from './hands-row.tsx'
import { lessonActor } from './lesson-machine.ts'
import { markInWords } from './mark.ts'
import { isChosen, markOfOption } from './options.ts'
import { type AskedQuestion, useIsShownAs } from './use-lesson.ts'

interface QuestionProps {
  readonly run: LoadedRun
  readonly question: AskedQuestion
}

export function Question({ run, question }: QuestionProps) {
  const { scene, mark, hands, options } = question
  const isRoom = useIsShownAs('room')
  const hasHands = handsIn(hands) > 0
  return (
    <>
      <h3 className="asks">{scene.asks}</h3>
      <ol className="choices">
        {options.map((option, index) => (
          <li key={option.key}>
            <button
              type="button"
              aria-pressed={isChosen(mark, option.key)}
              onClick={() =>
                lessonActor.send({ type: 'marked', mark: markOfOption(question, option.key) })
              }
            >
              <kbd>{index < 4 ? index + 1 : ' '}</kbd>
              {option.text}
            </button>
            {isRoom ? (
              <HandsField option={option} hands={hands} />
            ) : (
              hasHands && <HandsCount option={option} hands={hands} />
            )}
          </li>
        ))}
      </ol>
      {isRoom && options.length > 0 && (
        <p className="quiet">
          {hasHands
            ? `${plural(handsIn(hands), 'hand')} so far.`
            : 'A show of hands: type how many.'}
        </p>
      )}
      {scene.question.type === 'when' && (
        <p className="quiet">
          {mark === undefined
            ? 'Or drag the mark below the timeline.'
            : `Your mark: ${markInWords(run.trace, scene, mark)}. Drag it, or move it with the arrow keys.`}
        </p>
      )}
    </>
  )
}
