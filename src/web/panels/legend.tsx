/** How to read the picture: the marks that are in it now, at this level of detail. */

import { levelOf } from '../../projection/harbour-layout.ts'
import { type HarbourMarkName, marksOf } from '../../projection/harbour-marks.ts'
import type { HarbourPlan } from '../../projection/harbour-plan.ts'
import { levelAtWidth } from '../../projection/harbour-zoom.ts'
import { harbourOf, type LoadedRun, type Sight } from '../run/loaded-run.ts'
import { useWorkbench } from '../state/workbench-react.ts'

const words: Readonly<Record<HarbourMarkName, string>> = {
  known: 'runs, the manager knows',
  ghost: 'believed to run, gone',
  unseen: 'runs, out of its sight',
  duplicate: 'so many copies of it run',
  placing: 'pulling its image',
  starting: 'created, starting',
  paused: 'paused',
  exited: 'has exited',
  failed: 'failed',
  lost: 'lost for good',
  wake: 'was here, moved on',
  asked: 'asked for',
  waiting: 'waits, not tried yet',
  refused: 'waits, no node fits',
  'quay-up': 'machine is up',
  'quay-down': 'machine is down',
  boom: 'cut off or frozen',
  'berth-left': 'taken out, or has left',
  'berth-pending': 'not accepted yet',
  overcommit: 'promised on top',
  'flag-leader': 'manager, the leader',
  flag: 'manager',
}

/** From 301 nodes on a column is a node: the same marks are bands and caps. */
const bandMarks: readonly (readonly [mark: string, words: string])[] = [
  ['column', 'one column is one node, one colour one service'],
  ['cap', 'cap: arrived in the last 10 s'],
]
const bandWords: Partial<Record<HarbourMarkName, readonly [mark: string, words: string]>> = {
  ghost: ['ghost-column', 'hollow: believed to run, machine is down'],
  wake: ['wake-column', 'dotted: noticed, containers moved on'],
  lost: ['lost-column', 'red: lost, or failed'],
  failed: ['lost-column', 'red: lost, or failed'],
}
/** At the level of bands these are part of the columns, or have no mark of their own. */
const closeOnly: ReadonlySet<HarbourMarkName> = new Set([
  'known',
  'unseen',
  'duplicate',
  'placing',
  'starting',
  'paused',
  'exited',
  'asked',
  'overcommit',
  'flag',
  'flag-leader',
])

const heights = {
  memory: 'Height: memory reserved.',
  cpu: 'Height: cpu reserved.',
  count: 'Height: number of containers.',
} as const

export function Legend({ run, plan }: { readonly run: LoadedRun; readonly plan: HarbourPlan }) {
  const names = useWorkbench((context) => marksNow(run, context))
  const scale = useWorkbench(({ view }) => view?.scale ?? 1)
  const level = levelAtWidth(approximateWidth[levelOf(plan)] * scale, levelOf(plan))
  const shown = names.split(' ').filter((name) => name !== '') as HarbourMarkName[]
  const marks = level === 3 ? bandsOf(shown) : shown.map((name) => [name, words[name]] as const)
  return (
    <section className="legend" aria-label="How to read it">
      <h2>How to read it</h2>
      <ul>
        {marks.map(([mark, text]) => (
          <li key={mark}>
            <Mark name={mark} />
            {text}
          </li>
        ))}
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

/** With more nodes than this a frame has no time to look for marks. */
const slowNodes = 300
const slowMs = 500

let last: { run?: LoadedRun; names: string; madeMs: number } = { names: '', madeMs: 0 }

/** As one word, so that the legend is drawn again only when it differs. */
function marksNow(run: LoadedRun, sight: Sight): string {
  const nowMs = performance.now()
  const isLarge = run.trace.model.nodes.length > slowNodes
  if (isLarge && last.run === run && nowMs - last.madeMs < slowMs) return last.names
  const names = marksOf(harbourOf(run, sight)).join(' ')
  last = { run, names, madeMs: nowMs }
  return names
}

/** Width of a berth in the whole harbour, about: which marks there are does not hang on a pixel. */
const approximateWidth = { 1: 132, 2: 30, 3: 4 } as const

function bandsOf(names: readonly HarbourMarkName[]): readonly (readonly [string, string])[] {
  const own = names.flatMap((name): (readonly [string, string])[] => {
    const band = bandWords[name]
    if (band !== undefined) return [band]
    return closeOnly.has(name) ? [] : [[name, words[name]]]
  })
  return [...new Map([...bandMarks, ...own])]
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
    case 'lost-column':
      return <rect className="lost-band" x="13" y="2" width="7" height="14" />
    case 'boom':
      return <rect className="boom-mark" x="2" y="2" width="30" height="13" />
    case 'berth-left':
      return <rect className="dotted" x="7" y="1" width="20" height="15" />
    case 'berth-pending':
      return <rect className="pending" x="7" y="1" width="20" height="15" />
    case 'overcommit':
      return <line className="overcommit" x1="1" x2="33" y1="8" y2="8" />
    case 'wake-column':
      return <rect className="dotted" x="13" y="2" width="7" height="14" />
    default:
      return (
        <g className={`box hue-1 ${boxClass[name] ?? name}`}>
          <rect className="fill" x="1" y="1" width="32" height="14" />
          {name === 'placing' && <rect className="level" x="1" y="8" width="32" height="7" />}
          {name === 'unseen' && <rect className="overlay" x="1" y="1" width="32" height="14" />}
          {name === 'lost' && <path className="stroke" d="M1 15 L33 1" />}
          {name === 'failed' && <path className="stroke" d="M22 4 l7 7 m0 -7 l-7 7" />}
          {name === 'duplicate' && <path className="corner" d="M19 1 H33 V15 Z" />}
        </g>
      )
  }
}

/** Marks that are drawn as another box is. */
const boxClass: Readonly<Record<string, string>> = {
  duplicate: 'known',
  waiting: 'asked',
  refused: 'asked refused',
}
