/** Everything about one node: what it is, what the manager believes, and how both came about. */
import type { Cluster } from '../../model/cluster.ts'
import { formatCpus, formatMemory, plural } from '../../model/format.ts'
import type { Trace } from '../../model/trace.ts'
import { berthOf } from '../../projection/harbour.ts'
import { stateWords } from '../draw/boxes.ts'
import { viewOf } from '../managers/registry.ts'
import { harbourOf, type LoadedRun } from '../run/loaded-run.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'
import { CloseButton } from './close-button.tsx'
import { NodeHistory } from './node-history.tsx'
import { NodeCharts } from './state-charts.tsx'
import { Verbs } from './verbs.tsx'

/** More boxes than this are counted. */
const boxesMax = 60

export function NodeInspector({ run, node }: { readonly run: LoadedRun; readonly node: number }) {
  const context = useWorkbench((whole) => whole)
  const send = useSend()
  const harbour = harbourOf(run, context)
  const spec = run.trace.model.nodes[node]
  const berth = berthOf(harbour, node)
  const { trace } = run
  const view = viewOf(trace.model)
  const labels = Object.entries({ ...spec.labels, ...labelsOf(trace, harbour.cluster, node) })
  return (
    <>
      <header>
        <h2>{spec.name}</h2>
        <span className="about">
          node, {formatCpus(spec.cpus)} cpu, {formatMemory(spec.memoryBytes)}
          {spec.rack !== '' && ` · rack ${spec.rack}`}
          {spec.zone !== '' && ` · zone ${spec.zone}`}
        </span>
        <CloseButton onClose={() => send({ type: 'select', selection: undefined })} />
      </header>
      <p className="answer">{berth.label}.</p>
      <dl className="facts">
        <div>
          <dt>books</dt>
          <dd>
            {formatMemory(berth.usedMemoryBytes)} of {formatMemory(spec.memoryBytes)},{' '}
            {formatCpus(berth.usedCpus)} of {formatCpus(spec.cpus)} cpu
          </dd>
        </div>
        {view.nodeFacts(trace, harbour.cluster, node).map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
        {labels.length > 0 && (
          <div>
            <dt>labels</dt>
            <dd>{labels.map(([key, value]) => `${key}=${value}`).join(', ')}</dd>
          </div>
        )}
      </dl>
      {run.scenario !== undefined && (
        <Verbs verbs={view.verbsOfNode(trace, harbour.cluster, node)} className="verb-row" />
      )}
      <NodeCharts run={run} node={node} />
      <h3>Its {view.thing}s</h3>
      {berth.boxes.length === 0 && <p className="quiet">none</p>}
      <ul className="box-list">
        {berth.boxes
          .slice(-boxesMax)
          .reverse()
          .map(({ container, label, kind, note, hue }) => (
            <li key={container}>
              <button
                type="button"
                onClick={() =>
                  send({ type: 'select', selection: { type: 'container', container } })
                }
              >
                <i className={`swatch hue-${hue}`} />
                {label}
              </button>
              <span className="quiet">{note === '' ? stateWords[kind] : note}</span>
            </li>
          ))}
      </ul>
      {berth.boxes.length > boxesMax && (
        <p className="quiet">{plural(berth.boxes.length - boxesMax, 'older one', 'older ones')}</p>
      )}
      <NodeHistory run={run} node={node} />
    </>
  )
}

/** Swarm mode keeps labels of its own, which can change during a run. */
function labelsOf({ model, tables }: Trace, { nodes }: Cluster, node: number): Labels {
  const changed = nodes.labels[node] >= 0 ? tables.texts[nodes.labels[node]] : ''
  if (changed !== '' && model.nodes[node].swarm !== undefined) return JSON.parse(changed) as Labels
  return model.nodes[node].swarm?.labels ?? {}
}

type Labels = Readonly<Record<string, string>>
