/**
 * Finds single changes that would admit a refused task: of what it asks for, of a node, of what runs there.
 * Each is tried out before it is offered, and undone. For each kind the smallest change is looked for;
 * what takes two changes is not found.
 */
import type { WouldFit } from '../explanation.ts'
import { knownSlots } from './cluster.ts'
import type { Placer } from './scheduler.ts'
import { changeNodes } from './would-fit-nodes.ts'
import { askForLess, dropOne, raiseReplicas } from './would-fit-request.ts'
import type { Refused, Trial } from './would-fit-trial.ts'

export type { TaskNames } from './would-fit-trial.ts'

export function findChanges(placer: Placer, refused: Refused): readonly WouldFit[] {
  const { preassigned } = refused.task
  const slots = preassigned === undefined ? knownSlots(placer.cluster) : [preassigned]
  const trial: Trial = { ...refused, placer, slots }
  return [...changeNodes(trial), ...askForLess(trial), ...dropOne(trial), ...raiseReplicas(trial)]
}
