/**
 * Between what the interface holds (numbers of a run) and what an address holds (names): what is
 * selected, which service is bright, which moment it is.
 */
import { positionAt } from '../../machine/fold.ts'
import type { TimeSpan } from '../../projection/timeline-axis.ts'
import { viewOf } from '../managers/registry.ts'
import { type LoadedRun, planOf } from '../run/loaded-run.ts'
import { keptSelection } from '../state/changes.ts'
import { seek, start } from '../state/playback.ts'
import type { Selection, WorkbenchContext } from '../state/workbench-context.ts'
import type { AddressView } from './address.ts'

/** The view of `run` as an address says it. */
export function viewInWords(run: LoadedRun, context: WorkbenchContext): AddressView {
  const { truth, measure, selection, service, span, picked, position } = context
  const { view: zoom, query, isTabular, showsNetworks, colouring, compareLook } = context
  const timeUs = Math.round(context.timeUs)
  return {
    timeUs,
    position: positionAt(run.trace, timeUs) === position ? undefined : position,
    truth,
    measure,
    selection: selection === undefined ? undefined : selectionText(run, selection),
    service: planOf(run, 'default').services[service]?.name,
    span,
    picked,
    zoom,
    query,
    isTabular,
    showsNetworks,
    colouring,
    onlyDiffers: compareLook.onlyDiffers,
    pairedNode: compareLook.node === '' ? undefined : compareLook.node,
  }
}

export interface FoundView {
  readonly view: Partial<WorkbenchContext>
  /** What the run does not have, in sentences. */
  readonly remarks: readonly string[]
}

/**
 * What an address says of the view, as `run` can show it.
 *
 * @param endUs end of the clock
 */
export function viewFromWords(
  run: LoadedRun,
  words: AddressView,
  endUs = run.trace.endUs,
): FoundView {
  const remarks: string[] = []
  const { trace } = run
  const wanted = words.timeUs ?? 0
  if (wanted > endUs) remarks.push('The moment is after the end of the run.')
  const moment = seek(trace, wanted, endUs)
  const { position } = words
  const isWithin = position !== undefined && isOfMoment(run, position, moment.timeUs)
  if (position !== undefined && !isWithin) remarks.push('The run has other facts at that moment.')
  const selection = words.selection === undefined ? undefined : selectionOf(run, words.selection)
  if (words.selection !== undefined && selection === undefined) {
    remarks.push(`The run has no ${words.selection.replace(':', ' ')} to select.`)
  }
  const { services } = planOf(run, 'default')
  const service = services.findIndex(({ name }) => name === words.service)
  if (words.service !== undefined && service < 0) {
    remarks.push(`The run has no service ${words.service}.`)
  }
  const { truth, measure, zoom, query, isTabular, showsNetworks } = words
  const within = (span: TimeSpan | undefined) =>
    span !== undefined && span.untilUs <= trace.endUs ? span : undefined
  const span = within(words.span)
  const picked = within(words.picked)
  if (words.picked !== undefined && picked === undefined) {
    remarks.push('The span of time goes beyond the end of the run.')
  }
  const view = {
    ...(words.timeUs === undefined ? {} : { ...moment, ...(isWithin && { position }) }),
    ...{ truth, measure, query, isTabular, showsNetworks, selection, service, span, picked },
    view: zoom,
    compareLook: { onlyDiffers: words.onlyDiffers, node: words.pairedNode ?? '' },
  }
  // Whoever comes back to the beginning is told again how to begin.
  const hasMoved = view.position !== undefined && view.position !== start(trace).position
  const { inspect } = words
  const address = inspect === '1' ? '' : inspect
  const asks = address !== undefined && { dialog: { type: 'inspect', address } as const }
  return { view: { ...view, hasMoved, ...asks }, remarks }
}

/** Whether the run can stand between these two facts at that time. */
function isOfMoment({ trace }: LoadedRun, position: number, timeUs: number): boolean {
  if (position > trace.length) return false
  const lastUs = position === 0 ? 0 : trace.timeUs[position - 1]
  const nextUs = position === trace.length ? trace.endUs : trace.timeUs[position]
  return lastUs <= timeUs && timeUs <= nextUs
}

/** `node:node-2`; where names are not unique, the number: `container:12`. */
export function selectionText(run: LoadedRun, selection: Selection): string {
  const { model } = run.trace
  switch (selection.type) {
    case 'container':
      return `container:${selection.container}`
    case 'slot':
      return `slot:${selection.slot}`
    case 'node':
      return `node:${model.nodes[selection.node].name}`
    case 'manager':
      return `manager:${selection.manager}`
    case 'service':
      return `service:${planOf(run, 'default').services[selection.service].name}`
    case 'election':
    case 'metrics':
      return selection.type
  }
}

/** Nothing where the run has no such thing. */
export function selectionOf(run: LoadedRun, text: string): Selection | undefined {
  const at = text.indexOf(':')
  const type = at < 0 ? text : text.slice(0, at)
  const name = at < 0 ? '' : text.slice(at + 1)
  const number = /^\d{1,9}$/.test(name) ? Number(name) : -1
  switch (type) {
    case 'container':
      return number < 0 ? undefined : keptSelection({ type, container: number }, run)
    case 'slot':
      return number < 0 ? undefined : keptSelection({ type, slot: number }, run)
    case 'manager':
      return number < 0 ? undefined : keptSelection({ type, manager: number }, run)
    case 'node': {
      const node = run.trace.model.nodes.findIndex((spec) => spec.name === name)
      return node < 0 ? undefined : { type, node }
    }
    case 'service': {
      const service = planOf(run, 'default').services.findIndex((row) => row.name === name)
      return service < 0 ? undefined : { type, service }
    }
    case 'election':
      return viewOf(run.trace.model).hasElections ? { type } : undefined
    case 'metrics':
      return { type }
    default:
      return undefined
  }
}
