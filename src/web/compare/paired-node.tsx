/** One node in both runs: what it is here and there, since when, and the way into either run. */
import { useMemo } from 'react'
import { firstOfNode } from '../../projection/compare-node.ts'
import { clockOf } from '../../projection/harbour-words.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import type { Selection } from '../state/workbench-context.ts'
import { useSend, Workbench } from '../state/workbench-react.ts'
import type { Compared, Pair } from './compare-machine.ts'
import type { PairMoment } from './use-difference.ts'

interface PairedProps {
  readonly pair: Pair
  readonly moment: PairMoment
  readonly compared: Compared | undefined
  readonly name: string
  readonly onClose: () => void
}

export function PairedNode({ pair, moment, compared, name, onClose }: PairedProps) {
  const row = moment.difference.nodes.find((node) => node.name === name)
  const words = (text: string) => (text === '' ? 'not there' : text)
  const sides =
    row === undefined
      ? []
      : [
          { run: pair.one, text: row.one, only: row.onlyOne },
          { run: pair.other, text: row.other, only: row.onlyOther },
        ]
  const state =
    row === undefined ? 'is in neither run' : row.isSame ? 'is the same in both now' : 'differs now'
  return (
    <section className="paired-node" aria-label={`${name} in both runs`}>
      <header>
        <h2>{name}</h2>
        <p>{state}</p>
        <NodeFirstDifference pair={pair} compared={compared} name={name} />
        <button type="button" onClick={onClose}>
          Close
        </button>
      </header>
      <dl>
        {sides.map(({ run, text, only }) => (
          <div key={run.id}>
            <dt>
              {run.label} <ReadButton run={run} name={name} />
            </dt>
            <dd>
              {words(text)}
              <WhyHere run={run} containers={only} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

type FirstProps = Pick<PairedProps, 'pair' | 'compared' | 'name'>

/** Since when the two tell different stories of it; a click goes there. */
function NodeFirstDifference({ pair: { one, other }, compared, name }: FirstProps) {
  const send = useSend()
  const first = useMemo(
    () => compared && firstOfNode(compared.comparison, one.trace, other.trace, name),
    [compared, one, other, name],
  )
  if (compared === undefined) return null
  if (first === undefined) return <span>All facts about it are equal.</span>
  const said = [
    { label: one.label, fact: first.one },
    { label: other.label, fact: first.other },
  ].flatMap(({ label, fact }) =>
    fact === undefined ? [] : [`${label}, ${clockOf(fact.timeUs)}: ${fact.text}`],
  )
  return (
    <button
      type="button"
      title={said.join('\n')}
      onClick={() => send({ type: 'seek', timeUs: first.timeUs })}
    >
      First differs at {clockOf(first.timeUs)}
    </button>
  )
}

/** More names than these are found in the run itself. */
const namedMax = 4

interface WhyProps {
  readonly run: LoadedRun
  readonly containers: readonly number[]
}

/** Into the run, with what lies only there in the inspector: the decision that put it there. */
function WhyHere({ run, containers }: WhyProps) {
  const go = useGoInto(run)
  if (containers.length === 0) return null
  return (
    <span className="why-only">
      {' '}
      Why here:{' '}
      {containers.slice(0, namedMax).map((container) => (
        <button
          key={container}
          type="button"
          title="Leaves the comparison, and shows why it was placed here"
          onClick={() => go({ type: 'container', container })}
        >
          {run.trace.tables.containers[container].name}
        </button>
      ))}
    </span>
  )
}

/** Into the run, with the node in the inspector: what it holds, its history, every decision about it. */
function ReadButton({ run, name }: { readonly run: LoadedRun; readonly name: string }) {
  const go = useGoInto(run)
  const node = run.trace.model.nodes.findIndex((spec) => spec.name === name)
  if (node < 0) return null
  return (
    <button type="button" onClick={() => go({ type: 'node', node })} title="Leaves the comparison">
      Look at it in this run
    </button>
  )
}

function useGoInto({ id }: LoadedRun): (selection: Selection) => void {
  const send = useSend()
  const actor = Workbench.useActorRef()
  return (selection) => {
    send({ type: 'compare.closed' })
    const { runs } = actor.getSnapshot().context
    send({ type: 'run.chosen', index: runs.findIndex((run) => run.id === id) })
    send({ type: 'select', selection })
  }
}
