/** The log: who did what when, until now. Each entry's time is a jump to it. */
import { useEffect, useRef, useState } from 'react'
import { formatCount, plural } from '../../model/format.ts'
import { clockOf } from '../../projection/harbour-words.ts'
import type { StoryEntry, Who } from '../../projection/story.ts'
import { useRun, useSend, useWorkbench } from '../state/workbench-react.ts'

const whoWords: Readonly<Record<Who, string>> = {
  world: 'the world',
  manager: 'the manager',
  user: 'you',
}

/** Entries further back than this are counted, not shown. */
const entriesMax = 80

export function Log() {
  const run = useRun()
  const position = useWorkbench((context) => context.position)
  const send = useSend()
  const list = useRef<HTMLOListElement>(null)
  const picked = useWorkbench((context) => context.picked)
  const isTold = ({ rows, timeUs }: StoryEntry) =>
    picked === undefined ? rows[0] < position : timeUs >= picked.fromUs && timeUs <= picked.untilUs
  const told = run?.story.filter(isTold) ?? []
  const shown = told.slice(-entriesMax)
  const last = shown.length
  useEffect(() => {
    const element = list.current
    if (element === null || last === 0) return
    const toEnd = () => {
      element.scrollTop = element.scrollHeight
    }
    toEnd()
    // Entries that were out of sight have their real heights only in the next frame.
    const handle = requestAnimationFrame(toEnd)
    return () => cancelAnimationFrame(handle)
  }, [last])
  return (
    <section className="log" aria-label="Log">
      <h2>
        Log <span className="who-knows">who knows:</span>
        {(['world', 'manager', 'user'] as const).map((who) => (
          <span key={who} className="who-knows">
            <WhoMark who={who} /> {whoWords[who]}
          </span>
        ))}
      </h2>
      {picked !== undefined && (
        <p className="earlier">
          only {clockOf(picked.fromUs)} to {clockOf(picked.untilUs)}
          {told.length === 0 && ': nothing is told of it'}
        </p>
      )}
      {told.length > shown.length && (
        <p className="earlier">
          {plural(told.length - shown.length, 'earlier entry', 'earlier entries')}
        </p>
      )}
      {/* Scrolls, so the keyboard must reach it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs it */}
      <ol ref={list} tabIndex={0} aria-label="Entries of the log">
        {shown.map((entry, index) => (
          <LogEntry
            key={`${entry.rows[0]}-${entry.text}`}
            entry={entry}
            isCurrent={index === shown.length - 1}
            onJump={() =>
              send({
                type: 'jump',
                moment: { timeUs: entry.timeUs, position: entry.rows[0] + 1 },
              })
            }
          />
        ))}
      </ol>
    </section>
  )
}

interface LogEntryProps {
  readonly entry: StoryEntry
  readonly isCurrent: boolean
  readonly onJump: () => void
}

/** More details than this fold behind a button: a failed rack has hundreds. */
const detailsMax = 5

function LogEntry({ entry, isCurrent, onJump }: LogEntryProps) {
  const { timeUs, who, text, details, severity } = entry
  const [isUnfolded, setUnfolded] = useState(false)
  // A fold of one line would save nothing.
  const isFolded = !isUnfolded && details.length > detailsMax + 1
  const seen = isFolded ? details.slice(0, detailsMax) : details
  return (
    <li className={isCurrent ? 'current' : ''}>
      <button type="button" className="time" onClick={onJump} title="Go to this moment">
        {clockOf(timeUs)}
      </button>
      <WhoMark who={who} />
      <div>
        <span className={`severity-${severity}`}>{text}</span>
        {details.length > 0 && (
          <ul>
            {seen.map((detail) => (
              <li key={detail}>{detail}</li>
            ))}
          </ul>
        )}
        {isFolded && (
          <button type="button" className="more" onClick={() => setUnfolded(true)}>
            {formatCount(details.length - detailsMax)} more
          </button>
        )}
      </div>
    </li>
  )
}

function WhoMark({ who }: { readonly who: Who }) {
  return <i className={`who ${who}`} role="img" aria-label={whoWords[who]} />
}
