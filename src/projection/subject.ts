/**
 * Which facts led to a broken expectation: those about the containers it speaks of, the nodes they
 * were on, and whatever was done to the cluster from outside. The story of a failed test.
 */
import type { Expectation, Quantity } from '../model/expectation.ts'
import { type FieldKind, factCode, fieldsOf } from '../model/facts.ts'
import type { Trace } from '../model/trace.ts'
import { containersNamed } from './containers-named.ts'
import { readingOf } from './managers/registry.ts'
import { type Row, rowAt } from './walk.ts'

/** More than this is a list and no longer a story. */
const rowsMax = 12

/** Rows of at most twelve facts up to `untilUs`, oldest first. */
export function eventsThatLedTo(
  trace: Trace,
  { quantity }: Expectation,
  untilUs: number,
): readonly number[] {
  const slots = slotsOf(trace, quantity)
  const nodes = nodesOf(trace, quantity, slots)
  const { noise } = readingOf(trace.model)
  const found: number[] = []
  let last = trace.length - 1
  while (last >= 0 && trace.timeUs[last] > untilUs) last--
  for (let row = last; row >= 0 && found.length < rowsMax; row--) {
    const fact = rowAt(trace, row)
    if (noise.has(fact.type)) continue
    if (concerns(trace, fact, quantity, { slots, nodes })) found.push(row)
  }
  return found.reverse()
}

function slotsOf(trace: Trace, quantity: Quantity): ReadonlySet<number> {
  const { slots, containers } = trace.tables
  if ('service' in quantity) {
    const { service } = quantity
    return new Set(
      slots.flatMap((slot, index) => (service === '' || slot.service === service ? [index] : [])),
    )
  }
  if (quantity.type === 'leader') return new Set()
  const name = quantity.type === 'node' ? quantity.container : quantity.of
  return new Set(containersNamed(trace, name).map((container) => containers[container].slot))
}

/** The named node, or every node on which a container of the slots was placed. */
function nodesOf(
  trace: Trace,
  quantity: Quantity,
  slots: ReadonlySet<number>,
): ReadonlySet<number> {
  const nodes = new Set<number>()
  if (quantity.type === 'state') {
    const named = trace.model.nodes.findIndex(({ name }) => name === quantity.of)
    if (named >= 0) nodes.add(named)
  }
  const placed = factCode[readingOf(trace.model).placement]
  for (let row = 0; row < trace.length; row++) {
    if (trace.type[row] !== placed) continue
    if (slots.has(trace.tables.containers[trace.a[row]].slot)) nodes.add(trace.b[row])
  }
  return nodes
}

function concerns(
  trace: Trace,
  { type, a }: Row,
  quantity: Quantity,
  { slots, nodes }: { readonly slots: ReadonlySet<number>; readonly nodes: ReadonlySet<number> },
): boolean {
  const kind: FieldKind | undefined = fieldsOf[factCode[type]][0]?.[1]
  switch (kind) {
    case 'slot':
      return slots.has(a)
    case 'container':
      return slots.has(trace.tables.containers[a].slot)
    case 'node':
      return nodes.has(a)
    case 'service': {
      const name = trace.tables.services?.[a]
      return 'service' in quantity && (quantity.service === '' || quantity.service === name)
    }
    case 'manager':
    case 'entry':
      return true
    default:
      return false
  }
}
