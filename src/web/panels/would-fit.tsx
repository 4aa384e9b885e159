/** It would fit if …: single changes that were tried out, each with a fork that makes it. */
import { useEffect, useState } from 'react'
import { listed } from '../../model/format.ts'
import type { WouldFit as Change } from '../../scheduler/explanation.ts'
import type { Admission } from '../admit/admission.ts'
import { viewOf } from '../managers/registry.ts'
import { clusterOf, type LoadedRun } from '../run/loaded-run.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'

interface WouldFitProps {
  readonly run: LoadedRun
  readonly slot: number
  readonly changes: readonly Change[]
}

export function WouldFit({ run, slot, changes }: WouldFitProps) {
  return (
    <div className="would-fit">
      <h3>It would fit if you</h3>
      <ul>
        {changes.map((change) => (
          <li key={change.words}>
            {change.words}
            {change.nodes.length > 0 && <span className="quiet"> ({listed(change.nodes, 3)})</span>}{' '}
            {run.scenario !== undefined && <Fork run={run} slot={slot} change={change} />}
          </li>
        ))}
      </ul>
    </div>
  )
}

interface ForkProps {
  readonly run: LoadedRun
  readonly slot: number
  readonly change: Change
}

function Fork({ run, slot, change: { words, change } }: ForkProps) {
  const timeUs = useWorkbench((context) => context.timeUs)
  const position = useWorkbench((context) => context.position)
  const send = useSend()
  const [admission, setAdmission] = useState<Admission>()
  useEffect(() => {
    if (change === undefined) return
    let isWanted = true
    const cluster = clusterOf(run, { position, timeUs })
    const question = { run, cluster, slot, change, nowUs: timeUs }
    viewOf(run.trace.model)
      .admit(question)
      .then((answer) => isWanted && setAdmission(answer))
      // Without its file there is no button; the sentence stands.
      .catch(() => isWanted && setAdmission(undefined))
    return () => {
      isWanted = false
    }
  }, [run, slot, change, timeUs, position])
  const refused = change === undefined ? 'no command does it' : admission?.refused
  if (refused === undefined) return null
  const intervention = admission?.intervention
  if (refused !== '' || intervention === undefined) {
    return <span className="quiet">· {refused}</span>
  }
  return (
    <button
      type="button"
      className="plain fork"
      title={[intervention.set?.join(' ') ?? intervention.entry, admission?.after].join(' ').trim()}
      aria-label={`fork: ${words}`}
      onClick={() =>
        send({
          type: 'dialog',
          dialog: { type: 'confirm', title: `Fork: ${words}`, intervention },
        })
      }
    >
      fork
    </button>
  )
}
