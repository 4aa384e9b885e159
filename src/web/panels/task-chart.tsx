/** The state chart of a task: the way it took in ink, the desired state as the dashed ring. */
import { taskStateNames } from '../../model/swarm-mode.ts'
import { clockOf } from '../../projection/harbour-words.ts'
import { clusterOf, type LoadedRun } from '../run/loaded-run.ts'
import { useWorkbench } from '../state/workbench-react.ts'
import { type ChartState, stateHeight } from './chart-layout.ts'
import { InspectButton } from './inspect-button.tsx'
import { taskChart, taskStateWidth } from './task-chart-layout.ts'
import { visitsOf } from './visits.ts'

export function TaskChart({ run, task }: { readonly run: LoadedRun; readonly task: number }) {
  const position = useWorkbench((context) => context.position)
  const { containers } = clusterOf(run, { position, timeUs: 0 })
  const current = taskStateNames[containers.taskState[task]]
  const desired = taskStateNames[containers.desired[task]]
  const { states: visited, steps: made } = wayOfTask(run, task, position)
  const chart = taskChart(new Set(made.keys()), desired)
  const { name } = run.trace.tables.containers[task]
  return (
    // Where it is narrow it scrolls, so the keyboard must reach it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs it
    <section className="state-chart" tabIndex={0} aria-label="State of the task">
      <h3>State of the task</h3>
      <p className="chart-legend">
        <i className="who world" /> observed
        <i className="who user" /> desired
        <InspectButton />
      </p>
      <svg
        width={chart.width}
        height={chart.height}
        viewBox={`0 0 ${chart.width} ${chart.height}`}
        role="img"
        aria-label={`Task ${name}: observed ${current}, desired ${desired}. It was ${[...visited].join(', ')}.`}
      >
        {chart.steps.map(({ from, to, events }) => (
          <Step
            key={`${from}-${to}`}
            from={chart.states.find((state) => state.name === from)}
            to={chart.states.find((state) => state.name === to)}
            timeUs={made.get(`${from}-${to}`)}
            title={events.join(', ')}
          />
        ))}
        {chart.states.map(({ name: state, x, y }) => (
          <g
            key={state}
            className={`state${state === current ? ' current' : visited.has(state) ? ' visited' : ''}`}
            transform={`translate(${x},${y})`}
          >
            {state === desired && (
              <rect
                className="asked-ring"
                x="-4"
                y="-4"
                width={taskStateWidth + 8}
                height={stateHeight + 8}
                rx="5"
              />
            )}
            <rect className="body" width={taskStateWidth} height={stateHeight} rx="3" />
            <text x={taskStateWidth / 2} y={stateHeight / 2 + 4}>
              {state}
            </text>
          </g>
        ))}
      </svg>
    </section>
  )
}

/** States and steps until now; each step with its time. */
function wayOfTask(run: LoadedRun, task: number, position: number) {
  const states = new Set(['new'])
  const steps = new Map<string, number>()
  let state = 'new'
  for (const { event, timeUs } of visitsOf(run.trace, 'task', task, position)) {
    const to = event.slice(event.indexOf('.') + 1)
    steps.set(`${state}-${to}`, timeUs)
    states.add(to)
    state = to
  }
  return { states, steps }
}

interface StepProps {
  readonly from: ChartState | undefined
  readonly to: ChartState | undefined
  readonly timeUs: number | undefined
  readonly title: string
}

function Step({ from, to, timeUs, title }: StepProps) {
  if (from === undefined || to === undefined) return null
  const isMade = timeUs !== undefined
  const { d, x, y } = wayOf(from, to)
  return (
    <g className={`step${isMade ? ' made' : ''}`}>
      <path d={d} markerEnd={isMade ? 'url(#arrow)' : 'url(#arrow-quiet)'} />
      <title>{title}</title>
      {isMade && (
        <text x={x} y={y}>
          {clockOf(timeUs)}
        </text>
      )}
    </g>
  )
}

/** Along the row: straight, or above what is skipped. Down: to the middle of the state below. */
function wayOf(from: ChartState, to: ChartState): { d: string; x: number; y: number } {
  const middle = stateHeight / 2
  if (from.y === to.y) {
    const x1 = from.x + taskStateWidth
    const x2 = to.x - 5
    // Times stand above the row in turn, so that neighbours do not touch.
    if (x2 - x1 < 40) {
      return { d: `M${x1} ${from.y + middle} H${x2}`, x: (x1 + x2) / 2, y: from.y - 6 }
    }
    const top = from.y - 8
    const startX = from.x + taskStateWidth * 0.75
    const endX = to.x + taskStateWidth * 0.25
    return {
      d: `M${startX} ${from.y} C${startX} ${top - 6} ${endX} ${top - 6} ${endX} ${to.y - 5}`,
      x: (startX + endX) / 2,
      y: top - 4,
    }
  }
  const x1 = from.x + taskStateWidth / 2
  const x2 = to.x + taskStateWidth / 2
  const y1 = from.y + stateHeight
  const y2 = to.y - 5
  const bend = (y2 - y1) / 2
  return {
    d: `M${x1} ${y1} C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`,
    x: (x1 + x2) / 2 + (x1 === x2 ? 20 : 0),
    y: (y1 + y2) / 2 + 4,
  }
}
