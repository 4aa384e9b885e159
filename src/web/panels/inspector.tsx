/** In place of the log: everything about one container, waiting slot or node. */
import { formatCpus, formatMemory } from '../../model/format.ts'
import { shortName } from '../../projection/harbour-words.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import type { Selection } from '../state/workbench-context.ts'
import { useRun, useSend, useWorkbench } from '../state/workbench-react.ts'
import { CloseButton } from './close-button.tsx'
import { ExplanationPanel } from './explanation.tsx'
import { slotOf, useExplanation } from './explanation-data.ts'
import { History } from './history.tsx'
import { NodeInspector } from './node-inspector.tsx'
import { ContainerChart } from './state-charts.tsx'

export function Inspector() {
  const run = useRun()
  const selection = useWorkbench((context) => context.selection)
  if (run === undefined || selection === undefined) return null
  return (
    <aside className="inspector" aria-label="Inspector">
      {selection.type === 'node' ? (
        <NodeInspector run={run} node={selection.node} />
      ) : (
        <ContainerInspector run={run} selection={selection} />
      )}
    </aside>
  )
}

interface ContainerInspectorProps {
  readonly run: LoadedRun
  readonly selection: Exclude<Selection, { readonly type: 'node' }>
}

function ContainerInspector({ run, selection }: ContainerInspectorProps) {
  const position = useWorkbench((context) => context.position)
  const send = useSend()
  const slot = slotOf(run, selection)
  const explained = useExplanation(run, selection, position)
  const isExplained = explained !== undefined && explained !== 'loading'
  const { tables } = run.trace
  const row =
    selection.type === 'container' ? tables.containers[selection.container] : tables.slots[slot]
  const service = slot < 0 ? '' : tables.slots[slot].service
  const config = tables.configs[row.config]
  const container =
    selection.type === 'container' ? selection.container : lastContainer(run, slot, position)
  const name = shortName(service, row.name)
  return (
    <>
      <header>
        <h2>{name}</h2>
        <span className="about">
          container, {config.image}
          {config.memoryBytes > 0 && ` · ${formatMemory(config.memoryBytes)}`}
          {config.cpus > 0 && ` · ${formatCpus(config.cpus)} cpu`}
        </span>
        {isExplained && explained.count > 1 && (
          <span className="decision-number">
            decision {explained.number} of {explained.count}
          </span>
        )}
        <CloseButton onClose={() => send({ type: 'select', selection: undefined })} />
      </header>
      {isExplained ? (
        <ExplanationPanel run={run} name={name} explained={explained} />
      ) : (
        <p className="quiet">
          {explained === 'loading'
            ? 'Asking the scheduler …'
            : 'The manager has not decided anything about it yet.'}
        </p>
      )}
      {container >= 0 && <ContainerChart run={run} container={container} slot={slot} />}
      <History run={run} slot={slot} container={container} />
    </>
  )
}

/** The newest container of a slot that had been placed before `position`. */
function lastContainer({ playhead, trace }: LoadedRun, slot: number, position: number): number {
  const { containers } = trace.tables
  const cluster = playhead.moveTo(position)
  for (let container = containers.length - 1; container >= 0; container--) {
    if (containers[container].slot === slot && cluster.containers.node[container] >= 0) {
      return container
    }
  }
  return -1
}
