/** The branches of a run as rails: each begins where its change was made. */
import { clockOf } from '../../projection/harbour-words.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'

const rowHeight = 26
const railGap = 15
const railTop = 14

export function Rails() {
  const runs = useWorkbench((context) => context.runs)
  const active = useWorkbench((context) => context.active)
  const send = useSend()
  if (runs.length === 0) return null
  return (
    <section className="rails" aria-label="Runs">
      <h2>Runs</h2>
      <div className="rail-rows">
        <svg
          width={railGap * Math.min(runs.length, 5) + 10}
          height={rowHeight * runs.length}
          aria-hidden="true"
        >
          {runs.map((run, index) => (
            <Rail key={run.id} runs={runs} index={index} isActive={index === active} />
          ))}
        </svg>
        <ul>
          {runs.map((run, index) => (
            <li key={run.id} style={{ height: rowHeight }}>
              <button
                type="button"
                aria-current={index === active}
                title={
                  run.parent < 0 ? 'the scenario as it is' : `forked at ${clockOf(run.forkedUs)}`
                }
                onClick={() => send({ type: 'run.chosen', index })}
              >
                {run.label}
                {run.parent >= 0 && <span> {clockOf(run.forkedUs)}</span>}
              </button>
              {run.parent >= 0 && (
                <button
                  type="button"
                  className="remove"
                  aria-label={`Remove ${run.label}`}
                  onClick={() => send({ type: 'run.removed', index })}
                >
                  ×
                </button>
              )}
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

interface RailProps {
  readonly runs: readonly LoadedRun[]
  readonly index: number
  readonly isActive: boolean
}

function Rail({ runs, index, isActive }: RailProps) {
  const column = Math.min(index, 4)
  const x = 6 + column * railGap
  const end = rowHeight * index + railTop
  const parent = runs.findIndex(({ id }) => id === runs[index].parent)
  const start = parent < 0 ? 4 : rowHeight * parent + railTop
  const fromX = 6 + Math.max(0, Math.min(parent, 4)) * railGap
  const d =
    parent < 0
      ? `M${x} ${start} V${rowHeight * runs.length - 6}`
      : `M${fromX} ${start} C${fromX} ${start + 14} ${x} ${start + 6} ${x} ${end}`
  return (
    <g className={isActive ? 'rail active' : 'rail'}>
      <path d={d} />
      <circle cx={x} cy={end} r="4" />
    </g>
  )
}
