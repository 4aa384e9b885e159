/** A docker command line: what is typed becomes a dated event of the scenario. */
import { type FormEvent, useState } from 'react'
import { viewOf } from '../managers/registry.ts'
import { dockerCommand } from '../state/interventions.ts'
import { useRun, useSend, useWorkbench } from '../state/workbench-react.ts'

export function DockerPrompt() {
  const run = useRun()
  const timeUs = useWorkbench((context) => context.timeUs)
  const send = useSend()
  const [line, setLine] = useState('')
  const example = run === undefined ? '' : viewOf(run.trace.model).dockerExample
  const canAsk = run?.scenario !== undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (line.trim() === '' || !canAsk) return
    send({ type: 'intervene', intervention: dockerCommand(line, timeUs) })
    setLine('')
  }
  return (
    <form className="docker" onSubmit={submit}>
      <label htmlFor="docker">$ docker</label>
      <input
        id="docker"
        value={line}
        disabled={!canAsk}
        spellCheck={false}
        autoComplete="off"
        placeholder={`${example}: what you type becomes a dated event of the run`}
        onChange={({ target }) => setLine(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      <span>scroll on the lanes to zoom, double-click to see all</span>
    </form>
  )
}
