/** The page: top bar, manifest, harbour, log or inspector, timeline, and what lies above them. */
import { lazy, Suspense, useEffect, useLayoutEffect, useRef } from 'react'
import { useAddress } from './address/use-address.ts'
import { definePatterns } from './draw/patterns.ts'
import { EditorSlot } from './editor/editor-slot.tsx'
import { useDrop } from './input/drop.ts'
import { useKeys } from './input/keys.ts'
import { useLongPress } from './input/long-press.ts'
import { useIsPhone } from './input/screen.ts'
import { useTheme } from './input/theme.ts'
import { LessonSlot } from './lessons/lesson-slot.tsx'
import { NewVersion } from './offline/new-version.tsx'
import { prefetchPalette } from './palette/prefetch.ts'
import { Dialogs } from './panels/dialogs.tsx'
import { prefetchExplainer } from './panels/explanation-data.ts'
import { Harbour } from './panels/harbour.tsx'
import { Inspector } from './panels/inspector.tsx'
import { Manifest } from './panels/manifest.tsx'
import { Notice } from './panels/notice.tsx'
import { Spoken } from './panels/sentence.tsx'
import { SidePanel } from './panels/side-panel.tsx'
import { Tables } from './panels/tables.tsx'
import { TimelinePanel } from './panels/timeline-panel.tsx'
import { TopBar } from './panels/top-bar.tsx'
import { useWorkbench } from './state/workbench-react.ts'

const InspectionStrip = lazy(() => import('./inspection/inspection-strip.tsx'))
const Compare = lazy(() => import('./compare/compare.tsx'))

export function App() {
  useAddress()
  useKeys()
  useLongPress()
  useTheme()
  usePrefetch()
  const isDropping = useDrop()
  const isPhone = useIsPhone()
  const isTaught = useWorkbench(({ lesson }) => lesson !== undefined)
  const isInspecting = useWorkbench(
    ({ selection, lesson }) => selection !== undefined && (lesson?.isFree ?? true),
  )
  const isTabular = useWorkbench((context) => context.isTabular)
  const isEditing = useWorkbench(({ editing }) => editing !== undefined)
  const isInspected = useWorkbench(({ inspecting }) => inspecting !== undefined)
  const isComparing = useWorkbench(({ comparing }) => comparing !== undefined)
  const classes = ['app']
  if (isComparing) classes.push('comparing')
  if (isEditing) classes.push('editing')
  if (isInspecting) classes.push('inspecting')
  if (isTaught) classes.push('taught')
  if (isPhone) classes.push('phone')
  return (
    <div className={classes.join(' ')}>
      <TopBar />
      <Notice />
      {isComparing ? (
        <Suspense fallback={null}>
          <Compare />
        </Suspense>
      ) : (
        <>
          <EditorSlot />
          <main className="stage">
            <h1 className="for-ears">Reberth, the harbour</h1>
            {!isPhone && <Manifest />}
            <Harbour />
            <Tables isShown={isTabular} />
          </main>
          {isTaught && <LessonSlot isCovered={isInspecting} />}
          {isInspecting ? <Inspector /> : isTaught ? null : <SidePanel isPhone={isPhone} />}
          <TimelinePanel isPhone={isPhone} />
        </>
      )}
      <Spoken />
      <Definitions />
      <Dialogs />
      <NewVersion />
      {isInspected && (
        <Suspense fallback={null}>
          <InspectionStrip />
        </Suspense>
      )}
      {isDropping && (
        <div className="drop-hint">Drop a scenario, a Compose file or a trace: it opens here.</div>
      )}
    </div>
  )
}

/** So long after the first run everything that it needed has been drawn. */
const quietMs = 1_500

function usePrefetch(): void {
  const hasRun = useWorkbench(({ runs }) => runs.length > 0)
  useEffect(() => {
    if (!hasRun) return
    const timer = setTimeout(() => {
      prefetchExplainer()
      prefetchPalette()
    }, quietMs)
    return () => clearTimeout(timer)
  }, [hasRun])
}

/** Hatches and arrowheads, which every picture on the page refers to. */
function Definitions() {
  const svg = useRef<SVGSVGElement>(null)
  useLayoutEffect(() => {
    if (svg.current !== null) definePatterns(svg.current)
  }, [])
  return <svg ref={svg} className="definitions" width="0" height="0" aria-hidden="true" />
}
