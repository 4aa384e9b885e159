/** Below the transport: bookmarks, jumps from failure to failure, and playing as fast as it reads. */
import { useSelector } from '@xstate/react'
import { useEffect } from 'react'
import { clockOf } from '../../projection/harbour-words.ts'
import { useRun, useSend, useWorkbench } from '../state/workbench-react.ts'
import { bookmarksActor, scenarioOf } from './bookmarks.ts'
import './time.css'

export function TimeTools() {
  const run = useRun()
  const send = useSend()
  const timeUs = useWorkbench((context) => context.timeUs)
  const isReading = useWorkbench((context) => context.isReading)
  const scenario = run === undefined ? '' : scenarioOf(run)
  useEffect(() => bookmarksActor.send({ type: 'opened', scenario }), [scenario])
  if (run === undefined) return null
  const hasBroken = run.expectations?.some(({ violations }) => violations.length > 0) === true
  return (
    <div className="time-tools">
      <button
        type="button"
        aria-pressed={isReading}
        title="Slow where something happens, quick where nothing does (r)"
        onClick={() => send({ type: 'reading' })}
      >
        as it reads
      </button>
      <Pair what="failure" keys="J, j" onStep={(by) => send({ type: 'stepFailure', by })} />
      <Pair what="decision" keys="[, ]" onStep={(by) => send({ type: 'stepDecision', by })} />
      {hasBroken && (
        <Pair what="broken" keys="V, v" onStep={(by) => send({ type: 'stepBroken', by })} />
      )}
      <button
        type="button"
        data-action="bookmark"
        title="Keep this moment (k)"
        onClick={() => bookmarksActor.send({ type: 'added', timeUs })}
      >
        + bookmark
      </button>
      <BookmarkList />
    </div>
  )
}

interface PairProps {
  readonly what: string
  readonly keys: string
  readonly onStep: (by: 1 | -1) => void
}

function Pair({ what, keys, onStep }: PairProps) {
  const full = what === 'broken' ? 'broken expectation' : what
  return (
    <span className="pair" title={`${full}: back, forward (${keys})`}>
      <button type="button" aria-label={`Previous ${full}`} onClick={() => onStep(-1)}>
        ‹
      </button>
      {what}
      <button type="button" aria-label={`Next ${full}`} onClick={() => onStep(1)}>
        ›
      </button>
    </span>
  )
}

function BookmarkList() {
  const { bookmarks, isUnkept } = useSelector(bookmarksActor, ({ context }) => context)
  const send = useSend()
  if (bookmarks.length === 0) return null
  return (
    <details className="bookmark-list">
      <summary>
        bookmarks {bookmarks.length}
        {isUnkept && ', not kept'}
      </summary>
      <div>
        {isUnkept && (
          <p>
            This browser’s storage is full or forbidden: they go with this page. Copy the address to
            keep a moment.
          </p>
        )}
        <ul>
          {bookmarks.map(({ timeUs, name }) => (
            <li key={timeUs}>
              <button type="button" onClick={() => send({ type: 'seek', timeUs })}>
                {clockOf(timeUs)}
              </button>
              <input
                value={name}
                maxLength={80}
                aria-label={`Name of the bookmark at ${clockOf(timeUs)}`}
                onChange={({ target }) =>
                  bookmarksActor.send({ type: 'renamed', timeUs, name: target.value })
                }
              />
              <button
                type="button"
                aria-label={`Remove ${name}`}
                onClick={() => bookmarksActor.send({ type: 'removed', timeUs })}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      </div>
    </details>
  )
}
