/**
 * State charts, drawn from the same machines that check the run: filled is what is, the magenta
 * ring what the manager believes where that differs, the dashed ring what was asked for. States
 * that were visited are in ink, with the time of the last visit.
 */
import { useMemo } from 'react'
import { type MachineName, machines } from '../../machine/machines.ts'
import {
  beliefStates,
  containerStates,
  managerStates,
  nodeStates,
  slotStates,
} from '../../model/states.ts'
import { clockOf } from '../../projection/harbour-words.ts'
import { viewOf } from '../managers/registry.ts'
import { clusterOf, type LoadedRun } from '../run/loaded-run.ts'
import { useWorkbench } from '../state/workbench-react.ts'
import { type Chart, type ChartStep, chartOf, stateHeight, stateWidth } from './chart-layout.ts'
import { InspectButton } from './inspect-button.tsx'
import { type Visit, visitsOf } from './visits.ts'

interface ContainerChartProps {
  readonly run: LoadedRun
  /** -1 for none. */
  readonly container: number
  readonly slot: number
  /** In place of `State of` and its name. */
  readonly title?: string
}

export function ContainerChart({ run, container, slot, title }: ContainerChartProps) {
  const position = useWorkbench((context) => context.position)
  const { containers, slots } = clusterOf(run, { position, timeUs: 0 })
  if (container < 0) return null
  const actual = containerStates[containers.actual[container]]
  const believed = beliefStates[containers.believed[container]]
  const asked = slot < 0 ? 'none' : slotStates[slots.asked[slot]]
  const isHolder = slot >= 0 && slots.container[slot] === container
  const wanted = { running: 'running', created: 'created', stopped: 'exited' }[asked as string]
  return (
    <ChartSection
      title={title ?? `State of ${run.trace.tables.containers[container].name}`}
      machine="container"
      visits={visitsOf(run.trace, 'container', container, position)}
      current={actual}
      believed={believed === 'none' || believed === 'placing' ? undefined : believed}
      asked={isHolder ? wanted : undefined}
    />
  )
}

export function NodeCharts({ run, node }: { readonly run: LoadedRun; readonly node: number }) {
  const position = useWorkbench((context) => context.position)
  const cluster = clusterOf(run, { position, timeUs: 0 })
  const { title, machine, stateOf } = viewOf(run.trace.model).belief
  return (
    <>
      <ChartSection
        title="The machine"
        machine="node"
        visits={visitsOf(run.trace, 'node', node, position)}
        current={nodeStates[cluster.nodes.actual[node]]}
      />
      <ChartSection
        title={title}
        machine={machine}
        visits={visitsOf(run.trace, machine, node, position)}
        current={stateOf(cluster, node)}
      />
    </>
  )
}

interface ChartProps {
  readonly title: string
  readonly machine: MachineName
  readonly visits: readonly Visit[]
  readonly current: string
  readonly believed?: string | undefined
  readonly asked?: string | undefined
  /** What states are called in the picture, where that is not their name. */
  readonly names?: Readonly<Record<string, string>>
}

function ChartSection({ title, machine, visits, current, believed, asked, names }: ChartProps) {
  const chart = useMemo(() => chartOf(machines[machine]), [machine])
  const path = useMemo(() => pathOf(chart, machine, visits), [chart, machine, visits])
  const words = [`${title}: ${names?.[current] ?? current}`]
  if (believed !== undefined && believed !== current) words.push(`believed ${believed}`)
  if (asked !== undefined && asked !== current) words.push(`asked for: ${asked}`)
  return (
    <section className="state-chart">
      <h3>{title}</h3>
      <p className="chart-legend">
        <i className="who world" /> actual
        {believed !== undefined && (
          <>
            <i className="who manager" /> believed
          </>
        )}
        {asked !== undefined && (
          <>
            <i className="who user" /> asked
          </>
        )}
        <InspectButton />
      </p>
      <svg
        width={chart.width}
        height={chart.height}
        viewBox={`0 0 ${chart.width} ${chart.height}`}
        role="img"
        aria-label={`${words.join(', ')}.`}
      >
        {chart.steps.map((step) => (
          <Step
            key={`${step.from}-${step.to}`}
            chart={chart}
            step={step}
            timeUs={path.steps.get(`${step.from}-${step.to}`)}
          />
        ))}
        {chart.states.map(({ name, x, y }) => (
          <g
            key={name}
            className={`state${name === current ? ' current' : path.states.has(name) ? ' visited' : ''}`}
            transform={`translate(${x},${y})`}
          >
            {name === asked && (
              <rect
                className="asked-ring"
                x="-4"
                y="-4"
                width={stateWidth + 8}
                height={stateHeight + 8}
                rx="5"
              />
            )}
            {name === believed && believed !== current && (
              <rect
                className="believed-ring"
                x="-4"
                y="-4"
                width={stateWidth + 8}
                height={stateHeight + 8}
                rx="5"
              />
            )}
            <rect className="body" width={stateWidth} height={stateHeight} rx="3" />
            <text x={stateWidth / 2} y={stateHeight / 2 + 4}>
              {names?.[name] ?? name}
            </text>
          </g>
        ))}
      </svg>
    </section>
  )
}

/** Follows the events through the chart: which states and steps were used, and when last. */
function pathOf(chart: Chart, machine: MachineName, visits: readonly Visit[]) {
  const states = new Set<string>()
  const steps = new Map<string, number>()
  let state = String(machines[machine].config.initial)
  states.add(state)
  for (const { event, timeUs } of visits) {
    const step = chart.steps.find(({ from, events }) => from === state && events.includes(event))
    if (step === undefined) continue
    steps.set(`${step.from}-${step.to}`, timeUs)
    state = step.to
    states.add(state)
  }
  return { states, steps }
}

interface StepProps {
  readonly chart: Chart
  readonly step: ChartStep
  /** When it was last made; nothing when never. */
  readonly timeUs: number | undefined
}

function Step({ chart, step, timeUs }: StepProps) {
  const from = chart.states.find(({ name }) => name === step.from)
  const to = chart.states.find(({ name }) => name === step.to)
  if (from === undefined || to === undefined) return null
  const isMade = timeUs !== undefined
  const { d, x, y } = wayOf(from, to, chart.height)
  return (
    <g className={`step${isMade ? ' made' : ''}`}>
      <path d={d} markerEnd={isMade ? 'url(#arrow)' : 'url(#arrow-quiet)'} />
      <title>{step.events.join(', ')}</title>
      {isMade && (
        <text x={x} y={y}>
          {clockOf(timeUs)}
        </text>
      )}
    </g>
  )
}

/** A manager's roles. */
export function ManagerChart({
  run,
  manager,
}: {
  readonly run: LoadedRun
  readonly manager: number
}) {
  const position = useWorkbench((context) => context.position)
  const { managers } = clusterOf(run, { position, timeUs: 0 })
  return (
    <ChartSection
      title="Its role"
      machine="manager"
      visits={visitsOf(run.trace, 'manager', manager, position)}
      current={managerStates[managers[manager]]}
      names={roleNames}
    />
  )
}

/** Both managers share the life cycle; these are swarm mode's words for it. */
const roleNames: Readonly<Record<string, string>> = { replica: 'follower', primary: 'leader' }

interface Corner {
  readonly x: number
  readonly y: number
}

/** Forward along a curve; back, and within a column, around the outside. */
function wayOf(from: Corner, to: Corner, height: number): { d: string; x: number; y: number } {
  const middle = stateHeight / 2
  if (to.x > from.x) {
    const x1 = from.x + stateWidth
    const y1 = from.y + middle
    const x2 = to.x - 5
    const y2 = to.y + middle
    const bend = (x2 - x1) / 2
    const d = `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
    return { d, x: (x1 + x2) / 2, y: Math.min(y1, y2) + Math.abs(y2 - y1) / 2 - 5 }
  }
  if (to.x === from.x) {
    const isDown = to.y > from.y
    const x = from.x + (isDown ? 0.62 : 0.38) * stateWidth
    const y1 = isDown ? from.y + stateHeight : from.y
    const y2 = isDown ? to.y - 5 : to.y + stateHeight + 5
    return { d: `M${x} ${y1} L${x} ${y2}`, x: x + 22, y: (y1 + y2) / 2 + 4 }
  }
  const isUpper = from.y + middle < height / 2
  const edge = isUpper ? 6 : height - 6
  const x1 = from.x + stateWidth * 0.4
  const x2 = to.x + stateWidth * 0.6
  const y1 = isUpper ? from.y : from.y + stateHeight
  const y2 = isUpper ? to.y - 5 : to.y + stateHeight + 5
  const d = `M${x1} ${y1} C${x1} ${edge} ${x1 - 12} ${edge} ${(x1 + x2) / 2} ${edge} S${x2} ${edge} ${x2} ${y2}`
  return { d, x: (x1 + x2) / 2, y: isUpper ? edge + 11 : edge - 4 }
}
