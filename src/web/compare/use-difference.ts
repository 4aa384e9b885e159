/** Both harbours at the moment of the page, and what differs between them. */
import { useMemo, useRef } from 'react'
import { positionAt } from '../../machine/fold.ts'
import { differenceAt, type MomentDifference, pairingOf } from '../../projection/compare-moment.ts'
import { harbourOf, planOf, type Sight } from '../run/loaded-run.ts'
import { useWorkbench } from '../state/workbench-react.ts'
import type { Pair } from './compare-machine.ts'

export interface PairMoment {
  readonly one: Sight
  readonly other: Sight
  readonly difference: MomentDifference
}

/** Marks change with facts, and with ages that boxes show: more often nobody sees it. */
const freshUs = 1_000_000

export function useDifference({ one, other }: Pair): PairMoment {
  const { timeUs, position, truth, measure: asked } = useWorkbench((context) => context)
  // One scale: what the one's boxes measure, the other's do too.
  const { measure } = planOf(one, asked)
  const pairing = useMemo(() => pairingOf(one.trace, other.trace), [one, other])
  const mine: Sight = { timeUs, position, truth, measure }
  // Facts of one moment can be stepped through in the one; of the other they have all happened.
  const theirs: Sight = { ...mine, position: positionAt(other.trace, timeUs) }
  const last = useRef<{ key: string; difference: MomentDifference }>(undefined)
  const key = [one.id, other.id, mine.position, theirs.position, truth, measure]
    .concat(Math.floor(timeUs / freshUs))
    .join('/')
  if (last.current?.key !== key) {
    const difference = differenceAt(pairing, harbourOf(one, mine), harbourOf(other, theirs))
    last.current = { key, difference }
  }
  return { one: mine, other: theirs, difference: last.current.difference }
}
