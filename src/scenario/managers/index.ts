/** The managers a scenario can name. A new one is a folder here and a line below. */
import type { ManagerType } from '../../model/model.ts'
import { classic } from './classic/classic.ts'
import type { ManagerInput } from './manager.ts'
import { swarmkit } from './swarmkit/swarmkit.ts'

export const managerInputs: Readonly<Record<ManagerType, ManagerInput>> = { classic, swarmkit }
