/**
 * Two runs beside each other on one clock and one scale. What is equal is pale; the first
 * difference is pinned with both facts; the figures of both stand as pairs.
 */
import './compare.css'
import './compare-tables.css'
import './paired.css'
import { useMachine } from '@xstate/react'
import { useEffect, useMemo } from 'react'
import { nextDifference } from '../../projection/compare.ts'
import { useIsPhone } from '../input/screen.ts'
import { Transport } from '../panels/transport.tsx'
import { useSend, useWorkbench, Workbench } from '../state/workbench-react.ts'
import { comparedRuns } from './branch-changes.ts'
import { CompareLanes } from './compare-lanes.tsx'
import { compareMachine, type Pair } from './compare-machine.ts'
import { DifferenceTables } from './difference-tables.tsx'
import { FigureTable } from './figure-table.tsx'
import { FirstDifference } from './first-difference.tsx'
import { ManySeeds } from './many-seeds.tsx'
import { PairedNode } from './paired-node.tsx'
import { useCompareKeys } from './use-compare-keys.ts'
import { useDifference } from './use-difference.ts'
import { Waters } from './waters.tsx'

export default function Compare() {
  // A pair is a new object each time; its runs are not.
  const one = useWorkbench((context) => comparedRuns(context)?.one)
  const other = useWorkbench((context) => comparedRuns(context)?.other)
  if (one === undefined || other === undefined) return null
  return <CompareRuns key={`${one.id}/${other.id}`} one={one} other={other} />
}

function CompareRuns({ one, other }: Pair) {
  const pair = useMemo(() => ({ one, other }), [one, other])
  const [snapshot, send] = useMachine(compareMachine, { input: pair })
  const { compared, problem } = snapshot.context
  const { onlyDiffers, node } = useWorkbench((context) => context.compareLook)
  const toWorkbench = useSend()
  const pick = (name: string) => toWorkbench({ type: 'compare.look', look: { node: name } })
  const toggle = () => toWorkbench({ type: 'compare.look', look: { onlyDiffers: !onlyDiffers } })
  const actor = Workbench.useActorRef()
  const isPhone = useIsPhone()
  const isTabular = useWorkbench((context) => context.isTabular)
  const moment = useDifference(pair)
  const next = () => {
    if (compared === undefined) return
    const { timeUs } = actor.getSnapshot().context
    const at = nextDifference(compared.comparison, timeUs)
    if (at !== undefined) toWorkbench({ type: 'seek', timeUs: at })
  }
  useCompareKeys({ d: next, x: toggle })
  useEffect(() => {
    // Whoever hears the page is told where it is now.
    document.querySelector<HTMLElement>('.compare h1')?.focus()
  }, [])
  return (
    <main className={`compare${onlyDiffers ? ' only-differs' : ''}`}>
      <header className="compare-head">
        <h1 tabIndex={-1}>Compare</h1>
        <button type="button" disabled={compared === undefined} onClick={next}>
          Next difference <kbd>d</kbd>
        </button>
        <button type="button" aria-pressed={onlyDiffers} onClick={toggle}>
          Only what differs <kbd>x</kbd>
        </button>
        <button
          type="button"
          onClick={() => toWorkbench({ type: 'compare', one: other.id, other: one.id })}
        >
          Swap sides
        </button>
        <button
          type="button"
          onClick={() => toWorkbench({ type: 'dialog', dialog: { type: 'compare', run: one.id } })}
        >
          Compare with…
        </button>
        <NodeList names={moment.difference.nodes} picked={node} onPick={pick} />
        <span className="spring" />
        <button type="button" onClick={() => toWorkbench({ type: 'compare.closed' })}>
          Close <kbd>Esc</kbd>
        </button>
      </header>
      <Waters pair={pair} moment={moment} picked={node} onPick={pick} />
      <DifferenceTables pair={pair} moment={moment} isShown={isTabular} onPick={pick} />
      <section className="compare-lower" aria-label="Both runs over time">
        <Transport isPhone={isPhone} />
        <div className="compare-told" aria-live="polite">
          {snapshot.matches('comparing') && (
            <p>
              Both traces are being compared …{' '}
              <button type="button" className="plain" onClick={() => send({ type: 'stop' })}>
                Stop
              </button>
            </p>
          )}
          {snapshot.matches('stopped') && (
            <p role="alert">
              {problem === undefined
                ? 'Stopped: what differs first is not known.'
                : `${problem.title}. ${problem.message}`}{' '}
              <button type="button" className="plain" onClick={() => send({ type: 'again' })}>
                Compare again
              </button>
            </p>
          )}
          {node !== '' ? (
            <PairedNode
              pair={pair}
              moment={moment}
              compared={compared}
              name={node}
              onClose={() => pick('')}
            />
          ) : (
            compared !== undefined && (
              <FirstDifference pair={pair} first={compared.comparison.first} />
            )
          )}
        </div>
        <CompareLanes pair={pair} compared={compared} isPhone={isPhone} />
        <FigureTable pair={pair} compared={compared} />
        <ManySeeds pair={pair} />
      </section>
    </main>
  )
}

/** More names than this are found faster by a click, or in the tables of what differs. */
const namesMax = 1000

interface NodeListProps {
  readonly names: readonly { readonly name: string }[]
  readonly picked: string
  readonly onPick: (name: string) => void
}

/** The nodes of both runs, to be read side by side. */
function NodeList({ names, picked, onPick }: NodeListProps) {
  if (names.length > namesMax) return null
  return (
    <label className="compare-node">
      Node{' '}
      <select value={picked} onChange={({ target }) => onPick(target.value)}>
        <option value="">none</option>
        {names.map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  )
}
