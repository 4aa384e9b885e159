/**
 * The address of a moment: scenario, seed, branch, time, selection and view, as the part of the
 * URL after `#`. A static server never sees that part, so it works from any of them. This file only
 * turns it into text and back; `restore.ts` opens what it says.
 */
import { parseTime } from '../../model/parse-time.ts'
import type { Colouring } from '../../projection/colouring.ts'
import { type Truth, truths } from '../../projection/harbour-boxes.ts'
import { type Measure, measures } from '../../projection/harbour-plan.ts'
import type { TimeSpan } from '../../projection/timeline-axis.ts'
import { colouringFrom, colouringText } from '../colours/colouring-text.ts'
import type { Intervention } from '../state/interventions.ts'
import { type Beside, besideFrom, besideWords } from './beside.ts'

/** Written into every address. A page that does not know the number says so, and guesses nothing. */
export const addressVersion = '1'

/** Where the scenario comes from. */
export type Source =
  /** What opens here without an address. */
  | { readonly type: 'first' }
  /** One that comes with the product, by its name. */
  | { readonly type: 'gallery'; readonly path: string }
  /** What `reberth open FILE` serves beside the page. */
  | { readonly type: 'served'; readonly path: string }
  /** A text of one's own, packed into the address. */
  | { readonly type: 'inline'; readonly packed: string }

export interface Address {
  readonly source: Source
  /** In place of the scenario's own. */
  readonly seed: string | undefined
  /** First digits of the run's digest: whether the same run came out of it. */
  readonly digest: string | undefined
  /** What was added to the scenario's timeline, in its order. */
  readonly forks: readonly Intervention[]
  /** The run that stands beside it. */
  readonly beside?: Beside | undefined
  /** That one stands on the left. */
  readonly isSwapped?: boolean
  readonly view: AddressView
}

export interface AddressView {
  readonly timeUs: number | undefined
  /** Facts that have happened, where the time alone does not say it. */
  readonly position: number | undefined
  readonly truth: Truth
  readonly measure: Measure | 'default'
  /** As `selection-text.ts` writes it: a run is needed to read it. */
  readonly selection: string | undefined
  readonly service: string | undefined
  readonly span: TimeSpan | undefined
  /** The span of time that is looked at by itself. */
  readonly picked: TimeSpan | undefined
  /** Which part of the harbour fills the window. */
  readonly zoom: Zoom | undefined
  /** What is searched for. */
  readonly query: string
  readonly isTabular: boolean
  readonly showsNetworks: boolean
  readonly colouring: Colouring
  /** While runs are compared: only what differs is drawn. */
  readonly onlyDiffers: boolean
  /** While runs are compared: the node that is read in both. */
  readonly pairedNode: string | undefined
  /** Asks at once where a stream for Stately's inspector goes: the inspector's address, or `1`. */
  readonly inspect?: string | undefined
}

export interface Zoom {
  readonly scale: number
  readonly x: number
  readonly y: number
}

export const plainView: AddressView = {
  timeUs: undefined,
  position: undefined,
  truth: 'both',
  measure: 'default',
  selection: undefined,
  service: undefined,
  span: undefined,
  picked: undefined,
  zoom: undefined,
  query: '',
  isTabular: false,
  showsNetworks: false,
  colouring: { type: 'order' },
  onlyDiffers: false,
  pairedNode: undefined,
}

/** What follows the `#`. What is as it always is at first is left out. */
export function addressText(address: Address): string {
  const { source, seed, digest, forks, beside, view } = address
  const words = new URLSearchParams({ v: addressVersion })
  const put = (name: string, value: string | undefined) => {
    if (value !== undefined) words.append(name, value)
  }
  if (source.type === 'gallery') put('scenario', source.path)
  if (source.type === 'served') put('file', source.path)
  if (source.type === 'inline') put('text', source.packed)
  put('seed', seed)
  for (const fork of forks) put('fork', forkText(fork))
  if (beside !== undefined) {
    for (const [name, value] of besideWords(beside, forkText)) put(name, value)
    if (address.isSwapped === true) put('sides', 'swapped')
  }
  put('run', digest)
  if (view.timeUs !== undefined) put('t', secondsText(view.timeUs))
  put('n', view.position === undefined ? undefined : String(view.position))
  if (view.truth !== 'both') put('show', view.truth)
  if (view.measure !== 'default') put('measure', view.measure)
  put('select', view.selection)
  put('service', view.service)
  put('span', spanText(view.span))
  put('pick', spanText(view.picked))
  if (view.zoom !== undefined) {
    const { scale, x, y } = view.zoom
    put('zoom', [scale.toFixed(3), x.toFixed(1), y.toFixed(1)].map(Number).join('~'))
  }
  if (view.query !== '') put('find', view.query)
  if (view.isTabular) put('tables', '1')
  if (view.showsNetworks) put('networks', '1')
  put('colours', colouringText(view.colouring))
  if (view.onlyDiffers) put('differs', 'only')
  put('node', view.pairedNode)
  put('inspect', view.inspect)
  return words.toString()
}

/** The label is for reading only, so it gives way to the sign between the parts. */
function forkText({ atUs, label, entry }: Intervention): string {
  return `${Math.round(atUs)}~${label.replaceAll('~', '-')}~${entry}`
}

function spanText(span: TimeSpan | undefined): string | undefined {
  return span && `${secondsText(span.fromUs)}~${secondsText(span.untilUs)}`
}

/** To the microsecond, which is as exact as a run is. */
function secondsText(timeUs: number): string {
  return `${Number((Math.round(timeUs) / 1_000_000).toFixed(6))}s`
}

export interface ReadAddress {
  readonly address: Address
  /** Parts that say nothing that is understood, in sentences. They are left out. */
  readonly remarks: readonly string[]
}

/** An address that cannot be opened, in words for the person who followed it. */
export class AddressError extends Error {
  override readonly name = 'AddressError'
}

/**
 * Reads what follows the `#`. Without an address there is nothing to read. Throws an AddressError
 * where even the scenario cannot be told; all else is a remark.
 */
export function parseAddress(hash: string): ReadAddress | undefined {
  const text = hash.replace(/^#/, '')
  if (text === '') return undefined
  const words = new URLSearchParams(text)
  const version = words.get('v') ?? addressVersion
  if (version !== addressVersion) {
    throw new AddressError(`It was made by another version of Reberth (address ${version}).`)
  }
  const remarks: string[] = []
  const read = <T>(name: string, parse: (value: string) => T | undefined): T | undefined => {
    const value = words.get(name)
    if (value === null) return undefined
    const parsed = parse(value)
    if (parsed === undefined) remarks.push(`${name}=${shortened(value)} says nothing known.`)
    return parsed
  }
  const known = new Set(parameters)
  for (const name of new Set(words.keys())) {
    if (!known.has(name)) remarks.push(`${shortened(name)} is no part of an address.`)
  }
  const address: Address = {
    source: sourceOf(words),
    seed: words.get('seed') ?? undefined,
    digest: words.get('run') ?? undefined,
    forks: words.getAll('fork').map(forkOf),
    beside: read('beside', (text) => besideFrom(text, words.getAll('beside-fork').map(forkOf))),
    ...(words.get('sides') === 'swapped' && { isSwapped: true }),
    view: {
      timeUs: read('t', parseTime),
      position: read('n', wholeNumber),
      truth: read('show', (value) => truths.find((truth) => truth === value)) ?? 'both',
      measure: read('measure', (value) => measures.find((one) => one === value)) ?? 'default',
      selection: words.get('select') ?? undefined,
      service: words.get('service') ?? undefined,
      span: read('span', spanOf),
      picked: read('pick', spanOf),
      zoom: read('zoom', zoomOf),
      query: words.get('find') ?? '',
      isTabular: words.get('tables') === '1',
      showsNetworks: words.get('networks') === '1',
      colouring: read('colours', colouringFrom) ?? { type: 'order' },
      onlyDiffers: words.get('differs') === 'only',
      pairedNode: words.get('node') ?? undefined,
      inspect: words.get('inspect') ?? undefined,
    },
  }
  return { address, remarks }
}

const parameters: readonly string[] = [
  'v',
  'scenario',
  'file',
  'text',
  'seed',
  'fork',
  'beside',
  'beside-fork',
  'sides',
  'run',
  't',
  'n',
  'show',
  'measure',
  'select',
  'service',
  'span',
  'pick',
  'zoom',
  'find',
  'tables',
  'networks',
  'colours',
  'differs',
  'node',
  'inspect',
]

function sourceOf(words: URLSearchParams): Source {
  const path = words.get('scenario')
  if (path !== null) return { type: 'gallery', path }
  const file = words.get('file')
  if (file !== null) return { type: 'served', path: file }
  const packed = words.get('text')
  return packed === null ? { type: 'first' } : { type: 'inline', packed }
}

function forkOf(text: string): Intervention {
  const [at, label, ...entry] = text.split('~')
  const atUs = wholeNumber(at)
  if (atUs === undefined || entry.length === 0) {
    throw new AddressError(`It names a change that cannot be read: ${shortened(text)}`)
  }
  return { atUs, label, entry: entry.join('~') }
}

function spanOf(text: string): TimeSpan | undefined {
  const [fromUs, untilUs] = text.split('~').map(parseTime)
  if (fromUs === undefined || untilUs === undefined || untilUs <= fromUs) return undefined
  return { fromUs, untilUs }
}

function zoomOf(text: string): Zoom | undefined {
  const parts = text.split('~').map(Number)
  if (parts.length !== 3 || !parts.every(Number.isFinite)) return undefined
  const [scale, x, y] = parts
  return scale >= 1 ? { scale, x, y } : undefined
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

/** Enough of it to be recognised. */
function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}
