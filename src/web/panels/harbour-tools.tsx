/** What can be done to the harbour as a whole, at its lower edge. */
import { viewOf } from '../managers/registry.ts'
import { clusterOf, type LoadedRun } from '../run/loaded-run.ts'
import { heal } from '../state/interventions.ts'
import { useRun, useSend, useWorkbench } from '../state/workbench-react.ts'
import { NetworksSwitch } from '../zoom/networks.tsx'
import { ZoomTools } from '../zoom/zoom-tools.tsx'

export function HarbourTools() {
  const run = useRun()
  const send = useSend()
  if (run === undefined) return null
  if (run.scenario === undefined) {
    return (
      <p className="harbour-tools">
        <span>A recorded trace: it can be watched, not changed.</span>
        <NetworksSwitch run={run} />
        <ZoomTools />
      </p>
    )
  }
  return (
    <p className="harbour-tools">
      <button type="button" onClick={() => send({ type: 'dialog', dialog: { type: 'addNode' } })}>
        Add a node…
      </button>
      {viewOf(run.trace.model).canPartition && <PartitionTools run={run} />}
      <NetworksSwitch run={run} />
      <ZoomTools />
    </p>
  )
}

/** Cut connections, and put them together again. */
function PartitionTools({ run }: { readonly run: LoadedRun }) {
  const position = useWorkbench((context) => context.position)
  const timeUs = useWorkbench((context) => context.timeUs)
  const send = useSend()
  const isCut = clusterOf(run, { position, timeUs }).links.size > 0
  return (
    <>
      <button
        type="button"
        onClick={() => send({ type: 'dialog', dialog: { type: 'partition', nodes: [] } })}
      >
        Partition…
      </button>
      {isCut && (
        <button
          type="button"
          title="All connections are as before"
          onClick={() => send({ type: 'intervene', intervention: heal(timeUs) })}
        >
          Heal
        </button>
      )}
    </>
  )
}
