/** The first fact in which two runs differ, with what both say; a click goes there. */
import { formatCount } from '../../model/format.ts'
import type { FirstInWords } from '../../projection/compare.ts'
import { clockOf } from '../../projection/harbour-words.ts'
import { useSend } from '../state/workbench-react.ts'
import type { Pair } from './compare-machine.ts'

interface FirstProps {
  readonly pair: Pair
  readonly first: FirstInWords
}

export function FirstDifference({ pair: { one, other }, first }: FirstProps) {
  const send = useSend()
  if (first.type === 'same') {
    return <p className="first-difference">Both runs are equal, fact by fact.</p>
  }
  if (first.type === 'end') {
    return (
      <p className="first-difference">
        All facts are equal; {one.label} ends at {clockOf(first.oneUs)}, {other.label} at{' '}
        {clockOf(first.otherUs)}.
      </p>
    )
  }
  const sides = [
    { label: one.label, said: first.one },
    { label: other.label, said: first.other },
  ]
  return (
    <div className="first-difference">
      <button type="button" onClick={() => send({ type: 'seek', timeUs: first.timeUs })}>
        <span className="pin" aria-hidden="true" />
        First difference: fact {formatCount(first.row + 1)} at {clockOf(first.timeUs)}
      </button>
      <dl>
        {sides.map(({ label, said }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {said === undefined
                ? 'has no more facts'
                : `${said.text}${said.timeUs === first.timeUs ? '' : ` (at ${clockOf(said.timeUs)})`}`}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
