/** One of two harbours from 41 nodes on: painted, with a veil over berths that are equal in both. */
import { useLayoutEffect, useRef } from 'react'
import type { Differing } from '../../projection/compare-moment.ts'
import type { HarbourLayout } from '../../projection/harbour-layout.ts'
import { berthHeight } from '../../projection/harbour-stack.ts'
import { drawOverlay, drawRings } from '../draw/harbour-overlay.ts'
import { rasterHarbour } from '../draw/harbour-raster.ts'
import { usePixels } from '../panels/pixels.ts'
import { harbourOf, type LoadedRun, type Sight } from '../run/loaded-run.ts'
import { useWorkbench } from '../state/workbench-react.ts'

interface FarWaterProps {
  readonly run: LoadedRun
  readonly sight: Sight
  readonly found: Differing
  readonly layout: HarbourLayout
  /** Name of the node that is read in both; `''` for none. */
  readonly picked: string
}

export function FarWater({ run, sight, found, layout, picked }: FarWaterProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const overlay = useRef<SVGSVGElement>(null)
  const service = useWorkbench((context) => context.service)
  const { scale, width, height, image, pixels, palette } = usePixels(layout)
  useLayoutEffect(() => {
    if (canvas.current === null || overlay.current === null) return
    const harbour = harbourOf(run, sight)
    const raster = { width, height, pixels }
    rasterHarbour(raster, harbour, layout, palette, { scale, service, found })
    canvas.current.getContext('2d', { alpha: false })?.putImageData(image, 0, 0)
    drawOverlay(overlay.current, harbour, layout)
    const node = run.trace.model.nodes.findIndex(({ name }) => name === picked)
    drawRings(overlay.current, harbour.plan, layout, node < 0 ? [] : [{ node, kind: 'selected' }])
  })
  const { plan } = harbourOf(run, sight)
  const equal = plan.order.filter((node) => found.nodes[node] === 0)
  return (
    <div className="picture" style={{ width: layout.width, height: layout.height }}>
      <canvas ref={canvas} width={width} height={height} />
      <svg className="far" width={layout.width} height={layout.height} aria-hidden="true">
        <path className="equal-veil" d={equal.map((node) => berthPath(run, node)).join('')} />
      </svg>
      <svg
        ref={overlay}
        className="far"
        width={layout.width}
        height={layout.height}
        aria-hidden="true"
      />
    </div>
  )

  function berthPath({ trace }: LoadedRun, node: number): string {
    if (trace.model.nodes[node] === undefined) return ''
    const tall = berthHeight(plan, layout, node) * plan.overcommit
    const wide = layout.berthWidth
    return `M${layout.x[node]} ${layout.footY[node] - tall}h${wide}v${tall}h${-wide}z`
  }
}
