/**
 * The election view: swarm mode's managers around a ring with their votes, the ends of their logs, and
 * the same as a table. It follows the playhead, and one sentence says how they stand.
 */
import type { Election, ManagerView } from '../../projection/election.ts'
import { electionSentence, reasonWords, roleWords } from '../../projection/election-words.ts'
import { clockOf } from '../../projection/harbour-words.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { useSend } from '../state/workbench-react.ts'
import { CloseButton } from './close-button.tsx'
import { useElection } from './election-data.ts'
import { ElectionLogs } from './election-logs.tsx'
import { ElectionRing } from './election-ring.tsx'
import { ManagerHistory } from './manager-history.tsx'

export function ElectionPanel({ run }: { readonly run: LoadedRun }) {
  const election = useElection(run)
  const send = useSend()
  const { members, quorum, managers } = election
  const term = Math.max(0, ...managers.map((view) => view.term))
  return (
    <>
      <header>
        <h2>The managers</h2>
        <span className="about">
          term {term} · {quorum} of {members} are a quorum
        </span>
        <CloseButton onClose={() => send({ type: 'select', selection: undefined })} />
      </header>
      <p className="answer">{electionSentence(election)}</p>
      <ElectionRing election={election} />
      <p className="ring-key">
        <Key name="vote" /> votes for
        <Key name="refusal" /> refuses
        <Key name="cut" /> cut
      </p>
      <ElectionLogs election={election} />
      <ManagerTable election={election} />
      <Votes election={election} />
      <ManagerHistory run={run} managers={managers.map(({ manager }) => manager)} />
    </>
  )
}

function Key({ name }: { readonly name: 'vote' | 'refusal' | 'cut' }) {
  return (
    <svg width="34" height="10" aria-hidden="true">
      <line className={`ring-${name}`} x1="1" x2="33" y1="5" y2="5" />
    </svg>
  )
}

/** What the ring shows, in rows. */
function ManagerTable({ election }: { readonly election: Election }) {
  const send = useSend()
  const { managers, quorum } = election
  const nameOf = (manager: number, self: ManagerView) =>
    manager < 0 ? '–' : manager === self.manager ? 'itself' : managers[manager].name
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys must reach it
    <section className="table-scroller" tabIndex={0} aria-label="The managers as a table">
      <table className="managers">
        <caption>The managers as a table</caption>
        <thead>
          <tr>
            <th scope="col">manager</th>
            <th scope="col">role</th>
            <th scope="col">term</th>
            <th scope="col">voted for</th>
            <th scope="col">follows</th>
            <th scope="col">reaches</th>
          </tr>
        </thead>
        <tbody>
          {managers.map((view) => {
            const { manager, name, role, term, vote, leader, reaches, isStalled } = view
            const isOut = role === 'outside'
            return (
              <tr key={manager}>
                <th scope="row">
                  <button
                    type="button"
                    onClick={() =>
                      send({ type: 'select', selection: { type: 'manager', manager } })
                    }
                  >
                    {name}
                  </button>
                </th>
                <td className={role === 'down' || isStalled ? 'tone-fail' : ''}>
                  {roleWords[role]}
                  {isStalled && ', waits for a quorum'}
                </td>
                <td>{isOut ? '–' : term}</td>
                <td>{isOut ? '–' : nameOf(vote, view)}</td>
                <td>{role === 'follower' ? nameOf(leader, view) : '–'}</td>
                <td className={!isOut && reaches < quorum ? 'tone-fail' : ''}>
                  {isOut ? '–' : `${reaches} of ${election.members}`}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/** Refused votes with their reason, newest first. */
function Votes({ election }: { readonly election: Election }) {
  const { managers, refusals } = election
  if (refusals.length === 0) return null
  return (
    <section>
      <h3>Refused votes</h3>
      <ul>
        {[...refusals].reverse().map(({ voter, candidate, reason, timeUs }) => (
          <li key={`${voter}-${candidate}-${timeUs}`}>
            {clockOf(timeUs)}: {managers[voter].name} refuses {managers[candidate].name}, because{' '}
            {reasonWords(reason)}.
          </li>
        ))}
      </ul>
    </section>
  )
}
