/** What swarm mode's managers know of a task, what became of its slot, and how both came about. */
import { taskStateNames } from '../../model/swarm-mode.ts'
import { factInWords } from '../../projection/fact-words.ts'
import { clockOf } from '../../projection/harbour-words.ts'
import { clusterOf, type LoadedRun } from '../run/loaded-run.ts'
import { useWorkbench } from '../state/workbench-react.ts'
import { Attempts } from './attempts.tsx'
import { ContainerChart } from './state-charts.tsx'
import { TaskChart } from './task-chart.tsx'
import { replacementsOf } from './task-facts.ts'
import { TaskOrigin } from './task-origin.tsx'

interface TaskPartProps {
  readonly run: LoadedRun
  /** -1 while there is none. */
  readonly container: number
  readonly slot: number
}

export function TaskPart({ run, container: task, slot }: TaskPartProps) {
  if (task < 0) return null
  return (
    <>
      <TaskFacts run={run} task={task} />
      <TaskOrigin run={run} task={task} />
      <TaskChart run={run} task={task} />
      <Attempts run={run} slot={slot} task={task} />
      <ContainerChart run={run} container={task} slot={slot} title="Its container" />
    </>
  )
}

function TaskFacts({ run, task }: { readonly run: LoadedRun; readonly task: number }) {
  const position = useWorkbench((context) => context.position)
  const { model, tables } = run.trace
  const { containers } = clusterOf(run, { position, timeUs: 0 })
  const { name, slot, spec } = tables.containers[task]
  const node = containers.node[task]
  const error = containers.taskError[task]
  const observed = taskStateNames[containers.taskState[task]]
  const desired = taskStateNames[containers.desired[task]]
  const version = spec === undefined ? undefined : tables.specs?.[spec]?.version
  const rows: readonly (readonly [string, string])[] = [
    ['slot', slot < 0 ? 'none' : tables.slots[slot].name],
    ['attempt', name.split('.').at(-1) ?? ''],
    ['node', node < 0 ? 'none yet' : model.nodes[node].name],
    ['observed', `${observed} since ${clockOf(containers.believedSinceUs[task])}`],
    ['desired', desired],
    ...(error < 0 ? [] : [['message', tables.texts[error]] as const]),
    ...(version === undefined ? [] : [['version', `of specification ${version}`] as const]),
  ]
  const successor = replacementsOf(run.trace).find((one) => one.task === task && one.row < position)
  return (
    <section className="task-facts">
      <h3>The task</h3>
      <dl className="facts">
        {rows.map(([term, words]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd className={term === 'desired' && desired !== observed ? 'tone-strong' : ''}>
              {words}
            </dd>
          </div>
        ))}
      </dl>
      {successor !== undefined && (
        <p>
          At {clockOf(run.trace.timeUs[successor.row])}: {factInWords(run.trace, successor.row)}.
        </p>
      )}
    </section>
  )
}
