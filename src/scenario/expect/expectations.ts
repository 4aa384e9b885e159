/** From the entries under `expect:` to the claims a run is held against. */
import type { Expectation } from '../../model/expectation.ts'
import type { ExpectEntry } from '../schema.ts'
import type { Placed } from '../sections.ts'
import { inside } from '../text/place.ts'
import type { Workspace } from '../workspace.ts'
import { readClaim } from './claim.ts'
import { readWhen } from './when.ts'

export function compileExpectations(
  entries: readonly Placed<ExpectEntry>[],
  workspace: Workspace,
  untilUs: number,
): readonly Expectation[] {
  return entries.flatMap(({ entry, place }): readonly Expectation[] => {
    const { issues } = workspace
    const claim = readClaim(entry.that, { ...workspace, place: inside(place, 'that') })
    const when = readWhen(entry, { place, issues, untilUs })
    if (claim === undefined) return []
    const { line } = place.source.locate(place.path, 'value', 0)
    return [{ text: entry.that.trim(), ...claim, when, line }]
  })
}
