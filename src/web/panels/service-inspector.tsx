/** Everything about one service: what it asks for, how far an update or a job is, and its tasks. */
import { type FormEvent, useState } from 'react'
import { formatCpus, formatDuration, formatMemory, plural } from '../../model/format.ts'
import type { ServiceSpec } from '../../model/swarm-mode.ts'
import { clockOf } from '../../projection/harbour-words.ts'
import {
  modeWords,
  progressWords,
  type ServiceView,
  serviceView,
} from '../../projection/service-views.ts'
import { clusterOf, type LoadedRun, planOf } from '../run/loaded-run.ts'
import { dockerCommand } from '../state/interventions.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'
import { CloseButton } from './close-button.tsx'
import { ServiceHistory } from './service-history.tsx'

interface ServiceInspectorProps {
  readonly run: LoadedRun
  /** Number in the plan. */
  readonly service: number
}

export function ServiceInspector({ run, service }: ServiceInspectorProps) {
  const position = useWorkbench((context) => context.position)
  const send = useSend()
  const { name, hue } = planOf(run, 'default').services[service]
  const view = serviceView(run.trace, clusterOf(run, { position, timeUs: 0 }), name)
  return (
    <>
      <header>
        <h2>
          <i className={`swatch hue-${hue}`} /> {name}
        </h2>
        <span className="about">
          service{view !== undefined && `, ${view.spec.task.image} · ${modeWords(view.spec)}`}
        </span>
        <CloseButton onClose={() => send({ type: 'select', selection: undefined })} />
      </header>
      {view === undefined ? (
        <p className="quiet">It has not been created yet.</p>
      ) : (
        <>
          <p className="answer">{answerOf(view)}</p>
          {run.scenario !== undefined && view.exists && <ServiceVerbs view={view} />}
          <Specification spec={view.spec} version={view.version} />
          <h3>Its tasks by state</h3>
          {view.tasks.length === 0 && <p className="quiet">none</p>}
          <dl className="facts">
            {view.tasks.map(([state, count]) => (
              <div key={state}>
                <dt>{state}</dt>
                <dd>{count}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <ServiceHistory run={run} name={name} />
    </>
  )
}

function answerOf(view: ServiceView): string {
  const { isJob, completed, slots, upToDate, version, updateState, updateMessage } = view
  if (!view.exists) return 'It was removed.'
  if (isJob) return `${completed} of ${plural(slots, 'task')} completed.`
  const words = progressWords(view)
  const since = updateState === 'none' ? '' : ` since ${clockOf(view.updateSinceUs)}`
  const message = updateMessage === '' ? '' : `: ${updateMessage}`
  const head = `${upToDate} of ${plural(slots, 'replica')} run as version ${version} says`
  return words === '' ? `${head}.` : `${head}; ${words}${since}${message}.`
}

function Specification({
  spec,
  version,
}: {
  readonly spec: ServiceSpec
  readonly version: number
}) {
  const { task, update } = spec
  const { reservations, placement, restart } = task
  const reserved = [
    ...(reservations.nanoCpus > 0 ? [`${formatCpus(reservations.nanoCpus / 1e9)} cpu`] : []),
    ...(reservations.memoryBytes > 0 ? [formatMemory(reservations.memoryBytes)] : []),
  ]
  const attempts = restart.maxAttempts > 0 ? `, ${restart.maxAttempts} times at most` : ''
  const rows: readonly (readonly [string, string])[] = [
    ['version', String(version)],
    ['image', task.image],
    ['reserves', reserved.length === 0 ? 'nothing' : reserved.join(', ')],
    ...(placement.constraints.length > 0
      ? [['constraints', placement.constraints.join(', ')] as const]
      : []),
    ...(placement.preferences.length > 0
      ? [['spreads over', placement.preferences.join(', ')] as const]
      : []),
    ['restart', `${restart.condition}, after ${formatDuration(restart.delayUs)}${attempts}`],
    [
      'update',
      `${update.parallelism === 0 ? 'all' : update.parallelism} at a time, ${update.order}, ` +
        `on failure ${update.failureAction}`,
    ],
  ]
  return (
    <dl className="facts">
      {rows.map(([term, words]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Scale, update, roll back, remove: command lines, dated now. */
function ServiceVerbs({ view }: { readonly view: ServiceView }) {
  const { name, spec } = view
  const timeUs = useWorkbench((context) => context.timeUs)
  const send = useSend()
  const replicas = spec.mode.type === 'replicated' ? spec.mode.replicas : undefined
  const [count, setCount] = useState<number>()
  const [image, setImage] = useState<string>()
  const ask = (line: string) =>
    send({ type: 'intervene', intervention: dockerCommand(line, timeUs) })
  const scale = (event: FormEvent) => {
    event.preventDefault()
    ask(`service scale ${name}=${count ?? replicas}`)
  }
  const update = (event: FormEvent) => {
    event.preventDefault()
    ask(`service update --image ${image ?? spec.task.image} ${name}`)
  }
  return (
    <div className="service-verbs">
      {replicas !== undefined && (
        <form onSubmit={scale}>
          <label>
            Replicas{' '}
            <input
              type="number"
              min={0}
              max={100_000}
              value={count ?? replicas}
              onChange={({ target }) => setCount(Math.max(0, Math.floor(Number(target.value))))}
            />
          </label>
          <button type="submit">Scale</button>
        </form>
      )}
      <form onSubmit={update}>
        <label>
          Image{' '}
          <input
            value={image ?? spec.task.image}
            required
            pattern="\S+"
            spellCheck={false}
            onChange={({ target }) => setImage(target.value)}
          />
        </label>
        <button type="submit">Update</button>
      </form>
      <p>
        <button type="button" onClick={() => ask(`service update --force ${name}`)}>
          Replace all tasks
        </button>
        <button
          type="button"
          disabled={view.version < 2}
          onClick={() => ask(`service rollback ${name}`)}
        >
          Roll back
        </button>
        <button type="button" onClick={() => ask(`service rm ${name}`)}>
          Remove
        </button>
      </p>
    </div>
  )
}
