/** Which machines are on one side of a cut: one line of the scenario, with everybody else on the other. */
import { type FormEvent, useState } from 'react'
import { formatTime } from '../../model/format.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { partition } from '../state/interventions.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'

interface PartitionProps {
  readonly run: LoadedRun
  /** Nodes that are picked from the start. */
  readonly nodes: readonly number[]
}

export function Partition({ run, nodes: first }: PartitionProps) {
  const { nodes, manager } = run.trace.model
  const timeUs = useWorkbench((context) => context.timeUs)
  const send = useSend()
  const apart = manager.managers.filter(({ node }) => node < 0)
  const names = [...nodes, ...apart].map(({ name }) => name)
  const [picked, setPicked] = useState<readonly string[]>(first.map((node) => nodes[node].name))
  const isFine = picked.length > 0 && picked.length < names.length
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isFine) send({ type: 'intervene', intervention: partition(picked, timeUs) })
  }
  const toggle = (name: string) =>
    setPicked(names.filter((one) => (one === name) !== picked.includes(one)))
  return (
    <form className="partition" onSubmit={submit}>
      <p>
        From {formatTime(timeUs)} on nothing gets through between these machines and all others. It
        lasts until <i>Heal</i>.
      </p>
      <fieldset>
        <legend>On one side</legend>
        {names.map((name) => (
          <label key={name}>
            <input type="checkbox" checked={picked.includes(name)} onChange={() => toggle(name)} />
            {name}
          </label>
        ))}
      </fieldset>
      <button type="submit" className="primary" disabled={!isFine}>
        Cut the connections
      </button>
    </form>
  )
}
