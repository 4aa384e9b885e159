/** Play, step, speed, and the time as a text field. */
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { formatCount } from '../../model/format.ts'
import { parseTime } from '../../model/parse-time.ts'
import { clockOf } from '../../projection/harbour-words.ts'
import { findFact, sliderOfSpeed, speedInWords, speedOfSlider } from '../state/playback.ts'
import { useIsPlaying, useRun, useSend, useWorkbench } from '../state/workbench-react.ts'
import { nextFacts } from './time-text.ts'

export function Transport({ isPhone }: { readonly isPhone: boolean }) {
  const send = useSend()
  const run = useRun()
  const isPlaying = useIsPlaying()
  const isIdle = run === undefined
  return (
    <fieldset className="transport" aria-label="Playback">
      <button
        type="button"
        className="end"
        disabled={isIdle}
        aria-label="To the start"
        title="To the start (Home)"
        onClick={() => send({ type: 'toStart' })}
      >
        <Icon path="M4 3v14M17 3 6 10l11 7z" />
      </button>
      <button
        type="button"
        disabled={isIdle}
        aria-label="Back one fact"
        title="Back one fact (,)"
        onClick={() => send({ type: 'stepFact', by: -1 })}
      >
        <Icon path="M14.5 4 6 10l8.5 6z" />
      </button>
      <button
        type="button"
        className="play"
        disabled={isIdle}
        aria-label={isPlaying ? 'Pause' : 'Play'}
        title={`${isPlaying ? 'Pause' : 'Play'} (Space)`}
        onClick={() => send({ type: 'toggle' })}
      >
        <Icon path={isPlaying ? 'M4 2h4.5v16H4zM11.5 2H16v16h-4.5z' : 'M4 1.5 18 10 4 18.5z'} />
      </button>
      <button
        type="button"
        disabled={isIdle}
        aria-label="Forward one fact"
        title="Forward one fact (.)"
        onClick={() => send({ type: 'stepFact', by: 1 })}
      >
        <Icon path="M5.5 4 14 10l-8.5 6z" />
      </button>
      <button
        type="button"
        className="end"
        disabled={isIdle}
        aria-label="To the end"
        title="To the end (End)"
        onClick={() => send({ type: 'toEnd' })}
      >
        <Icon path="M16 3v14M3 3l11 7-11 7z" />
      </button>
      <TimeField />
      {!isPhone && <FactCount />}
      <Speed isPhone={isPhone} />
    </fieldset>
  )
}

function Icon({ path }: { readonly path: string }) {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <path d={path} />
    </svg>
  )
}

/** Shows the time; takes another one, or words such as `next down`. */
function TimeField() {
  const run = useRun()
  const send = useSend()
  const tenth = useWorkbench(({ timeUs }) => Math.round(timeUs / 100_000))
  const timeUs = useWorkbench((context) => context.timeUs)
  const position = useWorkbench((context) => context.position)
  const [draft, setDraft] = useState<string>()
  const [isWrong, setWrong] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const text = draft ?? clockOf(tenth * 100_000)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (run === undefined || draft === undefined) return
    const types = nextFacts(draft)
    const target = types === undefined ? parseTime(draft) : undefined
    if (types !== undefined) {
      send({ type: 'jump', moment: findFact(run.trace, { timeUs, position }, 1, types) })
    } else if (target !== undefined) send({ type: 'seek', timeUs: target })
    else {
      setWrong(true)
      return
    }
    setDraft(undefined)
    setWrong(false)
    field.current?.blur()
  }
  useEffect(() => {
    // Whoever moves the time otherwise does not want the draft any more.
    if (tenth >= 0) setWrong(false)
  }, [tenth])
  return (
    <form className="time-field" onSubmit={submit}>
      <input
        ref={field}
        aria-label="Time: 1:42.3, 90s, next down, next move, next refusal"
        title="Type a time (1:42.3, 90s) or: next down, next move, next refusal"
        aria-invalid={isWrong}
        disabled={run === undefined}
        value={text}
        size={Math.max(6, text.length)}
        spellCheck={false}
        onFocus={({ target }) => target.select()}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={() => {
          setDraft(undefined)
          setWrong(false)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          setDraft(undefined)
          field.current?.blur()
        }}
      />
    </form>
  )
}

function FactCount() {
  const run = useRun()
  const position = useWorkbench((context) => context.position)
  if (run === undefined) return null
  return (
    <p className="fact-count">
      fact {formatCount(position)} of {formatCount(run.trace.length)}
    </p>
  )
}

function Speed({ isPhone }: { readonly isPhone: boolean }) {
  const speed = useWorkbench((context) => context.speed)
  const send = useSend()
  return (
    <label className="speed">
      {!isPhone && 'speed'}
      <input
        type="range"
        min={0}
        max={1}
        step={0.01}
        value={sliderOfSpeed(speed)}
        aria-label="Speed"
        aria-valuetext={speedInWords(speed)}
        onChange={({ target }) =>
          send({ type: 'speed', speed: roundSpeed(speedOfSlider(Number(target.value))) })
        }
      />
      <output>{speedInWords(speed)}</output>
    </label>
  )
}

/** Two digits are as exact as a hand on a slider. */
function roundSpeed(speed: number): number {
  return Number(speed.toPrecision(2))
}
