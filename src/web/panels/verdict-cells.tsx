/** Cells of the table of verdicts: marks of the filters, bars of what would be promised, weight, words. */
import { plural } from '../../model/format.ts'
import type { ExplainedNode, ExplainedScore } from '../../scheduler/explanation.ts'
import { shortReason } from './explanation-words.ts'

/** What a filter said about a node, in the order in which a column is sorted. */
export type FilterAnswer = 'passes' | 'refuses' | 'not asked'

export function filterAnswer(
  { verdict }: ExplainedNode,
  filter: string,
  filters: readonly string[],
): FilterAnswer {
  if (verdict.type === 'unjudged') return 'not asked'
  if (verdict.type === 'ranked' || verdict.by === 'resources') return 'passes'
  const at = filters.indexOf(filter)
  const refusedAt = filters.indexOf(verdict.by)
  if (at === refusedAt) return 'refuses'
  return at < refusedAt ? 'passes' : 'not asked'
}

const marks: Readonly<Record<FilterAnswer, readonly [sign: string, style: string]>> = {
  passes: ['•', 'passed'],
  refuses: ['×', 'tone-fail cross'],
  'not asked': ['·', ''],
}

export function FilterMark({ answer }: { readonly answer: FilterAnswer }) {
  const [sign, style] = marks[answer]
  if (answer === 'not asked') return <span title="not asked">{sign}</span>
  return (
    <span className={style} role="img" aria-label={answer}>
      {sign}
    </span>
  )
}

export function scoreOf({ verdict }: ExplainedNode): ExplainedScore | undefined {
  return verdict.type === 'ranked' ? verdict.score : undefined
}

export function termOf(row: ExplainedNode, name: string) {
  return scoreOf(row)?.terms.find((candidate) => candidate.name === name)
}

/** Percent of what the node offers with the request on it; where it is ranked the score says the same. */
export function percentOf(row: ExplainedNode, resource: 'cpu' | 'memory'): number | undefined {
  const isSummed = scoreOf(row)?.compared === undefined
  const own = isSummed ? termOf(row, resource)?.value : undefined
  return own ?? (resource === 'cpu' ? row.room?.cpuPercent : row.room?.memoryPercent)
}

const barWidth = 50
/** What lies beyond is cut here: a node that lacks nine tenths would push all others aside. */
const overMax = 30

/** A bar with a mark at 100 %; what lies beyond is red. */
export function Bar({ percent }: { readonly percent: number | undefined }) {
  if (percent === undefined) return '·'
  const filled = Math.max(0, Math.min(100, percent)) * (barWidth / 100)
  const over = Math.min(overMax, Math.max(0, percent - 100)) * (barWidth / 100)
  return (
    <span className="bar-cell">
      <svg width={barWidth + 16} height="11" aria-hidden="true">
        <rect className="track" x="0.5" y="1.5" width={barWidth} height="8" />
        <rect className="filled" x="0.5" y="1.5" width={filled} height="8" />
        <rect className="over" x={barWidth + 0.5} y="1.5" width={over} height="8" />
        <line className="full" x1={barWidth + 0.5} x2={barWidth + 0.5} y1="0" y2="11" />
      </svg>
      <span className={percent > 100 ? 'tone-fail' : ''}>{percent}</span>
    </span>
  )
}

/** `75 + 77 − 1000 = −848`. */
export function weightInWords(row: ExplainedNode): string {
  const score = scoreOf(row)
  if (score === undefined) return '·'
  const parts = score.terms.map(({ value }, index) => {
    const size = String(Math.abs(value))
    if (index === 0) return value < 0 ? `−${size}` : size
    return value < 0 ? `− ${size}` : `+ ${size}`
  })
  const { sum } = score
  return `${parts.join(' ')} = ${sum < 0 ? '−' : ''}${Math.abs(sum)}`
}

/** Equal weights are decided by the number of containers, which then is worth a word. */
export function verdictWords(
  { name, verdict }: ExplainedNode,
  target: string,
  bestSum: number | undefined,
): string {
  switch (verdict.type) {
    case 'refused':
      return `refused: ${shortReason(verdict.reason)}`
    case 'unjudged':
      return verdict.reason
    case 'ranked': {
      const { score, rank } = verdict
      const isClose = score !== undefined && score.sum === bestSum
      const count = isClose ? `, ${plural(score.containers, 'container')}` : ''
      const place = `${verdict.tied ? 'equal best' : `rank ${rank}`}${count}`
      return name === target ? `chosen, ${place}` : place
    }
  }
}
