/** On demand: lines through the free water that join the containers of one network or volume. */
import { namesOfAttachments } from '../../projection/attachments.ts'
import type { HarbourLayout } from '../../projection/harbour-layout.ts'
import { networkLines } from '../../projection/network-lines.ts'
import { harbourOf, type LoadedRun } from '../run/loaded-run.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'

interface NetworksProps {
  readonly run: LoadedRun
  readonly layout: HarbourLayout
}

/** More drops than this are no picture; the search finds them by `network:`. */
const dropsMax = 600

export function Networks({ run, layout }: NetworksProps) {
  const isShown = useWorkbench(({ showsNetworks }) => showsNetworks)
  return isShown ? <Lines run={run} layout={layout} /> : null
}

function Lines({ run, layout }: NetworksProps) {
  const sight = useWorkbench((context) => context)
  const lines = networkLines(harbourOf(run, sight), layout)
  const isTooMany = lines.reduce((sum, { drops }) => sum + drops.length, 0) > dropsMax
  if (isTooMany) {
    return (
      <p className="network-words">
        Too many to join: look closer, or search for network:… or volume:…
      </p>
    )
  }
  return (
    <svg className="networks" width={layout.width} height={layout.height} aria-hidden="true">
      {lines.map(({ kind, name, index, row, y, fromX, untilX, drops }) => (
        <g key={`${kind} ${name} ${row}`} className={`${kind} of-${index % 4}`}>
          <path d={`M${fromX} ${y}H${untilX}`} />
          {drops.map(({ x, y: end, container }) => (
            <g key={container}>
              <path d={`M${x} ${y}V${end}`} />
              {kind === 'network' ? (
                <circle cx={x} cy={end} r="2.4" />
              ) : (
                <rect x={x - 2.4} y={end - 2.4} width="4.8" height="4.8" />
              )}
            </g>
          ))}
          <text x={Math.max(6, fromX - 6)} y={y + 3.5} textAnchor="end">
            {kind === 'volume' ? `volume ${name}` : name}
          </text>
        </g>
      ))}
    </svg>
  )
}

/** The switch, where a run has networks or volumes with names. */
export function NetworksSwitch({ run }: { readonly run: LoadedRun }) {
  const isShown = useWorkbench(({ showsNetworks }) => showsNetworks)
  const send = useSend()
  const kinds = (['networks', 'volumes'] as const).filter(
    (kind) => namesOfAttachments(run.trace, kind).length > 0,
  )
  if (kinds.length === 0) return null
  const words = kinds.join(', ')
  return (
    <button type="button" aria-pressed={isShown} onClick={() => send({ type: 'networks' })}>
      {`${words[0].toUpperCase()}${words.slice(1)}`}
    </button>
  )
}
