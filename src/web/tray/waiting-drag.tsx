/**
 * A box that waits in the roads can be carried to a berth: that asks why it is not there. It is never
 * placed by hand, because no command of Swarm can do that.
 */
import { type RefObject, useEffect } from 'react'
import type { HarbourLayout } from '../../projection/harbour-layout.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { useSend } from '../state/workbench-react.ts'
import { Carried } from './carried.tsx'
import { useCarry } from './carry.ts'
import './tray.css'

interface WaitingDragProps {
  readonly frame: RefObject<HTMLElement | null>
  readonly run: LoadedRun
  readonly layout: HarbourLayout
}

export function WaitingDrag({ frame, run, layout }: WaitingDragProps) {
  const send = useSend()
  const { carried, begin } = useCarry({ frame, run, layout })
  useEffect(() => {
    const element = frame.current
    if (element === null) return
    const down = (event: PointerEvent) => {
      const box = event.target instanceof Element && event.target.closest<SVGElement>('g.waiting')
      if (event.button !== 0 || event.shiftKey || !box) return
      const slot = Number(box.dataset.slot)
      const { nodes } = run.trace.model
      const { name } = run.trace.tables.slots[slot]
      begin(event, {
        hitsPlaces: false,
        words: (target) =>
          target?.type === 'node'
            ? `why is ${name} not on ${nodes[target.node].name}?`
            : `${name}: onto a berth, to ask why not there`,
        drop(target) {
          if (target.type !== 'node') return
          send({ type: 'select', selection: { type: 'slot', slot, node: target.node } })
        },
      })
    }
    element.addEventListener('pointerdown', down)
    return () => element.removeEventListener('pointerdown', down)
  }, [frame, run, begin, send])
  return carried === undefined ? null : <Carried carried={carried} />
}
