/** Where a lesson stands while it is taken. It is fetched when the first one is opened. */
import { lazy, Suspense } from 'react'
import type { TimeSpan } from '../../projection/timeline-axis.ts'
import type { TimelineGeometry } from '../draw/timeline-drawing.ts'
import { useWorkbench } from '../state/workbench-react.ts'

const LessonHost = lazy(() => import('./lesson-host.tsx'))
const LessonLanes = lazy(() => import('./lesson-lanes.tsx'))

/** @param isCovered the inspector stands in the lesson's place */
export function LessonSlot({ isCovered }: { readonly isCovered: boolean }) {
  const path = useWorkbench(({ lesson }) => lesson?.path)
  if (path === undefined) return null
  return (
    <Suspense fallback={<p className="for-ears">The lesson is being fetched.</p>}>
      <LessonHost key={path} path={path} isCovered={isCovered} />
    </Suspense>
  )
}

interface LanesProps {
  readonly geometry: TimelineGeometry
  readonly span: TimeSpan
}

/** The veil over what has not run yet, and the mark. */
export function LessonLanesSlot({ geometry, span }: LanesProps) {
  const isVeiled = useWorkbench(({ lesson }) => lesson !== undefined && !lesson.isFree)
  if (!isVeiled) return null
  return (
    <Suspense fallback={null}>
      <LessonLanes geometry={geometry} span={span} />
    </Suspense>
  )
}
