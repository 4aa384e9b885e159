/** Mark and truth together, and why: sentences from the trace, and the scheduler's own reasons. */
import { explainAnswer } from '../../projection/lesson/explain-answer.ts'
import { useExplanation } from '../panels/explanation-data.ts'
import { answerOf as reasonOf, reasonsOf } from '../panels/explanation-words.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import type { Selection } from '../state/workbench-context.ts'
import { handsIn, handsInWords } from './hands.ts'
import { HandsCount } from './hands-row.tsx'
import { answerInWords, distanceInWords, markInWords } from './mark.ts'
import { truthOf } from './options.ts'
import type { AskedQuestion } from './use-lesson.ts'

interface OutcomeProps {
  readonly run: LoadedRun
  readonly question: AskedQuestion
  readonly isExplained: boolean
}

export function Outcome({ run, question, isExplained }: OutcomeProps) {
  const { scene, answer, mark, hands } = question
  const { trace } = run
  const distance = distanceInWords(answer, mark)
  const hasHands = handsIn(hands) > 0
  return (
    <section className="came-out" aria-label="What came out">
      <p className="quiet">{scene.asks}</p>
      <dl>
        {(mark !== undefined || !hasHands) && (
          <div className="marked">
            <dt>You said</dt>
            <dd>{markInWords(trace, scene, mark) || 'nothing'}</dd>
          </div>
        )}
        <div className="truth">
          <dt>The run</dt>
          <dd>{answerInWords(trace, scene, answer)}</dd>
        </div>
        {distance !== '' && (
          <div>
            <dt className="for-ears">Compared</dt>
            <dd className="distance">{distance}</dd>
          </div>
        )}
      </dl>
      {hasHands && <HandsTold run={run} question={question} />}
      {isExplained && (
        <div className="reasons">
          <h3>From the run</h3>
          {explainAnswer(trace, scene, answer).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          {answer.type === 'where' && <Why run={run} question={question} />}
        </div>
      )}
    </section>
  )
}

/** What the class said, with what came out. */
function HandsTold({ run, question }: Pick<OutcomeProps, 'run' | 'question'>) {
  const { answer, hands, options } = question
  const truth = truthOf(answer)
  return (
    <div className="hands-told">
      <p>{handsInWords(run.trace, question)}</p>
      <ul>
        {options.map((option) => {
          const isTrue = truth.includes(option.key)
          return (
            <li key={option.key} className={isTrue ? 'truth' : undefined}>
              <span>
                {option.text}
                {isTrue && <span className="for-ears"> (so it came out)</span>}
              </span>
              <HandsCount option={option} hands={hands} />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** Why there and not elsewhere, as the inspector says it. */
function Why({ run, question }: Pick<OutcomeProps, 'run' | 'question'>) {
  const { answer } = question
  const selection: Selection | undefined =
    answer.type !== 'where' || answer.row < 0
      ? undefined
      : answer.node < 0
        ? { type: 'slot', slot: answer.slot }
        : { type: 'container', container: run.trace.a[answer.row] }
  const position = answer.type === 'where' ? answer.row + 1 : 0
  const explained = useExplanation(run, selection, position)
  if (explained === undefined || explained === 'loading' || answer.type !== 'where') return null
  const { trace } = run
  const target = answer.node < 0 ? '' : trace.model.nodes[answer.node].name
  const { name } = trace.tables.slots[answer.slot]
  const { rest } = reasonOf(explained.explanation, { name, target })
  const reasons = reasonsOf(explained.explanation)
  return (
    <>
      <p>{rest.trim()}</p>
      {reasons.length > 0 && (
        <ul>
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </>
  )
}
