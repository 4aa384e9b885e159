/** The managers that there are. A further one is one more line here. */
import type { ManagerType, Model } from '../model/model.ts'
import { classicKind } from './classic/classic-kind.ts'
import type { ManagerKind } from './manager-kind.ts'
import { swarmkitKind } from './swarmkit/swarmkit-kind.ts'

const kinds: Readonly<Record<ManagerType, ManagerKind>> = {
  classic: classicKind,
  swarmkit: swarmkitKind,
}

export function managerKind({ manager }: Pick<Model, 'manager'>): ManagerKind {
  return kinds[manager.type]
}
