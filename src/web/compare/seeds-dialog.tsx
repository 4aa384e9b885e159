/**
 * Both ways over many seeds: the conclusion with its doubt, an interval for every figure, and every seed as a dot that
 * opens its two runs.
 */
import './seeds.css'
import { useMachine } from '@xstate/react'
import { type FormEvent, useMemo, useState } from 'react'
import { plural } from '../../model/format.ts'
import { csvText } from '../../projection/csv.ts'
import { download } from '../export/download.ts'
import { stemOf } from '../export/file-names.ts'
import { Modal } from '../panels/modal.tsx'
import type { ScenarioFiles } from '../run/protocol.ts'
import { useWorkbench } from '../state/workbench-react.ts'
import type { Pair } from './compare-machine.ts'
import { IntervalPlot } from './interval-plot.tsx'
import { conclusionOf, type FigureOverSeeds, overSeeds, type SeedPair } from './over-seeds.ts'
import { SeedProgress } from './seed-progress.tsx'
import { seedsMachine } from './seeds-machine.ts'
import { useSeedAddress } from './use-seed-address.ts'

export default function ManySeeds({ pair }: { readonly pair: Pair }) {
  const { one, other } = pair
  if (one.scenario === undefined || other.scenario === undefined) {
    return (
      <SeedsDialog>
        <p>
          A stored trace is one run with one seed. Open the scenario that it came from, and compare
          that.
        </p>
      </SeedsDialog>
    )
  }
  if (differBySeed(pair)) {
    return (
      <SeedsDialog>
        <p>
          These two differ in the seed alone: with one seed they are one run. Compare two
          strategies, managers or branches to see what many seeds say about them.
        </p>
      </SeedsDialog>
    )
  }
  return <Seeds pair={pair} one={one.scenario} other={other.scenario} />
}

function differBySeed({ one, other }: Pair): boolean {
  const isSeedOf = (run: Pair['one'], of: Pair['one']) =>
    run.parent === of.id && run.set?.every((word) => word.startsWith('seed=')) === true
  return isSeedOf(other, one) || isSeedOf(one, other)
}

/** It stays in the comparison while it is closed, with what was run. */
function SeedsDialog({ children }: { readonly children: React.ReactNode }) {
  const isOpen = useWorkbench(({ dialog }) => dialog?.type === 'seeds')
  if (!isOpen) return null
  return (
    <Modal title="Over many seeds">
      <div className="many-seeds">{children}</div>
    </Modal>
  )
}

interface SeedsProps {
  readonly pair: Pair
  readonly one: ScenarioFiles
  readonly other: ScenarioFiles
}

function Seeds({ pair, one, other }: SeedsProps) {
  const [snapshot, send] = useMachine(seedsMachine, { input: { one, other } })
  const { seeds, wanted, problem } = snapshot.context
  const isRunning = snapshot.matches('running')
  const figures = useMemo(() => overSeeds(seeds), [seeds])
  const [count, setCount] = useState('20')
  const number = /^\d{1,4}$/.test(count.trim()) ? Number(count) : 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (number > 0) send({ type: 'run', count: number })
  }
  const names = { one: pair.one.label, other: pair.other.label }
  return (
    <SeedsDialog>
      <p className="conclusion" aria-live="polite">
        {seeds.length === 0
          ? `${names.one} and ${names.other}, run again and again with the same seed for both: what chance does to one, it does to the other.`
          : conclusionOf(figures, names, isRunning)}
      </p>
      {problem !== undefined && (
        <p role="alert">
          {problem.title}. {problem.message} {problem.issues[0]?.message}
        </p>
      )}
      {isRunning ? (
        <SeedProgress done={seeds.length} wanted={wanted} onStop={() => send({ type: 'stop' })} />
      ) : (
        <form onSubmit={submit}>
          <label>
            Seeds{' '}
            <input
              value={count}
              size={5}
              inputMode="numeric"
              aria-invalid={number === 0}
              onChange={({ target }) => setCount(target.value)}
            />
          </label>
          <button type="submit" className="primary" disabled={number === 0}>
            {seeds.length === 0 ? 'Run both' : `Run ${plural(number, 'seed')} more`}
          </button>
          {seeds.length > 0 && (
            <button type="button" onClick={() => saveCsv(pair, seeds, figures)}>
              CSV of every seed
            </button>
          )}
          {number === 0 && <span role="alert">A number from 1 to 9999 is expected.</span>}
        </form>
      )}
      {seeds.length > 0 && <Results pair={pair} seeds={seeds} figures={figures} />}
    </SeedsDialog>
  )
}

interface ResultsProps {
  readonly pair: Pair
  readonly seeds: readonly SeedPair[]
  readonly figures: readonly FigureOverSeeds[]
}

function Results({ pair, seeds, figures }: ResultsProps) {
  const addressOfSeed = useSeedAddress()
  return (
    <>
      <IntervalPlot pair={pair} figures={figures} addressOfSeed={addressOfSeed} />
      <p className="seeds-note">
        Figures at the end of each run. Lines are 95 % intervals of the mean difference of pairs
        with one seed (Student's t); a hollow dot: zero lies within. Each line is for its figure
        alone: of twenty figures in which nothing differs, one misses zero by chance.{' '}
        {addressOfSeed === undefined
          ? 'The runs of a seed cannot be opened: both do not come from one scenario.'
          : 'A small dot is one seed: it opens both of its runs in another tab, and so do these:'}
      </p>
      {addressOfSeed !== undefined && (
        <p className="seed-links">
          {seeds.map(({ seed }) => (
            <a key={seed} href={addressOfSeed(seed)} target="_blank" rel="noreferrer">
              {seed}
            </a>
          ))}
        </p>
      )}
    </>
  )
}

function saveCsv(pair: Pair, seeds: readonly SeedPair[], figures: readonly FigureOverSeeds[]) {
  const rows = figures.map(({ row }) => row)
  const heads = rows.flatMap(({ key }) => [
    `${key} ${pair.one.label}`,
    `${key} ${pair.other.label}`,
  ])
  const lines = seeds.map(({ seed, one, other }) => [
    seed,
    ...rows.flatMap(({ key }) => [one[key], other[key]].map((value) => (value < 0 ? '' : value))),
  ])
  const text = csvText(['seed', ...heads], lines)
  download(`${stemOf(pair.one)}-seeds.csv`, new Blob([text], { type: 'text/csv;charset=utf-8' }))
}
