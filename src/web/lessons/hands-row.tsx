/**
 * The hands of one option: a bar, and the number. On a projector the number is a field that whoever
 * presents types into; Enter leads to the next one.
 */
import type { KeyboardEvent } from 'react'
import { type Hands, shareOf } from './hands.ts'
import './hands.css'
import { lessonActor } from './lesson-machine.ts'
import type { Option } from './options.ts'

interface HandsProps {
  readonly option: Option
  readonly hands: Hands
}

export function HandsField({ option, hands }: HandsProps) {
  const { key, text } = option
  return (
    <span className="hands">
      <HandsBar option={option} hands={hands} />
      <input
        type="number"
        min={0}
        max={999}
        inputMode="numeric"
        placeholder="0"
        aria-label={`Hands for: ${text}`}
        value={hands[key] ?? ''}
        onChange={({ target }) => {
          const count = target.value === '' ? undefined : target.valueAsNumber
          lessonActor.send({ type: 'hands', key, count })
        }}
        onKeyDown={press}
      />
    </span>
  )
}

export function HandsCount({ option, hands }: HandsProps) {
  const count = hands[option.key] ?? 0
  return (
    <span className="hands">
      <HandsBar option={option} hands={hands} />
      <b>
        {count}
        <span className="for-ears"> {count === 1 ? 'hand' : 'hands'}</span>
      </b>
    </span>
  )
}

function HandsBar({ option, hands }: HandsProps) {
  return (
    <i className="hands-bar" aria-hidden="true">
      <i style={{ width: `${100 * shareOf(hands, option.key)}%` }} />
    </i>
  )
}

/** Enter goes on to the next field, Esc out of it: both mean something else outside. */
function press(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter' && event.key !== 'Escape') return
  event.preventDefault()
  event.stopPropagation()
  const fields = [...document.querySelectorAll<HTMLInputElement>('.hands input')]
  const next = fields[fields.indexOf(event.currentTarget) + 1]
  if (event.key === 'Enter' && next !== undefined) next.select()
  else event.currentTarget.blur()
}
