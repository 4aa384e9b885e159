/** The interface's machine as React sees it: components select what they show and send events. */
import { createActorContext } from '@xstate/react'
import type { LoadedRun } from '../run/loaded-run.ts'
import { activeRun, type WorkbenchContext, type WorkbenchEvent } from './workbench-context.ts'
import { workbenchMachine } from './workbench-machine.ts'

export const Workbench = createActorContext(workbenchMachine)

export type Send = (event: WorkbenchEvent) => void

export function useSend(): Send {
  return Workbench.useActorRef().send
}

/** Selects from the context; the component draws again only when the answer differs. */
export function useWorkbench<T>(
  select: (context: WorkbenchContext) => T,
  isSame?: (one: T, other: T) => boolean,
): T {
  return Workbench.useSelector(({ context }) => select(context), isSame)
}

export function useRun(): LoadedRun | undefined {
  return useWorkbench(activeRun)
}

export function useIsPlaying(): boolean {
  return Workbench.useSelector((snapshot) => snapshot.matches({ playback: 'playing' }))
}
