/** Beside a box in the roads: since when it waits, and what every node has against it. */
import { formatTime } from '../../model/format.ts'
import { type PlacedWaiting, squaresAfter, waitingWidth } from '../draw/roads.ts'
import { viewOf } from '../managers/registry.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'
import { useExplanation } from './explanation-data.ts'
import { reasonsOf } from './explanation-words.ts'

interface RefusalsProps {
  readonly run: LoadedRun
  readonly placed: readonly PlacedWaiting[]
  readonly width: number
}

export function Refusals({ run, placed, width }: RefusalsProps) {
  const selection = useWorkbench((context) => context.selection)
  const send = useSend()
  const told =
    placed.find(({ slot }) => selection?.type === 'slot' && selection.slot === slot) ?? placed[0]
  const position = useWorkbench((context) => context.position)
  const explained = useExplanation(
    run,
    told === undefined ? undefined : { type: 'slot', slot: told.slot },
    position,
  )
  if (told === undefined) return null
  const left = placed[placed.length - 1].x + waitingWidth + 14
  // Squares for all others lie to the right of the words.
  const most = told.others > 0 ? squaresAfter : Number.POSITIVE_INFINITY
  const room = Math.max(160, Math.min(most, width - left - 16))
  const end = viewOf(run.trace.model).refusedEnd(run.trace.model)
  const reasons =
    explained === undefined || explained === 'loading' ? [] : reasonsOf(explained.explanation)
  return (
    <div className="refusal" style={{ left, top: 36, width: room }}>
      <button
        type="button"
        onClick={() => send({ type: 'select', selection: { type: 'slot', slot: told.slot } })}
      >
        {told.label} has no berth since {formatTime(told.sinceUs)}: {told.error}
      </button>
      <p>
        {reasons.join(' · ')}
        {reasons.length > 0 && end !== '' && `. ${end}`}
      </p>
    </div>
  )
}
