/** The tasks that a slot has had until now, the newest last, as bars on one line of time each. */
import { useMemo } from 'react'
import { factCode } from '../../model/facts.ts'
import { taskStateCode, taskStateIndex, taskStateNames } from '../../model/swarm-mode.ts'
import type { Trace } from '../../model/trace.ts'
import { clockOf } from '../../projection/harbour-words.ts'
import { clusterOf, type LoadedRun } from '../run/loaded-run.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'

interface AttemptsProps {
  readonly run: LoadedRun
  readonly slot: number
  /** The one that is looked at. */
  readonly task: number
}

/** More attempts than this are counted. */
const attemptsMax = 12
const barsWidth = 220

const running = taskStateIndex(taskStateCode.running)

export function Attempts({ run, slot, task }: AttemptsProps) {
  const position = useWorkbench((context) => context.position)
  const timeUs = useWorkbench((context) => context.timeUs)
  const send = useSend()
  const all = useMemo(() => attemptsOf(run.trace, slot), [run, slot])
  const past = all.filter(({ row }) => row < position)
  if (past.length === 0) return null
  const { containers } = clusterOf(run, { position, timeUs })
  const shown = past.slice(-attemptsMax)
  const fromUs = shown[0].timeUs
  const x = (atUs: number) => ((atUs - fromUs) / Math.max(1, timeUs - fromUs)) * barsWidth
  const { model, tables } = run.trace
  return (
    <section className="attempts">
      <h3>Attempts in its slot</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">task</th>
            <th scope="col">node</th>
            <th scope="col">state</th>
            <th scope="col">
              {clockOf(fromUs)} to {clockOf(timeUs)}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ container, timeUs: bornUs }) => {
            const node = containers.node[container]
            const state = containers.taskState[container]
            const error = containers.taskError[container]
            const endUs = state > running ? containers.believedSinceUs[container] : timeUs
            return (
              <tr key={container} className={container === task ? 'chosen' : ''}>
                <th scope="row">
                  <button
                    type="button"
                    onClick={() =>
                      send({ type: 'select', selection: { type: 'container', container } })
                    }
                  >
                    {tables.containers[container].name}
                  </button>
                </th>
                <td>{node < 0 ? '' : model.nodes[node].name}</td>
                <td title={error < 0 ? '' : tables.texts[error]}>{taskStateNames[state]}</td>
                <td>
                  <svg width={barsWidth} height="11" aria-hidden="true">
                    <rect
                      className={state === running ? 'lives' : state > running ? 'ended' : 'begins'}
                      x={x(bornUs)}
                      y="1.5"
                      width={Math.max(2, x(endUs) - x(bornUs))}
                      height="8"
                    />
                  </svg>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {past.length > shown.length && <p className="quiet">{past.length - shown.length} earlier</p>}
    </section>
  )
}

interface Attempt {
  readonly container: number
  readonly row: number
  readonly timeUs: number
}

function attemptsOf(trace: Trace, slot: number): Attempt[] {
  const attempts: Attempt[] = []
  for (let row = 0; row < trace.length; row++) {
    if (trace.type[row] !== factCode['task.created']) continue
    const container = trace.a[row]
    if (trace.tables.containers[container].slot !== slot) continue
    attempts.push({ container, row, timeUs: trace.timeUs[row] })
  }
  return attempts
}
