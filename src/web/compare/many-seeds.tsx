/** The way to many seeds: fetched when it is first asked for, and there as long as both runs are compared. */
import { lazy, Suspense, useRef } from 'react'
import { useWorkbench } from '../state/workbench-react.ts'
import type { Pair } from './compare-machine.ts'

const SeedsDialog = lazy(() => import('./seeds-dialog.tsx'))

export function ManySeeds({ pair }: { readonly pair: Pair }) {
  const isOpen = useWorkbench(({ dialog }) => dialog?.type === 'seeds')
  const wasOpen = useRef(false)
  wasOpen.current ||= isOpen
  if (!wasOpen.current) return null
  return (
    <Suspense fallback={null}>
      <SeedsDialog pair={pair} />
    </Suspense>
  )
}
