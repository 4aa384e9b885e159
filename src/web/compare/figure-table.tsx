/** The figures of both runs at the moment, with their difference. */
import { useMemo } from 'react'
import { figuresAt, pairedFigures } from '../../projection/compare-figures.ts'
import { clockOf } from '../../projection/harbour-words.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'
import type { Compared, Pair } from './compare-machine.ts'

interface FiguresProps {
  readonly pair: Pair
  readonly compared: Compared | undefined
}

export function FigureTable({ pair: { one, other }, compared }: FiguresProps) {
  // A tenth of a second is the shortest that the clock tells.
  const timeUs = useWorkbench((context) => Math.round(context.timeUs / 100_000) * 100_000)
  const send = useSend()
  const rows = useMemo(
    () =>
      compared === undefined
        ? []
        : pairedFigures(
            figuresAt(one.trace, compared.one, Math.min(timeUs, one.trace.endUs)),
            figuresAt(other.trace, compared.other, Math.min(timeUs, other.trace.endUs)),
          ),
    [one, other, compared, timeUs],
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="compare-figures" aria-label="Figures of both runs" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">at {clockOf(timeUs)}</th>
            <th scope="col">{one.label}</th>
            <th scope="col">{other.label}</th>
            <th scope="col">difference</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, one: mine, other: theirs, difference, isSame }) => (
            <tr key={name} className={isSame ? 'same' : ''}>
              <th scope="row">{name}</th>
              <td>{mine}</td>
              <td>{theirs}</td>
              <td>{difference}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {one.trace.model.seed === other.trace.model.seed
          ? `Both runs have the seed ${one.trace.model.seed}. `
          : ''}
        One seed is a story, not a proof.{' '}
        <button
          type="button"
          className="plain"
          aria-haspopup="dialog"
          onClick={() => send({ type: 'dialog', dialog: { type: 'seeds' } })}
        >
          Run both over many seeds…
        </button>
      </p>
    </section>
  )
}
