/**
 * The harbour from 41 nodes on: pixels below, words above, and one element that carries the focus
 * for all berths.
 */
import {
  type KeyboardEvent,
  type MouseEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { boxView } from '../../projection/harbour.ts'
import { nodeLabel } from '../../projection/harbour-signs.ts'
import { flowsAt, flowsInWords } from '../../projection/rack-flows.ts'
import { drawOverlay, drawRings, type Ring } from '../draw/harbour-overlay.ts'
import { rasterHarbour } from '../draw/harbour-raster.ts'
import { drawRibbons } from '../draw/ribbons.ts'
import { harbourOf } from '../run/loaded-run.ts'
import type { WorkbenchContext } from '../state/workbench-context.ts'
import { useIsPlaying, useSend, useWorkbench } from '../state/workbench-react.ts'
import type { HarbourProps } from './harbour.tsx'
import { neighbourOf } from './harbour-focus.ts'
import { usePixels } from './pixels.ts'

/** More rings than this would only cover the picture. */
const ringedMax = 200

/**
 * While playing the pixels follow this often, in milliseconds: handing a whole picture to the compositor costs more than
 * a frame has where there is no GPU, and more often nobody sees a difference.
 */
const playedMs = 30

export function HarbourFar(props: HarbourProps) {
  const { run, layout, focus, onFocus, hitAt, placeAt, onVerbs, onEnter, found } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const overlay = useRef<SVGSVGElement>(null)
  const context = useWorkbench((whole) => whole)
  const send = useSend()
  const [hovered, setHovered] = useState<{ readonly node: number; readonly container: number }>()
  const [hasFocus, setHasFocus] = useState(false)
  const { scale, width, height, image, pixels, palette } = usePixels(layout)
  const selected = nodeOfSelection(run, context)
  /** What the pixels were drawn from: most frames only move the cursor of the timeline. */
  const drawn = useRef<unknown[]>([])
  const drawnMs = useRef(0)
  const isPlaying = useIsPlaying()

  const near = hovered?.node ?? (hasFocus ? focus : -1)
  const piece = layout.level === 3 && near >= 0 ? layout.pieceOf[near] : -1
  const { position, timeUs } = context
  const { causes } = run
  const flows = useMemo(
    () => (piece < 0 ? [] : flowsAt(layout, { causes, position, timeUs }, piece)),
    [layout, causes, position, timeUs, piece],
  )

  useLayoutEffect(() => {
    if (canvas.current === null || overlay.current === null) return
    const harbour = harbourOf(run, context)
    const { service, measure } = context
    const wanted: unknown[] = [run, layout, palette, pixels, service, found, measure]
    wanted.push(position, harbour.timeUs, harbour.truth)
    const isDrawn = wanted.every((value, index) => value === drawn.current[index])
    const nowMs = performance.now()
    if (!isDrawn && !(isPlaying && nowMs - drawnMs.current < playedMs)) {
      drawn.current = wanted
      drawnMs.current = nowMs
      rasterHarbour({ width, height, pixels }, harbour, layout, palette, { scale, service, found })
      canvas.current.getContext('2d', { alpha: false })?.putImageData(image, 0, 0)
      drawOverlay(overlay.current, harbour, layout)
    }
    const rings: Ring[] = context.pointed.map((node) => ({ node, kind: 'hovered' }))
    // A few among thousands would not be seen without a ring.
    if (found !== undefined && found.counts.nodes <= ringedMax) {
      for (const node of harbour.plan.order) {
        if (found.nodes[node] === 1) rings.push({ node, kind: 'found' })
      }
    }
    if (hovered !== undefined) rings.push({ node: hovered.node, kind: 'hovered' })
    if (selected >= 0) rings.push({ node: selected, kind: 'selected' })
    if (hasFocus) rings.push({ node: focus, kind: 'focused' })
    drawRings(overlay.current, harbour.plan, layout, rings)
    drawRibbons(overlay.current, layout, flows)
  })

  const click = (event: MouseEvent) => {
    const at = { x: event.clientX, y: event.clientY }
    const place = placeAt(event)
    if (place !== undefined && event.type === 'contextmenu') {
      event.preventDefault()
      onVerbs({ type: 'place', ...place }, at)
      return
    }
    const hit = hitAt(event)
    if (hit === undefined) return
    if (hit.container >= 0 && event.type === 'click' && layout.level === 2) {
      send({ type: 'select', selection: { type: 'container', container: hit.container } })
      return
    }
    event.preventDefault()
    const isBox = hit.container >= 0 && layout.level === 2
    onVerbs(
      isBox ? { type: 'container', container: hit.container } : { type: 'node', node: hit.node },
      at,
    )
  }
  const press = (event: KeyboardEvent) => {
    const next = neighbourOf(layout, focus, event.key)
    if (next !== undefined) {
      event.preventDefault()
      onFocus(next)
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      if (event.altKey || !onEnter(focus)) {
        send({ type: 'select', selection: { type: 'node', node: focus } })
      }
    } else if (event.key === 'ContextMenu' || event.key === 'Enter') {
      event.preventDefault()
      const bounds = event.currentTarget.getBoundingClientRect()
      onVerbs(
        { type: 'node', node: focus },
        { x: bounds.left + layout.x[focus], y: bounds.top + layout.footY[focus] },
      )
    }
  }
  const harbour = harbourOf(run, context)
  const { start } = harbour.boxes
  const label = nodeLabel(harbour.plan, harbour.cluster, focus, start[focus + 1] - start[focus])
  const tip = hovered === undefined ? undefined : tipOf(harbour, hovered)
  const moved = piece < 0 ? '' : flowsInWords(harbour.plan, layout, flows, piece)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the proxy button inside has the keys
    // biome-ignore lint/a11y/useKeyWithClickEvents: the proxy button inside has the keys
    <div
      className="picture"
      style={{ width: layout.width, height: layout.height }}
      onClick={click}
      onContextMenu={click}
      onDoubleClick={(event) => {
        const hit = hitAt(event)
        if (hit !== undefined) onEnter(hit.node)
      }}
      // Where a lesson's question is answered by a click, it reads here which berth was meant.
      onPointerDown={(event) => {
        event.currentTarget.dataset.node = String(hitAt(event)?.node ?? -1)
      }}
      onPointerMove={(event) => setHovered(hitAt(event))}
      onPointerLeave={() => setHovered(undefined)}
    >
      <canvas ref={canvas} width={width} height={height} />
      <svg
        ref={overlay}
        className="far"
        width={layout.width}
        height={layout.height}
        aria-hidden="true"
      />
      <button
        type="button"
        className="proxy"
        data-node={focus}
        aria-label={moved === '' || hovered !== undefined ? label : `${label}; its rack: ${moved}`}
        aria-haspopup="menu"
        onKeyDown={press}
        onFocus={() => setHasFocus(true)}
        onBlur={() => setHasFocus(false)}
        onClick={(event) => event.stopPropagation()}
      />
      {tip !== undefined && hovered !== undefined && (
        <div className="tip" style={tipPlace(layout, hovered.node)}>
          {tip}
          {moved !== '' && <span className="moved">its rack: {moved}</span>}
        </div>
      )}
    </div>
  )
}

function nodeOfSelection(run: HarbourProps['run'], context: WorkbenchContext): number {
  const { selection } = context
  if (selection?.type === 'node') return selection.node
  if (selection?.type !== 'container') return -1
  return harbourOf(run, context).boxes.node[selection.container]
}

function tipOf(
  harbour: ReturnType<typeof harbourOf>,
  { node, container }: { readonly node: number; readonly container: number },
): string {
  const { start } = harbour.boxes
  const label = nodeLabel(harbour.plan, harbour.cluster, node, start[node + 1] - start[node])
  if (container < 0) return label
  return `${boxView(harbour, container).label} · ${label}`
}

function tipPlace(layout: HarbourProps['layout'], node: number) {
  const isRight = layout.x[node] > layout.width / 2
  const top = layout.footY[node] + 12
  return isRight ? { right: layout.width - layout.x[node], top } : { left: layout.x[node], top }
}
