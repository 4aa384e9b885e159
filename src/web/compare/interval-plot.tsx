/** The interval of every figure's difference on an axis of its own, with every seed as a dot. */
import { extent, scaleLinear } from 'd3'
import { plural } from '../../model/format.ts'
import type { Pair } from './compare-machine.ts'
import {
  type FigureOverSeeds,
  holdsZero,
  isEqual,
  meanDifferenceInWords,
  meanInWords,
} from './over-seeds.ts'

interface PlotProps {
  readonly pair: Pair
  readonly figures: readonly FigureOverSeeds[]
  readonly addressOfSeed: ((seed: string) => string) | undefined
}

const width = 280
const height = 26
/** Room for the dots at both ends. */
const margin = 8

export function IntervalPlot({ pair, figures, addressOfSeed }: PlotProps) {
  return (
    <div className="interval-plot">
      <table>
        <thead>
          <tr>
            <th scope="col">figure</th>
            <th scope="col">{pair.one.label}</th>
            <th scope="col">{pair.other.label}</th>
            <th scope="col">difference</th>
            <th scope="col">95 % interval</th>
            <th scope="col">
              more with {pair.one.label} | more with {pair.other.label}
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <FigureLine
              key={figure.row.key}
              figure={figure}
              addressOfSeed={addressOfSeed}
              count={figures[0].pairs.length}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface LineProps {
  readonly figure: FigureOverSeeds
  readonly addressOfSeed: PlotProps['addressOfSeed']
  /** Seeds in all. */
  readonly count: number
}

function FigureLine({ figure, addressOfSeed, count }: LineProps) {
  const { row, pairs, meanOne, meanOther, mean, interval } = figure
  const words = (value: number) => meanDifferenceInWords(row, value)
  const isSame = isEqual(figure)
  return (
    <tr className={isSame ? 'same' : ''}>
      <th scope="row">
        {row.name.replace(/ so far$/, '')}
        {pairs.length < count && <small> ({plural(pairs.length, 'seed')})</small>}
      </th>
      <td>{meanInWords(row, meanOne)}</td>
      <td>{meanInWords(row, meanOther)}</td>
      <td>{pairs.length === 0 ? '–' : words(mean)}</td>
      <td>
        {isSame ? 'equal in all' : interval && `${words(interval[0])} to ${words(interval[1])}`}
      </td>
      <td className="plot">{!isSame && <Plot figure={figure} addressOfSeed={addressOfSeed} />}</td>
    </tr>
  )
}

function Plot({ figure, addressOfSeed }: Pick<LineProps, 'figure' | 'addressOfSeed'>) {
  const { row, pairs, mean, interval } = figure
  const [low = 0, high = 0] = extent([
    0,
    ...(interval ?? []),
    ...pairs.map(({ difference }) => difference),
  ])
  const x = scaleLinear([low, high], [margin, width - margin])
  const middle = height / 2
  return (
    <svg width={width} height={height} aria-hidden="true">
      <line className="zero" x1={x(0)} x2={x(0)} y1={1} y2={height - 1} />
      {pairs.map(({ seed, difference }) => (
        <a key={seed} href={addressOfSeed?.(seed)} target="_blank" rel="noreferrer" tabIndex={-1}>
          <circle className="seed" cx={x(difference)} cy={middle} r={3}>
            <title>{`seed ${seed}: ${meanDifferenceInWords(row, difference)}`}</title>
          </circle>
        </a>
      ))}
      {interval !== undefined && (
        <g className="interval">
          <line x1={x(interval[0])} x2={x(interval[1])} y1={middle} y2={middle} />
          <circle
            className={holdsZero(figure) ? 'mean hollow' : 'mean'}
            cx={x(mean)}
            cy={middle}
            r={5}
          />
        </g>
      )}
    </svg>
  )
}
