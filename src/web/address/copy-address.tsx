/** Copies the address of this moment, and says so where the hand is. */
import { useEffect, useRef, useState } from 'react'
import { Workbench } from '../state/workbench-react.ts'
import { addressOf } from './address-of.ts'
import './copy-address.css'

type Outcome =
  | { readonly type: 'copied'; readonly what: 'scene' | 'moment' }
  /** The browser does not let a page write the clipboard: it is to be copied by hand. */
  | { readonly type: 'byHand'; readonly address: string }
  | { readonly type: 'none'; readonly reason: string }

/** Long enough to be read, short enough not to be in the way. */
const shownMs = 2_500

export function CopyAddress() {
  const actor = Workbench.useActorRef()
  const [outcome, setOutcome] = useState<Outcome>()
  const copy = async () => {
    const { context } = actor.getSnapshot()
    const address = await addressOf(context, { isToSend: true })
    const what = context.lesson === undefined ? 'moment' : 'scene'
    setOutcome(
      typeof address === 'string' ? await copied(address, what) : { type: 'none', ...address },
    )
  }
  useEffect(() => {
    if (outcome?.type !== 'copied') return
    const timer = setTimeout(() => setOutcome(undefined), shownMs)
    return () => clearTimeout(timer)
  }, [outcome])
  return (
    <span className="copy-address">
      <button
        type="button"
        data-action="copy-address"
        title="Copy the address of this moment (y)"
        onClick={() => void copy()}
      >
        Copy address
      </button>
      <span className="outcome" role="status">
        {outcome !== undefined && (
          <Answer outcome={outcome} onClose={() => setOutcome(undefined)} />
        )}
      </span>
    </span>
  )
}

interface AnswerProps {
  readonly outcome: Outcome
  readonly onClose: () => void
}

function Answer({ outcome, onClose }: AnswerProps) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.select(), [])
  if (outcome.type === 'copied')
    return <span className="answer">Copied: this very {outcome.what}</span>
  return (
    <span className="answer">
      {outcome.type === 'none' ? (
        outcome.reason
      ) : (
        <input ref={field} readOnly value={outcome.address} aria-label="Address of this moment" />
      )}
      <button type="button" onClick={onClose}>
        Close
      </button>
    </span>
  )
}

async function copied(address: string, what: 'scene' | 'moment'): Promise<Outcome> {
  const whole = `${location.href.split('#', 1)[0]}#${address}`
  try {
    await navigator.clipboard.writeText(whole)
    return { type: 'copied', what }
  } catch {
    return { type: 'byHand', address: whole }
  }
}
