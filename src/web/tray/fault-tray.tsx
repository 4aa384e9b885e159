/**
 * The fault tray: what breaks a machine, to be dragged onto a berth, a quay or the name of a zone. A click
 * begins the same in the palette, which is the way without a pointer.
 */
import type { RefObject } from 'react'
import type { HarbourLayout } from '../../projection/harbour-layout.ts'
import { useIsPhone } from '../input/screen.ts'
import { isFreeToAct } from '../lessons/lesson-stage.ts'
import { nameOfTarget, type Target } from '../managers/target.ts'
import { verbsOf } from '../managers/verbs-of.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { useWorkbench, Workbench } from '../state/workbench-react.ts'
import { Carried } from './carried.tsx'
import { type Cargo, useCarry } from './carry.ts'
import './tray.css'

interface TrayProps {
  readonly frame: RefObject<HTMLElement | null>
  readonly run: LoadedRun
  readonly layout: HarbourLayout
}

/** Of all verbs those that a machine or a whole rack can suffer, most used first. */
const names = ['Crash', 'Freeze', 'Cut off', 'Recover', 'Reboot', 'Drain', 'Partition'] as const
type Name = (typeof names)[number]

export function FaultTray(props: TrayProps) {
  const isPhone = useIsPhone()
  const isFree = useWorkbench(isFreeToAct)
  // Under a thumb a long press has all verbs.
  const isOffered = props.run.scenario !== undefined && isFree && !isPhone
  return isOffered ? <Tray {...props} /> : null
}

function Tray({ frame, run, layout }: TrayProps) {
  const actor = Workbench.useActorRef()
  const { carried, begin } = useCarry({ frame, run, layout })
  const now = () => actor.getSnapshot().context
  const verbAt = (name: Name, target: Target) =>
    verbsOf(run, target, now()).find((verb) => verb.name === name)
  const offered = names.filter((name) => isOffered(run, name, now()))
  const cargoOf = (name: Name): Cargo => ({
    hitsPlaces: true,
    words(target) {
      if (target === undefined) return `${name}: onto a berth, a quay or the name of a zone`
      const on = nameOfTarget(run, target)
      const verb = verbAt(name, target)
      if (verb === undefined) return `${name} is nothing for ${on}`
      return verb.refused === '' ? `${name.toLowerCase()} ${on}` : `${on}: ${verb.refused}`
    },
    drop(target) {
      const verb = verbAt(name, target)
      const intervention = verb?.refused === '' ? verb.change?.(now().timeUs) : undefined
      if (intervention === undefined) return
      const title = `${name} ${nameOfTarget(run, target)}`
      actor.send({ type: 'dialog', dialog: { type: 'confirm', title, intervention } })
    },
  })
  return (
    <>
      <div className="fault-tray" role="toolbar" aria-label="Faults, to be dragged onto a berth">
        {offered.map((name) => (
          <button
            key={name}
            type="button"
            title="Drag it onto a berth, a quay or the name of a zone"
            onPointerDown={(event) => {
              if (event.button !== 0) return
              // The harbour below would move with it.
              event.stopPropagation()
              begin(event, cargoOf(name))
            }}
            onClick={() => {
              const text = `${name.toLowerCase()} `
              actor.send({ type: 'dialog', dialog: { type: 'palette', text } })
            }}
          >
            {name}
          </button>
        ))}
      </div>
      {carried !== undefined && <Carried carried={carried} />}
    </>
  )
}

/** Whether anything here knows the verb. */
function isOffered(
  run: LoadedRun,
  name: Name,
  moment: { readonly timeUs: number; readonly position: number },
): boolean {
  const { nodes } = run.trace.model
  if (nodes.length === 0) return false
  const { rack, zone } = nodes[0]
  const targets: Target[] = [{ type: 'node', node: 0 }]
  if (rack !== '') targets.push({ type: 'place', kind: 'rack', name: rack })
  if (zone !== '') targets.push({ type: 'place', kind: 'zone', name: zone })
  return targets.some((target) => verbsOf(run, target, moment).some((verb) => verb.name === name))
}
