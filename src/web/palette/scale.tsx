/** How many of a service: a number, and the line of the scenario that asks for it. */
import { type FormEvent, useState } from 'react'
import { manifestOf } from '../../projection/harbour-manifest.ts'
import { viewOf } from '../managers/registry.ts'
import { clusterOf, type LoadedRun, planOf } from '../run/loaded-run.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'

/** More at once than this is a scenario, not a click. */
const countMax = 100_000

export default function Scale({
  run,
  service,
}: {
  readonly run: LoadedRun
  readonly service: number
}) {
  const timeUs = useWorkbench((context) => context.timeUs)
  const position = useWorkbench((context) => context.position)
  const send = useSend()
  const cluster = clusterOf(run, { position, timeUs })
  const plan = planOf(run, 'default')
  const { name } = plan.services[service]
  const asked = manifestOf(plan, cluster).rows[service]?.asked ?? 0
  const [count, setCount] = useState(asked)
  const { refused, change } = viewOf(run.trace.model).scaling(run.trace, cluster, name, count)
  const isSame = count === asked
  const intervention = refused === '' && !isSame ? change?.(timeUs) : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (intervention !== undefined) send({ type: 'intervene', intervention })
  }
  return (
    <form className="confirm scale" onSubmit={submit}>
      <p>
        <b>{name}</b>: {asked} asked for now.
      </p>
      <p className="count">
        <button
          type="button"
          aria-label="One less"
          onClick={() => setCount(Math.max(0, count - 1))}
        >
          −
        </button>
        <input
          type="number"
          aria-label="How many"
          min={0}
          max={countMax}
          value={count}
          // biome-ignore lint/a11y/noAutofocus: the dialog is opened to type a number
          autoFocus
          onFocus={({ target }) => target.select()}
          onChange={({ target }) =>
            setCount(Math.min(countMax, Math.max(0, Math.floor(Number(target.value)))))
          }
        />
        <button type="button" aria-label="One more" onClick={() => setCount(count + 1)}>
          +
        </button>
      </p>
      {intervention === undefined ? (
        <p className="quiet" role="status">
          {isSame ? 'Say another number.' : `It cannot be scaled: ${refused}.`}
        </p>
      ) : (
        <code>{intervention.entry}</code>
      )}
      <button type="submit" className="primary" disabled={intervention === undefined}>
        Scale
      </button>
    </form>
  )
}
