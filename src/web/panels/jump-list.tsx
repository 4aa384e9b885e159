/** Facts as a list in which each time is a jump to its moment. */
import { clockOf } from '../../projection/harbour-words.ts'
import { useSend } from '../state/workbench-react.ts'

export interface JumpStep {
  readonly row: number
  readonly timeUs: number
  readonly words: string
}

export function JumpList({ steps }: { readonly steps: readonly JumpStep[] }) {
  const send = useSend()
  return (
    <ol>
      {steps.map(({ row, timeUs, words }) => (
        <li key={`${row}-${words}`}>
          <button
            type="button"
            className="time"
            title="Go to this moment"
            onClick={() => send({ type: 'jump', moment: { timeUs, position: row + 1 } })}
          >
            {clockOf(timeUs)}
          </button>
          <span>{words}</span>
        </li>
      ))}
    </ol>
  )
}
