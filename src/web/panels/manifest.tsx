/**
 * The manifest: services with their colour and three counts, and the legend of the picture.
 * On a narrow page it folds to swatches and counts, and opens over the water.
 */
import { Fragment, type ReactNode, useState } from 'react'
import { formatCount } from '../../model/format.ts'
import type { ManifestRow } from '../../projection/harbour-manifest.ts'
import type { ServicePlan } from '../../projection/harbour-plan.ts'
import { progressOf } from '../../projection/service-views.ts'
import { useMedia } from '../input/screen.ts'
import { viewOf } from '../managers/registry.ts'
import { clusterOf, type LoadedRun, planOf } from '../run/loaded-run.ts'
import { useRun, useSend, useWorkbench } from '../state/workbench-react.ts'
import { Legend } from './legend.tsx'
import { useManifest } from './moment.ts'

/** From this number on the columns need a narrower type. */
const denseMin = 10_000

/** More services than this fold into one line. */
const rowsMax = 14

export function Manifest() {
  const manifest = useManifest()
  const run = useRun()
  const service = useWorkbench((context) => context.service)
  const measure = useWorkbench((context) => context.measure)
  const send = useSend()
  const isNarrow = useMedia('(max-width: 1440px) and (min-width: 900px)')
  const [isOpen, setOpen] = useState(false)
  const className = `manifest${isNarrow ? (isOpen ? ' opened' : ' folded') : ''}`
  if (manifest === undefined || run === undefined) {
    return <aside className={className} aria-label="Manifest" />
  }
  const { hasServices } = viewOf(run.trace.model)
  const services = planOf(run, 'default').services
  // The line for all others is no service.
  const isService = (index: number) => rows[index].service === services[index]?.name
  const canLook = (index: number) => hasServices && isService(index)
  const canChange = (index: number) => run.scenario !== undefined && isService(index)
  const rows = manifest.rows.length <= rowsMax ? manifest.rows : folded(manifest.rows)
  return (
    <aside className={className} aria-label="Manifest">
      {isNarrow && (
        <button
          type="button"
          className="fold"
          aria-expanded={isOpen}
          aria-label={isOpen ? 'Fold the manifest' : 'Open the manifest'}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? '‹' : '›'}
        </button>
      )}
      <h2>Manifest</h2>
      <table className={manifest.all.asked >= denseMin ? 'dense' : ''}>
        <thead>
          <tr>
            <th scope="col">service</th>
            <th scope="col">asked</th>
            <th scope="col">believed</th>
            <th scope="col">runs</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Fragment key={row.service}>
              <tr
                className={service >= 0 && service !== index ? 'pale' : ''}
                onContextMenu={(event) => {
                  if (!isService(index)) return
                  event.preventDefault()
                  const { clientX: x, clientY: y } = event
                  const target = { type: 'service', service: index } as const
                  send({ type: 'dialog', dialog: { type: 'verbs', target, x, y } })
                }}
              >
                <th scope="row">
                  <button
                    type="button"
                    aria-pressed={service === index}
                    title="Others pale; the right button says what can be done"
                    onClick={() => send({ type: 'service', service: index })}
                  >
                    <i className={`swatch hue-${row.hue}`} />
                    <span>{row.service}</span>
                  </button>
                </th>
                <Counts row={row} service={canChange(index) ? index : -1} />
              </tr>
              {canLook(index) && <ServiceLine run={run} service={index} name={row.service} />}
            </Fragment>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">all</th>
            <Counts row={manifest.all} service={-1} />
          </tr>
        </tfoot>
      </table>
      <ColoursButton services={services} />
      <Differences unseen={manifest.unseen} ghosts={manifest.ghosts} />
      <Legend run={run} plan={planOf(run, measure)} />
    </aside>
  )
}

interface ServiceLineProps {
  readonly run: LoadedRun
  readonly service: number
  readonly name: string
}

/** How far an update or a job is, where there is something to say. */
function ServiceLine({ run, service, name }: ServiceLineProps) {
  const position = useWorkbench((context) => context.position)
  const words = progressOf(run.trace, clusterOf(run, { position, timeUs: 0 }), name)
  if (words === '') return null
  return (
    <tr className="service-line">
      <td colSpan={4}>
        <Look service={service} label={`${name}: ${words}`}>
          {words}
        </Look>
      </td>
    </tr>
  )
}

interface LookProps {
  readonly service: number
  readonly label: string
  readonly children: ReactNode
}

/** The way to all that is known of a service, and to what can be asked of it. */
function Look({ service, label, children }: LookProps) {
  const send = useSend()
  return (
    <button
      type="button"
      className="look"
      aria-label={label}
      title="Look at the service, scale it, update it"
      onClick={() => send({ type: 'select', selection: { type: 'service', service } })}
    >
      {children}
    </button>
  )
}

interface CountsProps {
  readonly row: ManifestRow
  /** -1 for what is no service. */
  readonly service: number
}

function Counts({ row, service }: CountsProps) {
  const send = useSend()
  const { asked, believed, runs } = row
  return (
    <>
      <td>
        {service < 0 ? (
          formatCount(asked)
        ) : (
          <button
            type="button"
            className="look"
            aria-label={`${row.service}: ${asked} asked, scale it`}
            title="Ask for another number"
            onClick={() => send({ type: 'dialog', dialog: { type: 'scale', service } })}
          >
            {formatCount(asked)}
          </button>
        )}
      </td>
      <td className={believed === runs ? '' : 'tone-belief'}>{formatCount(believed)}</td>
      <td className={runs < asked ? 'tone-fail' : runs > asked ? 'tone-belief' : ''}>
        {formatCount(runs)}
      </td>
    </>
  )
}

/** Once services share grey, it matters which. */
function ColoursButton({ services }: { readonly services: readonly ServicePlan[] }) {
  const send = useSend()
  if (services.length < 2) return null
  const grey = services.filter(({ hue }) => hue === 0).length
  return (
    <p className="colour-choice">
      {grey > 0 && `${formatCount(grey)} ${grey === 1 ? 'is' : 'are'} grey. `}
      <button
        type="button"
        className="look"
        title="Which services have hues"
        onClick={() => send({ type: 'dialog', dialog: { type: 'colours' } })}
      >
        Colours…
      </button>
    </p>
  )
}

function Differences({ unseen, ghosts }: { readonly unseen: number; readonly ghosts: number }) {
  if (unseen === 0 && ghosts === 0) return null
  return (
    <p className="differences">
      {ghosts > 0 && (
        <span>
          The manager counts {formatCount(ghosts)} that no longer {ghosts === 1 ? 'runs' : 'run'}.{' '}
        </span>
      )}
      {unseen > 0 && (
        <span>
          {formatCount(unseen)} {unseen === 1 ? 'runs' : 'run'} where the manager does not count{' '}
          {unseen === 1 ? 'it' : 'them'}.
        </span>
      )}
    </p>
  )
}

/** The first services as they are, the rest as one line. */
function folded(rows: readonly ManifestRow[]): readonly ManifestRow[] {
  const shown = rows.slice(0, rowsMax - 1)
  const rest = rows.slice(rowsMax - 1)
  const sum = (key: 'asked' | 'believed' | 'runs') =>
    rest.reduce((total, row) => total + row[key], 0)
  return [
    ...shown,
    {
      service: `${rest.length} others`,
      hue: 0,
      asked: sum('asked'),
      believed: sum('believed'),
      runs: sum('runs'),
    },
  ]
}
