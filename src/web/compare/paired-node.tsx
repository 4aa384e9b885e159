/** One node in both runs: what it is here and there, and the way into either run. */
import type { LoadedRun } from '../run/loaded-run.ts'
import { useSend, Workbench } from '../state/workbench-react.ts'
import type { Pair } from './compare-machine.ts'
import type { PairMoment } from './use-difference.ts'

interface PairedProps {
  readonly pair: Pair
  readonly moment: PairMoment
  readonly name: string
  readonly onClose: () => void
}

export function PairedNode({ pair, moment, name, onClose }: PairedProps) {
  const row = moment.difference.nodes.find((node) => node.name === name)
  if (row === undefined) return null
  const words = (text: string) => (text === '' ? 'not there' : text)
  return (
    <section className="paired-node" aria-label={`${name} in both runs`}>
      <header>
        <h2>{name}</h2>
        <p>{row.isSame ? 'is the same in both now' : 'differs now'}</p>
        <button type="button" onClick={onClose}>
          Close
        </button>
      </header>
      <dl>
        {[
          { run: pair.one, text: row.one },
          { run: pair.other, text: row.other },
        ].map(({ run, text }) => (
          <div key={run.id}>
            <dt>
              {run.label} <ReadButton run={run} name={name} />
            </dt>
            <dd>{words(text)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Into the run, with the node in the inspector: what it holds, its history, every decision about it. */
function ReadButton({ run, name }: { readonly run: LoadedRun; readonly name: string }) {
  const send = useSend()
  const actor = Workbench.useActorRef()
  const node = run.trace.model.nodes.findIndex((spec) => spec.name === name)
  if (node < 0) return null
  const read = () => {
    send({ type: 'compare.closed' })
    const { runs } = actor.getSnapshot().context
    send({ type: 'run.chosen', index: runs.findIndex(({ id }) => id === run.id) })
    send({ type: 'select', selection: { type: 'node', node } })
  }
  return (
    <button type="button" onClick={read} title="Leaves the comparison">
      Look at it in this run
    </button>
  )
}
