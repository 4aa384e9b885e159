/** The managers' marks above the water: who leads, who is down; each opens the election view. */
import { roleWords } from '../../projection/election-words.ts'
import { useIsPhone } from '../input/screen.ts'
import { viewOf } from '../managers/registry.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { useRun, useSend, useWorkbench } from '../state/workbench-react.ts'
import { useElection } from './election-data.ts'

export function ManagersStrip() {
  const run = useRun()
  if (run === undefined || !viewOf(run.trace.model).hasElections) return null
  return <Marks run={run} />
}

function Marks({ run }: { readonly run: LoadedRun }) {
  const { managers, members } = useElection(run)
  const isOpen = useWorkbench(({ selection }) => selection?.type === 'election')
  const send = useSend()
  const isPhone = useIsPhone()
  const all = managers.filter(({ role }) => role !== 'outside')
  const leader = all.find(({ role, isStalled }) => role === 'leader' && !isStalled)
  // Where there is little room the leader is enough.
  const shown = isPhone ? all.filter(({ manager }) => manager === leader?.manager) : all
  return (
    <button
      type="button"
      className="managers-strip"
      aria-pressed={isOpen}
      title="The managers and their votes (e)"
      onClick={() => send({ type: 'election' })}
    >
      {!isPhone && (members === 1 ? 'Manager' : 'Managers')}
      {shown.map(({ manager, name, role, isStalled, machine }) => {
        const isLost = role === 'down' || machine === 'cutOff' || machine === 'frozen'
        const state = isStalled ? 'no quorum' : machine === 'cutOff' ? 'cut off' : roleWords[role]
        return (
          <span key={manager} className={`mark-of ${isStalled ? 'stalled' : role}`}>
            <Flag isLeader={role === 'leader'} />
            {name}
            {(role !== 'follower' || isLost) && <small> {state}</small>}
          </span>
        )
      })}
      {leader === undefined && members > 0 && <span className="tone-fail">no leader</span>}
    </button>
  )
}

/** A pennant: filled for the leader, hollow for other managers. */
function Flag({ isLeader }: { readonly isLeader: boolean }) {
  return (
    <svg className={isLeader ? 'flag leader' : 'flag'} width="11" height="13" aria-hidden="true">
      <path d="M1.5 12.5 V1 L10 4 L1.5 7" />
    </svg>
  )
}
