/** How to read the picture: the marks that this level of detail uses. */
import { levelOf } from '../../projection/harbour-layout.ts'
import type { HarbourPlan } from '../../projection/harbour-plan.ts'
import { viewOf } from '../managers/registry.ts'

const boxMarks: readonly (readonly [mark: string, words: string])[] = [
  ['known', 'runs, the manager knows'],
  ['ghost', 'believed to run, gone'],
  ['unseen', 'runs, out of its sight'],
  ['asked', 'asked for, waits'],
  ['placing', 'pulling its image'],
  ['wake', 'was here, moved on'],
  ['lost', 'lost for good'],
]

const bandMarks: readonly (readonly [mark: string, words: string])[] = [
  ['column', 'one column is one node, one colour one service'],
  ['cap', 'cap: arrived in the last 10 s'],
  ['ghost-column', 'hollow: believed to run, machine is down'],
  ['wake-column', 'dotted: noticed, containers moved on'],
]

const heights = {
  memory: 'Height: memory reserved.',
  cpu: 'Height: cpu reserved.',
  count: 'Height: number of containers.',
} as const

export function Legend({ plan }: { readonly plan: HarbourPlan }) {
  const level = levelOf(plan)
  const marks = level === 3 ? bandMarks : boxMarks
  return (
    <section className="legend" aria-label="How to read it">
      <h2>How to read it</h2>
      <ul>
        {marks.map(([mark, words]) => (
          <li key={mark}>
            <Mark name={mark} />
            {words}
          </li>
        ))}
        <li>
          <Mark name="quay-up" />
          machine is up
        </li>
        <li>
          <Mark name="quay-down" />
          machine is down
        </li>
        {viewOf(plan.trace.model).hasElections && (
          <>
            <li>
              <Mark name="flag-leader" />
              manager, the leader
            </li>
            <li>
              <Mark name="flag" />
              manager
            </li>
          </>
        )}
      </ul>
      <p>
        {heights[plan.measure]}
        {level === 1 && plan.measure !== 'cpu' && (
          <>
            <br />
            Thin column: cpu reserved.
          </>
        )}
      </p>
    </section>
  )
}

function Mark({ name }: { readonly name: string }) {
  return (
    <svg className={`mark ${name}`} width="34" height="17" aria-hidden="true">
      <MarkShape name={name} />
    </svg>
  )
}

function MarkShape({ name }: { readonly name: string }) {
  switch (name) {
    case 'quay-up':
      return (
        <>
          <rect className="strip" x="0" y="7" width="34" height="6" />
          <line className="edge" x1="0" x2="34" y1="7" y2="7" />
        </>
      )
    case 'quay-down':
      return <rect className="broken" x="0" y="6" width="34" height="7" />
    case 'flag':
    case 'flag-leader':
      return (
        <g className={name === 'flag' ? 'flag' : 'flag leader'}>
          <path d="M12.5 15 V2 L21 5 L12.5 8" />
        </g>
      )
    case 'column':
      return (
        <>
          <rect className="hue-2" x="9" y="7" width="6" height="8" />
          <rect className="hue-1" x="9" y="2" width="6" height="5" />
          <rect className="hue-2" x="18" y="4" width="6" height="11" />
        </>
      )
    case 'cap':
      return (
        <>
          <rect className="hue-3" x="13" y="5" width="7" height="11" />
          <rect className="ink" x="13" y="2" width="7" height="3" />
        </>
      )
    case 'ghost-column':
      return <rect className="hollow" x="13" y="2" width="7" height="14" />
    case 'wake-column':
      return <rect className="dotted" x="13" y="2" width="7" height="14" />
    default:
      return (
        <g className={`box hue-1 ${name}`}>
          <rect className="fill" x="1" y="1" width="32" height="14" />
          {name === 'placing' && <rect className="level" x="1" y="8" width="32" height="7" />}
          {name === 'unseen' && <rect className="overlay" x="1" y="1" width="32" height="14" />}
          {name === 'lost' && <path className="stroke" d="M1 15 L33 1" />}
        </g>
      )
  }
}
