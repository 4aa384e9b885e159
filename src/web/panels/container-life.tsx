/** Of a container of classic Swarm: why it is there, its states, and the others that had its slot. */
import { useMemo } from 'react'
import { factCode } from '../../model/facts.ts'
import { containerStates } from '../../model/states.ts'
import type { Trace } from '../../model/trace.ts'
import { originOf } from '../../projection/container-origin.ts'
import { factInWords } from '../../projection/fact-words.ts'
import { clockOf } from '../../projection/harbour-words.ts'
import { clusterOf, type LoadedRun } from '../run/loaded-run.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'
import { JumpList } from './jump-list.tsx'
import { ContainerChart } from './state-charts.tsx'

interface ContainerLifeProps {
  readonly run: LoadedRun
  /** -1 while there is none. */
  readonly container: number
  /** -1 for a container made behind the manager's back. */
  readonly slot: number
}

export function ContainerLife({ run, container, slot }: ContainerLifeProps) {
  if (container < 0) return null
  return (
    <>
      <Origin run={run} container={container} />
      <ContainerChart run={run} container={container} slot={slot} />
      {slot >= 0 && <Holders run={run} container={container} slot={slot} />}
    </>
  )
}

function Origin({ run, container }: { readonly run: LoadedRun; readonly container: number }) {
  const { trace, causes } = run
  const position = useWorkbench((context) => context.position)
  const rows = useMemo(() => originOf(trace, causes, container), [trace, causes, container])
  const past = rows.filter((row) => row < position)
  if (past.length === 0) return null
  const steps = past.map((row) => ({
    row,
    timeUs: trace.timeUs[row],
    words: factInWords(trace, row),
  }))
  return (
    <section className="history">
      <h3>Why there is this container</h3>
      <JumpList steps={steps} />
    </section>
  )
}

interface Holder {
  readonly container: number
  readonly row: number
  readonly fromUs: number
  readonly endRow: number
  readonly endUs: number
}

const placed = factCode['container.placed']
const ends: ReadonlySet<number> = new Set([
  factCode['container.exited'],
  factCode['container.died'],
  factCode['container.removed'],
  factCode['container.createFailed'],
])

/** Containers of a slot in the order in which they were placed, until they ended for the last time. */
function holdersOf(trace: Trace, slot: number): Holder[] {
  const holders = new Map<number, Holder>()
  for (let row = 0; row < trace.length; row++) {
    const container = trace.a[row]
    const type = trace.type[row]
    if (type === placed && trace.tables.containers[container].slot === slot) {
      const fromUs = trace.timeUs[row]
      holders.set(container, { container, row, fromUs, endRow: trace.length, endUs: trace.endUs })
      continue
    }
    const holder = holders.get(container)
    if (holder === undefined) continue
    if (type === factCode['container.started']) {
      holders.set(container, { ...holder, endRow: trace.length, endUs: trace.endUs })
    } else if (ends.has(type) && holder.endRow === trace.length) {
      holders.set(container, { ...holder, endRow: row, endUs: trace.timeUs[row] })
    }
  }
  return [...holders.values()]
}

const barsWidth = 220

function Holders({ run, container: own, slot }: ContainerLifeProps) {
  const position = useWorkbench((context) => context.position)
  const timeUs = useWorkbench((context) => context.timeUs)
  const send = useSend()
  const all = useMemo(() => holdersOf(run.trace, slot), [run, slot])
  const past = all.filter(({ row }) => row < position)
  if (past.length === 0) return null
  const { containers } = clusterOf(run, { position, timeUs })
  const { model, tables } = run.trace
  const { fromUs } = past[0]
  const x = (atUs: number) => ((atUs - fromUs) / Math.max(1, timeUs - fromUs)) * barsWidth
  return (
    <section className="attempts">
      <h3>Containers in its slot</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">container</th>
            <th scope="col">node</th>
            <th scope="col">state</th>
            <th scope="col">
              {clockOf(fromUs)} to {clockOf(timeUs)}
            </th>
          </tr>
        </thead>
        <tbody>
          {past.map(({ container, fromUs: bornUs, endRow, endUs }) => {
            const node = containers.node[container]
            const isOver = endRow < position
            const end = isOver ? endUs : timeUs
            return (
              <tr key={container} className={container === own ? 'chosen' : ''}>
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
                <td>{containerStates[containers.actual[container]]}</td>
                <td>
                  <svg width={barsWidth} height="11" aria-hidden="true">
                    <rect
                      className={isOver ? 'ended' : 'lives'}
                      x={x(bornUs)}
                      y="1.5"
                      width={Math.max(2, x(end) - x(bornUs))}
                      height="8"
                    />
                  </svg>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
