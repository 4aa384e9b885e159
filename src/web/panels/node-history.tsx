/** What happened to a node: the machine and the manager's belief as bars on one line of time, then the facts. */
import { useMemo } from 'react'
import type { MachineName } from '../../machine/machines.ts'
import { type FactType, factCode, factTypes, fieldsOf } from '../../model/facts.ts'
import type { Trace } from '../../model/trace.ts'
import { factInWords } from '../../projection/fact-words.ts'
import { clockOf } from '../../projection/harbour-words.ts'
import { viewOf } from '../managers/registry.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { useWorkbench } from '../state/workbench-react.ts'
import { FactList } from './history.tsx'
import { statesOf, visitsOf } from './visits.ts'

interface NodeHistoryProps {
  readonly run: LoadedRun
  readonly node: number
}

export function NodeHistory({ run, node }: NodeHistoryProps) {
  const { trace } = run
  const rows = useMemo(() => rowsAboutNode(trace, node), [trace, node])
  return (
    <>
      <News run={run} node={node} />
      <FactList run={run} rows={rows} words={(row) => factInWords(trace, row)} />
    </>
  )
}

/** The manager's questions are told by their bar. */
const dull: ReadonlySet<FactType> = new Set(['engine.refreshing'])

function rowsAboutNode(trace: Trace, node: number): number[] {
  const isAbout = factTypes.map((type, code) => {
    const [first] = fieldsOf[code]
    const isOfNode =
      type.startsWith('node.') || type.startsWith('engine.') || type === 'reschedule.began'
    return isOfNode && !dull.has(type) && first?.[1] === 'node'
  })
  const rows: number[] = []
  for (let row = 0; row < trace.length; row++) {
    if (trace.a[row] === node && isAbout[trace.type[row]]) rows.push(row)
  }
  return rows
}

const width = 420
const machineY = 4
const beliefY = 20

function News({ run, node }: NodeHistoryProps) {
  const { trace } = run
  const position = useWorkbench((context) => context.position)
  const timeUs = useWorkbench((context) => context.timeUs)
  const { belief, beliefWords, thing } = viewOf(trace.model)
  const x = (atUs: number) => (atUs / Math.max(1, timeUs)) * width
  const machine = spansOf(trace, 'node', node, { position, timeUs })
  const believed = spansOf(trace, belief.machine, node, { position, timeUs })
  const refused = refusalsOf(trace, node, position)
  const words = refused.length === 0 ? '' : `; ${refused.length} refused connections`
  return (
    <section className="node-news">
      <h3>
        {thing === 'task'
          ? 'The machine, and what its leader heard'
          : 'The machine, and what its manager heard'}
      </h3>
      <svg
        width={width + 70}
        height="44"
        viewBox={`-70 0 ${width + 70} 44`}
        role="img"
        aria-label={`The machine was ${inOrder(machine)}. Believed: ${inOrder(believed)}${words}.`}
      >
        <text x="-70" y={machineY + 9}>
          machine
        </text>
        <text x="-70" y={beliefY + 8}>
          believed
        </text>
        {machine.map(({ state, fromUs, untilUs }) => (
          <rect
            key={fromUs}
            className={`actual ${state}`}
            x={x(fromUs)}
            y={machineY}
            width={Math.max(1.5, x(untilUs) - x(fromUs))}
            height="9"
          >
            <title>{`${state}, ${clockOf(fromUs)} to ${clockOf(untilUs)}`}</title>
          </rect>
        ))}
        {piecesOf(believed, machine, beliefWords.healthy).map(
          ({ state, fromUs, untilUs, isOff }) => (
            <rect
              key={fromUs}
              className={`belief ${state}${isOff ? ' off' : ''}`}
              x={x(fromUs)}
              y={beliefY}
              width={Math.max(1.5, x(untilUs) - x(fromUs))}
              height="5"
            >
              <title>{`${state}, ${clockOf(fromUs)} to ${clockOf(untilUs)}`}</title>
            </rect>
          ),
        )}
        {refused.map((atUs) => (
          <circle key={atUs} cx={x(atUs)} cy={beliefY + 2.5} r="3.2">
            <title>{`refused at ${clockOf(atUs)}`}</title>
          </circle>
        ))}
        <text x="0" y="41">
          0:00
        </text>
        <text x={width} y="41" textAnchor="end">
          {clockOf(timeUs)}
        </text>
      </svg>
    </section>
  )
}

interface Span {
  readonly state: string
  readonly fromUs: number
  readonly untilUs: number
}

function spansOf(
  trace: Trace,
  machine: MachineName,
  index: number,
  { position, timeUs }: { readonly position: number; readonly timeUs: number },
): Span[] {
  const states = statesOf(machine, visitsOf(trace, machine, index, position))
  return states
    .map(({ state, timeUs: fromUs }, at) => ({
      state,
      fromUs,
      untilUs: states[at + 1]?.timeUs ?? timeUs,
    }))
    .filter(({ untilUs, fromUs }) => untilUs > fromUs)
}

/** Belief in pieces, so that those that differ from the machine can be told apart. */
function piecesOf(believed: readonly Span[], machine: readonly Span[], good: string) {
  return believed.flatMap(({ state, fromUs, untilUs }) => {
    const cuts = machine.map((span) => span.fromUs).filter((us) => us > fromUs && us < untilUs)
    return [fromUs, ...cuts].map((us, at) => {
      const is = machine.findLast((span) => span.fromUs <= us)?.state ?? 'absent'
      const isOff = is !== 'absent' && (is === 'up') !== (state === good)
      return { state, fromUs: us, untilUs: cuts[at] ?? untilUs, isOff }
    })
  })
}

function refusalsOf(trace: Trace, node: number, position: number): number[] {
  const times: number[] = []
  for (let row = 0; row < position; row++) {
    if (trace.a[row] === node && trace.type[row] === factCode['engine.refused']) {
      times.push(trace.timeUs[row])
    }
  }
  return times
}

function inOrder(spans: readonly Span[]): string {
  return spans.map(({ state, fromUs }) => `${state} from ${clockOf(fromUs)}`).join(', ')
}
