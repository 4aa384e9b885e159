/** The figures of the whole run in place of the log. What draws them is fetched when it is asked for. */
import { lazy, Suspense } from 'react'
import { CloseButton } from '../panels/close-button.tsx'
import type { LoadedRun } from '../run/loaded-run.ts'
import { useSend } from '../state/workbench-react.ts'

const MetricsCharts = lazy(() => import('./metrics-charts.tsx'))

export function Metrics({ run }: { readonly run: LoadedRun }) {
  const send = useSend()
  return (
    <>
      <header>
        <h2>Figures</h2>
        <span className="about">of the whole run, on one axis of time</span>
        <CloseButton onClose={() => send({ type: 'select', selection: undefined })} />
      </header>
      <Suspense fallback={<p className="quiet">Adding up …</p>}>
        <MetricsCharts run={run} />
      </Suspense>
    </>
  )
}
