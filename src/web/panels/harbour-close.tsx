/** The harbour up to 40 nodes: SVG, a focusable berth per node, and boxes inside of it. */

import { type KeyboardEvent, type MouseEvent, useLayoutEffect, useRef, useState } from 'react'
import { flatHeight } from '../../projection/harbour-layout.ts'
import { anchoredLayout } from '../draw/harbour-anchor.ts'
import { drawHarbour } from '../draw/harbour-svg.ts'
import type { PlacedWaiting } from '../draw/roads.ts'
import type { Target } from '../managers/target.ts'
import { harbourOf, type Sight } from '../run/loaded-run.ts'
import { useIsPlaying, useSend, useWorkbench } from '../state/workbench-react.ts'
import type { HarbourProps } from './harbour.tsx'
import { neighbourOf } from './harbour-focus.ts'
import { Refusals } from './refusals.tsx'

/** Above this speed nothing glides: it would only lag behind. Stepping and resizing jump, too. */
const glideSpeedMax = 4

export function HarbourClose(props: HarbourProps) {
  const { run, layout, size, focus, onFocus, hitAt, placeAt, onVerbs, onEnter, found } = props
  const svg = useRef<SVGSVGElement>(null)
  const context = useWorkbench((whole) => whole)
  const send = useSend()
  const isPlaying = useIsPlaying()
  const { selection, service, speed } = context
  const [placed, setPlaced] = useState<readonly PlacedWaiting[]>([])
  const anchor = useRef(layout)
  useLayoutEffect(() => {
    if (svg.current === null) return
    anchor.current = anchoredLayout(anchor.current, layout)
    const shown = drawHarbour(svg.current, {
      harbour: harbourOf(run, context),
      layout,
      anchor: anchor.current,
      causes: run.causes,
      position: context.position,
      selectedContainer: selection?.type === 'container' ? selection.container : -1,
      selectedSlot: selection?.type === 'slot' ? selection.slot : -1,
      selectedNode: selection?.type === 'node' ? selection.node : -1,
      pointedNodes: context.pointed,
      service,
      found,
      focus,
      viewWidth: size.width,
      isTerse: size.height < flatHeight,
    })
    setPlaced((last) => (isSamePlace(last, shown) ? last : shown))
  })

  /** A waiting box, a box, the name of a rack or zone on the land, or a berth. */
  const targetAt = (event: MouseEvent): Target | undefined => {
    const slot = slotOf(event.target)
    if (slot >= 0) return { type: 'slot', slot }
    const place = placeAt(event)
    if (place !== undefined) return { type: 'place', ...place }
    const hit = hitAt(event)
    if (hit === undefined) return undefined
    return hit.container >= 0
      ? { type: 'container', container: hit.container }
      : { type: 'node', node: hit.node }
  }
  const click = (event: MouseEvent) => {
    const target = targetAt(event)
    if (target === undefined) return
    const isBox = target.type === 'container' || target.type === 'slot'
    if (isBox && event.type === 'click') {
      send({ type: 'select', selection: target })
    } else {
      event.preventDefault()
      onVerbs(target, { x: event.clientX, y: event.clientY })
    }
  }

  const press = (event: KeyboardEvent) => {
    const target = event.target as Element
    const slot = slotOf(target)
    if (slot >= 0 && isPress(event)) {
      event.preventDefault()
      send({ type: 'select', selection: { type: 'slot', slot } })
      return
    }
    const box = target.closest<SVGGElement>('g.box')
    if (box !== null) pressInBox(event, box)
    else if (target.closest('g.berth') !== null) pressOnBerth(event, target)
  }

  const pressOnBerth = (event: KeyboardEvent, target: Element) => {
    if (isPress(event) && event.altKey) {
      event.preventDefault()
      send({ type: 'select', selection: { type: 'node', node: focus } })
    } else if (event.key === 'ContextMenu' || (isPress(event) && event.shiftKey)) {
      event.preventDefault()
      onVerbs({ type: 'node', node: focus }, middleOf(target))
    } else if (isPress(event)) {
      event.preventDefault()
      const top = boxesOf(svg.current, run, focus, context).at(-1)
      if (top === undefined) onVerbs({ type: 'node', node: focus }, middleOf(target))
      else top.focus()
    } else {
      const next = neighbourOf(layout, focus, event.key)
      if (next === undefined) return
      event.preventDefault()
      onFocus(next)
      berthElement(svg.current, next)?.focus()
    }
  }

  const pressInBox = (event: KeyboardEvent, box: SVGGElement) => {
    const boxes = boxesOf(svg.current, run, focus, context)
    const at = boxes.indexOf(box)
    const container = Number(box.dataset.container)
    if (event.key === 'ContextMenu' || (isPress(event) && event.shiftKey)) {
      event.preventDefault()
      onVerbs({ type: 'container', container }, middleOf(box))
    } else if (isPress(event)) {
      event.preventDefault()
      send({ type: 'select', selection: { type: 'container', container } })
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault()
      boxes[at + (event.key === 'ArrowUp' ? 1 : -1)]?.focus()
    } else if (event.key === 'Escape' || event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      if (event.key === 'Escape' && selection !== undefined) return
      event.preventDefault()
      berthElement(svg.current, focus)?.focus()
    }
  }

  return (
    <div className="scroller">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: berths and boxes inside are the buttons */}
      <div
        className="picture"
        style={{ width: layout.width, height: layout.height }}
        onClick={click}
        onContextMenu={click}
        onDoubleClick={(event) => {
          const hit = hitAt(event)
          if (hit !== undefined) onEnter(hit.node)
        }}
        onKeyDown={press}
        onFocus={({ target }) => {
          const node = target.closest<SVGGElement>('g.berth')?.dataset.node
          if (node !== undefined) onFocus(Number(node))
        }}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: a group of buttons inside of SVG */}
        <svg
          ref={svg}
          className={`close${isPlaying && speed <= glideSpeedMax ? ' glides' : ''}`}
          width={layout.width}
          height={layout.height}
          role="group"
          aria-label="Berths"
        />
        <Refusals run={run} placed={placed} width={size.width} />
      </div>
    </div>
  )
}

function isPress({ key }: KeyboardEvent): boolean {
  return key === 'Enter' || key === ' '
}

function slotOf(target: EventTarget): number {
  const waiting = target instanceof Element ? target.closest<SVGGElement>('g.waiting') : null
  return waiting === null ? -1 : Number(waiting.dataset.slot)
}

function berthElement(svg: SVGSVGElement | null, node: number): SVGGElement | null {
  return svg?.querySelector<SVGGElement>(`g.berth[data-node="${node}"]`) ?? null
}

/** The box elements of a berth, the lowest first. */
function boxesOf(
  svg: SVGSVGElement | null,
  run: HarbourProps['run'],
  node: number,
  context: Sight,
): SVGGElement[] {
  const { boxes } = harbourOf(run, context)
  const containers = [...boxes.box.subarray(boxes.start[node], boxes.start[node + 1])]
  return containers.flatMap(
    (container) => svg?.querySelector<SVGGElement>(`g.box[data-container="${container}"]`) ?? [],
  )
}

function middleOf(element: Element): { readonly x: number; readonly y: number } {
  const { left, top, width, height } = element.getBoundingClientRect()
  return { x: left + width / 2, y: top + height / 2 }
}

function isSamePlace(one: readonly PlacedWaiting[], other: readonly PlacedWaiting[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ slot, x, sinceUs, others }, at) => {
      const its = other[at]
      return slot === its.slot && x === its.x && sinceUs === its.sinceUs && others === its.others
    })
  )
}
