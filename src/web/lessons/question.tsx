/** A question: choices by key or click, nodes, containers, or a mark on the timeline. */
import { choicesOf } from '../../projection/lesson/choices.ts'
import { slotName } from '../../projection/lesson/lookup.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { lessonActor } from './lesson-machine.ts'
import { markChoice, markInWords, toggleSlot } from './mark.ts'
import type { AskedQuestion } from './use-lesson.ts'
import { markNode } from './use-lesson-keys.ts'

interface QuestionProps {
  readonly run: LoadedRun
  readonly question: AskedQuestion
}

/** A row of names is read up to here; in a larger harbour the click alone answers. */
const nodesMax = 12

export function Question({ run, question }: QuestionProps) {
  const { scene, mark } = question
  return (
    <>
      <h3 className="asks">{scene.asks}</h3>
      <ol className="choices">
        {optionsOf(run, question).map(({ text, isChosen, choose }, index) => (
          <li key={text}>
            <button type="button" aria-pressed={isChosen} onClick={choose}>
              <kbd>{index < 4 ? index + 1 : ' '}</kbd>
              {text}
            </button>
          </li>
        ))}
      </ol>
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

interface Option {
  readonly text: string
  readonly isChosen: boolean
  readonly choose: () => void
}

function optionsOf(run: LoadedRun, { scene, answer, mark }: AskedQuestion): readonly Option[] {
  const { nodes } = run.trace.model
  if (answer.type === 'which') {
    return answer.slots.map((slot) => ({
      text: slotName(run.trace, slot),
      isChosen: mark?.type === 'which' && mark.slots.includes(slot),
      choose: () => lessonActor.send({ type: 'marked', mark: toggleSlot(mark, slot) }),
    }))
  }
  if (answer.type === 'where') {
    const names = nodes.slice(0, nodesMax).map(({ name }, node) => ({ name, node }))
    return [...names, { name: 'on no node', node: -1 }].map(({ name, node }) => ({
      text: name,
      isChosen: mark?.type === 'where' && mark.node === node,
      choose: () => markNode(node),
    }))
  }
  const chosen = mark?.type === 'when' || mark?.type === 'choice' ? mark.choice : -1
  return choicesOf(scene.question).map((text, index) => ({
    text,
    isChosen: index === chosen,
    choose: () => lessonActor.send({ type: 'marked', mark: markChoice(scene, index, mark) }),
  }))
}
