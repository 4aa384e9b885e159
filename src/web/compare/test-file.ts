/** Which claims go into a saved test, and the text of its scenario. */
import type { Proposals } from '../../projection/proposals.ts'
import { addExpectation, removeExpectations } from '../../scenario/edit.ts'

export interface Chosen {
  readonly claims: ReadonlySet<string | number>
  /** Claims that the file made before, by their place. */
  readonly kept: ReadonlySet<string | number>
}

/** What broke and what was lost; of the old claims those that still hold. */
export function usualChoice({ proposals, old }: Proposals): Chosen {
  return {
    claims: new Set(proposals.filter(({ isUsual }) => isUsual).map(({ claim }) => claim)),
    kept: new Set(old.filter(({ met }) => met).map(({ index }) => index)),
  }
}

export function testText(source: string, { proposals, old }: Proposals, chosen: Chosen): string {
  const gone = old.filter(({ index }) => !chosen.kept.has(index)).map(({ index }) => index)
  return proposals
    .filter(({ claim }) => chosen.claims.has(claim))
    .reduce((text, { entry }) => addExpectation(text, entry), removeExpectations(source, gone))
}
