/** What differs at the moment as tables: always in the page, shown to everybody by `t`. */
import { formatCount } from '../../model/format.ts'
import { useIsPlaying } from '../state/workbench-react.ts'
import type { Pair } from './compare-machine.ts'
import type { PairMoment } from './use-difference.ts'

/** Rows that are in the page at a time. */
const rowsMax = 100

interface TablesProps {
  readonly pair: Pair
  readonly moment: PairMoment
  readonly isShown: boolean
  /** A node is to be read in both runs. */
  readonly onPick: (name: string) => void
}

export function DifferenceTables({ pair, moment, isShown, onPick }: TablesProps) {
  const isPlaying = useIsPlaying()
  // Hidden tables need not follow sixty times a second.
  if (isPlaying && !isShown) return null
  const { nodes, services } = moment.difference
  return (
    <section
      className={isShown ? 'compare-tables' : 'compare-tables for-ears'}
      aria-label="What differs now"
      // What scrolls must be reached by keyboard.
      tabIndex={isShown ? 0 : -1}
    >
      <DifferenceTable caption="Nodes" what="node" pair={pair} rows={nodes} onPick={onPick} />
      <DifferenceTable caption="Services" what="service" pair={pair} rows={services} />
    </section>
  )
}

interface TableProps {
  readonly caption: string
  readonly what: string
  readonly pair: Pair
  readonly onPick?: (name: string) => void
  readonly rows: readonly {
    readonly name: string
    readonly one: string
    readonly other: string
    readonly isSame: boolean
  }[]
}

function DifferenceTable({ caption, what, pair, rows, onPick }: TableProps) {
  const different = rows.filter(({ isSame }) => !isSame)
  return (
    <table>
      <caption>
        {caption}: {formatCount(different.length)} of {formatCount(rows.length)} differ
        {different.length > rowsMax && `, the first ${rowsMax} are shown`}
      </caption>
      <thead>
        <tr>
          <th scope="col">{what}</th>
          <th scope="col">{pair.one.label}</th>
          <th scope="col">{pair.other.label}</th>
        </tr>
      </thead>
      <tbody>
        {different.slice(0, rowsMax).map(({ name, one, other }) => (
          <tr key={name}>
            <th scope="row">
              {onPick === undefined ? (
                name
              ) : (
                <button type="button" onClick={() => onPick(name)}>
                  {name}
                </button>
              )}
            </th>
            <td>{one === '' ? 'not there' : one}</td>
            <td>{other === '' ? 'not there' : other}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
