/** Asks what is to be inspected and where it goes; before the answer nothing leaves the page. */
import { type FormEvent, useState } from 'react'
import { downloadText } from '../export/download.ts'
import { scenarioStem } from '../panels/save.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { useWorkbench, Workbench } from '../state/workbench-react.ts'
import { recorded } from './inspection-stream.ts'
import { startLive } from './live.ts'
import { livesOf } from './lives.ts'
import './inspection.css'

/** Where Stately's own inspector is; any other one that speaks the same protocol does as well. */
const statelyAddress = 'https://stately.ai/inspect'

interface InspectDialogProps {
  readonly run: LoadedRun
  /** `''` for Stately's own. */
  readonly address: string
}

export default function InspectDialog({ run, address: asked }: InspectDialogProps) {
  const actor = Workbench.useActorRef()
  const selection = useWorkbench((context) => context.selection)
  const position = useWorkbench((context) => context.position)
  const lives = livesOf(run, selection, position)
  const [isLife, setLife] = useState(lives.length > 0)
  const [isInterface, setInterface] = useState(lives.length === 0)
  const [address, setAddress] = useState(asked === '' ? statelyAddress : asked)
  const host = hostOf(address)
  const wanted = { life: isLife, interface: isInterface }
  const isSomething = isLife || isInterface
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (host === undefined || !isSomething) return
    actor.send({ type: 'dialog', dialog: undefined })
    startLive(actor, address, wanted)
  }
  return (
    <form className="inspect-dialog" onSubmit={submit}>
      <p>
        Events and states in the format of Stately’s inspector, in simulated time. They follow the
        playhead: play, and the inspector sees the steps.
      </p>
      <fieldset>
        <legend>What</legend>
        <label>
          <input
            type="checkbox"
            checked={isLife}
            onChange={({ target }) => setLife(target.checked)}
          />
          <span>
            {lives.length > 0
              ? lives.map(({ name }) => name).join('; ')
              : 'what is selected from now on: a box, a node or a manager'}
          </span>
        </label>
        <label>
          <input
            type="checkbox"
            checked={isInterface}
            onChange={({ target }) => setInterface(target.checked)}
          />
          <span>the machine of this page</span>
        </label>
      </fieldset>
      <label className="where">
        Inspector{' '}
        <input
          type="url"
          value={address}
          required
          spellCheck={false}
          onChange={({ target }) => setAddress(target.value)}
        />
      </label>
      <p className="quiet" aria-live="polite">
        {host === undefined
          ? 'That is no address of a web page.'
          : `It opens in a window of its own. Names and states of this run are sent to ${host} then, and nowhere else.`}
      </p>
      <p className="buttons">
        <button type="submit" className="primary" disabled={host === undefined || !isSomething}>
          Open the inspector
        </button>
        <button
          type="button"
          disabled={!isSomething}
          onClick={() =>
            downloadText(
              `${scenarioStem(run)}-inspection.jsonl`,
              recorded(actor, wanted),
              'application/jsonl',
            )
          }
        >
          Save as JSON lines
        </button>
        <span className="quiet">A file needs no inspector and no network.</span>
      </p>
    </form>
  )
}

/** Nothing for what is no address of a web page. */
function hostOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const { protocol, host } = new URL(address)
  return protocol === 'https:' || protocol === 'http:' ? host : undefined
}
