/** Everything about one manager: its role, what it has promised and written, and how that came about. */
import { managerLabel, roleWords } from '../../projection/election-words.ts'
import { viewOf } from '../managers/registry.ts'
import { clusterOf, type LoadedRun } from '../run/loaded-run.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'
import { CloseButton } from './close-button.tsx'
import { useElection } from './election-data.ts'
import { ManagerHistory } from './manager-history.tsx'
import { ManagerChart } from './state-charts.tsx'
import { Verbs } from './verbs.tsx'

interface ManagerInspectorProps {
  readonly run: LoadedRun
  readonly manager: number
}

export function ManagerInspector({ run, manager }: ManagerInspectorProps) {
  const position = useWorkbench((context) => context.position)
  const send = useSend()
  const election = useElection(run)
  const { managers, quorum, members } = election
  const view = managers[manager]
  const { model } = run.trace
  const cluster = clusterOf(run, { position, timeUs: 0 })
  const nameOf = (other: number) =>
    other < 0 ? 'nobody' : other === manager ? 'itself' : managers[other].name
  const isOut = view.role === 'outside'
  const rows: readonly (readonly [string, string])[] = isOut
    ? [['role', roleWords.outside]]
    : [
        ['role', roleWords[view.role]],
        ['term', String(view.term)],
        ['vote', view.vote < 0 ? 'none in this term' : nameOf(view.vote)],
        ['follows', view.role === 'follower' ? nameOf(view.leader) : 'nobody'],
        ['log', `up to entry ${view.lastIndex}, committed up to ${view.commitIndex}`],
        ['reaches', `${view.reaches} of ${members}; ${quorum} are a quorum`],
      ]
  return (
    <>
      <header>
        <h2>{view.name}</h2>
        <span className="about">
          manager, {view.node < 0 ? 'on a machine of its own' : `on ${model.nodes[view.node].name}`}
        </span>
        <CloseButton onClose={() => send({ type: 'select', selection: undefined })} />
      </header>
      <p className="answer">{managerLabel(election, view)}.</p>
      <dl className="facts">
        {rows.map(([term, words]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      {run.scenario !== undefined && (
        <Verbs
          verbs={viewOf(model).verbsOfManager(run.trace, cluster, manager)}
          className="verb-row"
        />
      )}
      <p className="jumps">
        <button
          type="button"
          onClick={() => send({ type: 'select', selection: { type: 'election' } })}
        >
          All managers and their votes
        </button>
        {view.node >= 0 && (
          <button
            type="button"
            onClick={() => send({ type: 'select', selection: { type: 'node', node: view.node } })}
          >
            Its node
          </button>
        )}
      </p>
      <ManagerChart run={run} manager={manager} />
      <ManagerHistory run={run} managers={[manager]} />
    </>
  )
}
