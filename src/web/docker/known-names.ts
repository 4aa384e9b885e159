/** Names that a docker line of this run can hold. */
import type { LoadedRun } from '../run/loaded-run.ts'

const known = new WeakMap<LoadedRun, readonly string[]>()

/** More containers than this are not offered one by one. */
const containersMax = 2000

export function knownNames(run: LoadedRun): readonly string[] {
  let names = known.get(run)
  if (names === undefined) {
    const { model, tables } = run.trace
    const services = tables.services ?? tables.slots.map(({ service }) => service)
    names = [
      ...new Set([
        ...model.nodes.map(({ name }) => name),
        ...services,
        ...tables.slots.slice(0, containersMax).map(({ name }) => name),
      ]),
    ].filter((name) => name !== '')
    known.set(run, names)
  }
  return names
}
