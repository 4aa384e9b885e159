/** Countable things beside CPUs and memory that a node has and a task reserves: `gpu=2`. */
import type { Reservations } from '../../model/swarm-mode.ts'
import { type Refused, refuse } from '../schema-values.ts'

export type GenericReservation = Reservations['generic'][number]

/** `gpu=2`, or several of them with commas between. */
export function readGenericResources(text: string): readonly GenericReservation[] | Refused {
  const found: GenericReservation[] = []
  for (const part of text.split(',')) {
    const match = /^\s*([A-Za-z][\w.-]*)\s*=\s*(\d+)\s*$/.exec(part)
    const value = Number(match?.[2])
    if (match === null || !Number.isSafeInteger(value) || value < 1) {
      return refuse('a resource and a number, such as gpu=2')
    }
    found.push({ kind: match[1] as string, value })
  }
  return found
}
