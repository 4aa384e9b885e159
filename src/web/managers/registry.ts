/** The managers whose runs can be looked at. */
import type { ManagerType, Model } from '../../model/model.ts'
import { classicView } from './classic.ts'
import type { ManagerView } from './manager-view.ts'
import { swarmkitView } from './swarmkit.ts'

const views: Readonly<Record<ManagerType, ManagerView>> = {
  classic: classicView,
  swarmkit: swarmkitView,
}

export function viewOf({ manager }: Pick<Model, 'manager'>): ManagerView {
  return views[manager.type]
}
