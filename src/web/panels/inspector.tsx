/** In place of the log: everything about one thing, or how the managers stand to each other. */
import { formatCpus, formatMemory } from '../../model/format.ts'
import { attachmentsOf } from '../../projection/attachments.ts'
import { shortName } from '../../projection/harbour-words.ts'
import { lastContainerOf } from '../../projection/slot-containers.ts'
import { viewOf } from '../managers/registry.ts'
import { Metrics } from '../metrics/metrics.tsx'
import { clusterOf, type LoadedRun } from '../run/loaded-run.ts'
import type { Selection } from '../state/workbench-context.ts'
import { useRun, useSend, useWorkbench } from '../state/workbench-react.ts'
import { CloseButton } from './close-button.tsx'
import { containerParts } from './container-part.tsx'
import { ElectionPanel } from './election.tsx'
import { ExplanationPanel } from './explanation.tsx'
import { slotOf, useExplanation } from './explanation-data.ts'
import { History } from './history.tsx'
import { ManagerInspector } from './manager-inspector.tsx'
import { NodeInspector } from './node-inspector.tsx'
import { ServiceInspector } from './service-inspector.tsx'

export function Inspector() {
  const run = useRun()
  const selection = useWorkbench((context) => context.selection)
  if (run === undefined || selection === undefined) return null
  return (
    <aside className="inspector" aria-label="Inspector">
      <Inspected run={run} selection={selection} />
    </aside>
  )
}

function Inspected({ run, selection }: { readonly run: LoadedRun; readonly selection: Selection }) {
  switch (selection.type) {
    case 'node':
      return <NodeInspector run={run} node={selection.node} />
    case 'manager':
      return <ManagerInspector run={run} manager={selection.manager} />
    case 'service':
      return <ServiceInspector run={run} service={selection.service} />
    case 'metrics':
      return <Metrics run={run} />
    case 'election':
      return <ElectionPanel run={run} />
    case 'container':
    case 'slot':
      return <ContainerInspector run={run} selection={selection} />
  }
}

interface ContainerInspectorProps {
  readonly run: LoadedRun
  readonly selection: Extract<Selection, { readonly type: 'container' | 'slot' }>
}

function ContainerInspector({ run, selection }: ContainerInspectorProps) {
  const position = useWorkbench((context) => context.position)
  const send = useSend()
  const slot = slotOf(run, selection)
  const explained = useExplanation(run, selection, position)
  const isExplained = explained !== undefined && explained !== 'loading'
  const { tables, model } = run.trace
  const { thing } = viewOf(model)
  const ContainerPart = containerParts[thing]
  const row =
    selection.type === 'container' ? tables.containers[selection.container] : tables.slots[slot]
  const service = slot < 0 ? '' : tables.slots[slot].service
  const config = tables.configs[row.config]
  const container =
    selection.type === 'container'
      ? selection.container
      : lastContainerOf(run.trace, clusterOf(run, { position, timeUs: 0 }), slot)
  const name = shortName(service, row.name)
  return (
    <>
      <header>
        <h2>{name}</h2>
        <span className="about">
          {thing}, {config.image}
          {config.memoryBytes > 0 && ` · ${formatMemory(config.memoryBytes)}`}
          {config.cpus > 0 && ` · ${formatCpus(config.cpus)} cpu`}
          {container >= 0 && attachedInWords(run, container)}
        </span>
        <span className="decision-number">
          {isExplained && explained.count > 1 && (
            <span>
              its decision {explained.number} of {explained.count}
            </span>
          )}
          <button
            type="button"
            aria-label="The decision before"
            title="The decision before: ["
            onClick={() => send({ type: 'stepDecision', by: -1 })}
          >
            [
          </button>
          <button
            type="button"
            aria-label="The next decision"
            title="The next decision: ]"
            onClick={() => send({ type: 'stepDecision', by: 1 })}
          >
            ]
          </button>
        </span>
        <CloseButton onClose={() => send({ type: 'select', selection: undefined })} />
      </header>
      {isExplained ? (
        <ExplanationPanel
          run={run}
          name={name}
          slot={slot}
          asked={selection.node ?? -1}
          explained={explained}
        />
      ) : (
        <p className="quiet">
          {explained === 'loading'
            ? 'Asking the scheduler …'
            : 'The manager has not decided anything about it yet.'}
        </p>
      )}
      <ContainerPart run={run} container={container} slot={slot} />
      <History run={run} slot={slot} container={container} />
    </>
  )
}

/** What it is joined to: ` · joins front · mounts data`. */
function attachedInWords({ trace }: LoadedRun, container: number): string {
  const { networks, volumes } = attachmentsOf(trace, container)
  const words = [
    ...(networks.length > 0 ? [`joins ${networks.join(', ')}`] : []),
    ...(volumes.length > 0 ? [`mounts ${volumes.join(', ')}`] : []),
  ]
  return words.map((word) => ` · ${word}`).join('')
}
