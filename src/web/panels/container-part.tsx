/** Everything below the explanation in the inspector of a box, by what lies in it. */
import type { ComponentType } from 'react'
import type { ManagerView } from '../managers/manager-view.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { ContainerLife } from './container-life.tsx'
import { TaskPart } from './task-part.tsx'

interface ContainerPartProps {
  readonly run: LoadedRun
  /** -1 while there is none. */
  readonly container: number
  /** -1 for a container made behind the manager's back. */
  readonly slot: number
}

export const containerParts: Readonly<
  Record<ManagerView['thing'], ComponentType<ContainerPartProps>>
> = { container: ContainerLife, task: TaskPart }
