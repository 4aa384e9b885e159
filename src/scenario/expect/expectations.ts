/** From the entries under `expect:` to the claims a run is held against. */
import type { Expectation } from '../../model/expectation.ts'
import type { IssueList } from '../issue-list.ts'
import type { NodeRegister } from '../nodes.ts'
import type { ExpectEntry } from '../schema.ts'
import type { Placed } from '../sections.ts'
import { inside } from '../text/place.ts'
import type { ServiceRegister } from '../workspace.ts'
import { readClaim } from './claim.ts'
import { readWhen } from './when.ts'

export interface ExpectContext {
  readonly nodes: NodeRegister
  readonly services: ServiceRegister
  readonly issues: IssueList
  readonly untilUs: number
}

export function compileExpectations(
  entries: readonly Placed<ExpectEntry>[],
  context: ExpectContext,
): readonly Expectation[] {
  return entries.flatMap(({ entry, place }): readonly Expectation[] => {
    const claim = readClaim(entry.that, { ...context, place: inside(place, 'that') })
    const when = readWhen(entry, { ...context, place })
    if (claim === undefined) return []
    const { line } = place.source.locate(place.path, 'value', 0)
    return [{ text: entry.that.trim(), ...claim, when, line }]
  })
}
