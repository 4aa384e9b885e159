/** What the docker prompt gave, above it: an answer of the manager, or what came of a command. */
import { formatDuration, formatTime } from '../../model/format.ts'
import { dockerOutput } from '../../projection/docker-output.ts'
import { CloseButton } from '../panels/close-button.tsx'
import type { LoadedRun } from '../run/loaded-run.ts'
import { useRun, useSend, useWorkbench } from '../state/workbench-react.ts'
import type { Said } from './docker-changes.ts'

export function DockerSaid() {
  const run = useRun()
  const said = useWorkbench((context) => context.docker.said)
  // It is there before there is anything to say, so that what comes is announced.
  return (
    <div role="status">
      {run !== undefined && said !== undefined && <Answer run={run} said={said} />}
    </div>
  )
}

function Answer({ run, said }: { readonly run: LoadedRun; readonly said: Said }) {
  const isComputing = useWorkbench((context) => context.job !== undefined)
  const isRefused = useWorkbench((context) => context.problem !== undefined)
  const send = useSend()
  const { line, timeUs, answer } = said
  const lines = answer === undefined ? linesOf(run, said) : answer.split('\n')
  // While it is computed there is nothing to say, and what cannot be read is a message of the page.
  if (lines === undefined && isRefused) return null
  return (
    <section className="docker-said" aria-label="Answer of docker">
      <header>
        <code>$ docker {line}</code> <span>at {formatTime(timeUs)}</span>
        <CloseButton label="Close the answer" onClose={() => send({ type: 'docker.closed' })} />
      </header>
      {/* Scrolls, so the keyboard must reach it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs it */}
      <pre tabIndex={0} className={answer === undefined ? 'told' : ''}>
        {(lines ?? [isComputing ? 'computing …' : 'This branch does not have the command.']).join(
          '\n',
        )}
      </pre>
    </section>
  )
}

/** Nothing where the run does not have the command. */
function linesOf({ trace, story }: LoadedRun, { line, timeUs }: Said): string[] | undefined {
  const { timeline } = trace.model
  const entry = timeline.findLastIndex(
    ({ atUs, text }) => Math.abs(atUs - timeUs) < 1 && text.includes(line),
  )
  const output = entry < 0 ? undefined : dockerOutput(trace, story, entry)
  if (output === undefined) return undefined
  const { status, printed, tookUs } = output
  const took = tookUs === 0 ? 'at once' : `after ${formatDuration(tookUs)}`
  const end = {
    done: `answered ${took}`,
    failed: `refused ${took}`,
    waiting: 'not answered by the end of the run',
  }[status]
  return [...printed, ...output.story.map((text, at) => (at === 0 ? text : `  ${text}`)), end]
}
