/** The managers around a ring: who they are, the connections between them, votes and refusals. */
import type { KeyboardEvent } from 'react'
import type { Election, ManagerView } from '../../projection/election.ts'
import { managerLabel, reasonWords, roleWords } from '../../projection/election-words.ts'
import { arrowBetween, type Card, cardHeight, cardsOf, cardWidth, ringSize } from '../draw/ring.ts'
import { useSend } from '../state/workbench-react.ts'

export function ElectionRing({ election }: { readonly election: Election }) {
  const { managers } = election
  const shown = managers.filter(({ role }) => role !== 'outside')
  const { width, height } = ringSize(shown.length)
  const cards = new Map(cardsOf(shown.length).map((card, at) => [shown[at].manager, card] as const))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of buttons inside of SVG
    <svg
      className="ring-picture"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="group"
      aria-label="Managers and their votes"
    >
      <Connections election={election} cards={cards} />
      <Arrows election={election} cards={cards} />
      {shown.map((view) => (
        <ManagerCard
          key={view.manager}
          election={election}
          view={view}
          card={cards.get(view.manager) ?? { x: 0, y: 0 }}
        />
      ))}
    </svg>
  )
}

interface PartProps {
  readonly election: Election
  readonly cards: ReadonlyMap<number, Card>
}

/** A hairline per pair; magenta where it is cut, dotted where messages are lost or late. */
function Connections({ election: { links, managers }, cards }: PartProps) {
  const all = [...cards]
  return all.flatMap(([one, from], at) =>
    all.slice(at + 1).map(([other, to]) => {
      const own = links.filter(
        (link) =>
          (link.from === one && link.to === other) || (link.from === other && link.to === one),
      )
      const isApart = [one, other].some((manager) => managers[manager].machine === 'cutOff')
      const isCut = isApart || own.some(({ loss }) => loss >= 1)
      const kind = isCut ? 'cut' : own.length > 0 ? 'poor' : 'link'
      const words = own
        .filter(({ loss, isOneWay }) => loss < 1 || isOneWay)
        .map(({ loss, delayUs, isOneWay, from: source }) => {
          const what =
            loss >= 1 ? 'cut' : delayUs > 0 ? `+${delayUs / 1000} ms` : `loses ${loss * 100} %`
          return isOneWay ? `${what} from ${managers[source].name}` : what
        })
        .join(', ')
      return (
        <g key={`${one}-${other}`}>
          <line className={`ring-${kind}`} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
          {words !== '' && (
            <text
              className={`ring-words ${kind}`}
              x={(from.x + to.x) / 2}
              y={(from.y + to.y) / 2 - 6}
            >
              {words}
            </text>
          )}
        </g>
      )
    }),
  )
}

/** Words stand nearer to who votes: those of the way back, and of the connection, have their own place. */
const wordsAt = 0.4

function Arrows({ election: { votes, refusals, managers }, cards }: PartProps) {
  const arrows = [
    ...votes
      .filter(({ voter, candidate }) => voter !== candidate)
      .map(({ voter, candidate, term }) => ({
        voter,
        candidate,
        kind: 'vote',
        // An older vote was given in a term that is over for the others.
        isOld: term < managers[candidate].term,
        words: `term ${term}`,
      })),
    ...refusals.map(({ voter, candidate, reason }) => ({
      voter,
      candidate,
      kind: 'refusal',
      isOld: false,
      words: reasonWords(reason),
    })),
  ]
  return arrows.map(({ voter, candidate, kind, isOld, words }) => {
    const [from, to] = [cards.get(voter), cards.get(candidate)]
    if (from === undefined || to === undefined) return null
    const { x1, y1, x2, y2 } = arrowBetween(from, to)
    return (
      <g key={`${kind}-${voter}-${candidate}-${words}`} className={isOld ? 'old' : ''}>
        <line
          className={`ring-${kind}`}
          x1={x1}
          y1={y1}
          x2={x2}
          y2={y2}
          markerEnd={kind === 'vote' ? 'url(#arrow)' : 'url(#arrow-fail)'}
        />
        <text
          className={`ring-words ${kind}`}
          x={x1 + (x2 - x1) * wordsAt}
          y={y1 + (y2 - y1) * wordsAt - 5}
        >
          {words}
        </text>
      </g>
    )
  })
}

interface CardProps {
  readonly election: Election
  readonly view: ManagerView
  readonly card: Card
}

function ManagerCard({ election, view, card }: CardProps) {
  const send = useSend()
  const { manager, name, role, term, lastIndex, commitIndex, vote, machine, isStalled } = view
  const open = () => send({ type: 'select', selection: { type: 'manager', manager } })
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    open()
  }
  const trouble = machine === 'cutOff' ? ', cut off' : machine === 'frozen' ? ', frozen' : ''
  const self = vote === manager ? ', votes for itself' : ''
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button inside of SVG
    <g
      className={`ring-card ${role}${isStalled ? ' stalled' : ''}`}
      transform={`translate(${card.x - cardWidth / 2},${card.y - cardHeight / 2})`}
      role="button"
      tabIndex={0}
      aria-label={managerLabel(election, view)}
      onClick={open}
      onKeyDown={press}
    >
      <rect width={cardWidth} height={cardHeight} rx="3" />
      <text className="name" x="10" y="18">
        {name}
      </text>
      <text className="role" x="10" y="34">
        {isStalled ? 'leader without a quorum' : `${roleWords[role]}${trouble}`}
      </text>
      <text x="10" y="49">
        term {term}
        {self}
      </text>
      <text x="10" y="63">
        log {lastIndex}, committed {commitIndex}
      </text>
    </g>
  )
}
