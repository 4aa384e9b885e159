/** What can be done with a branch, at its rail. */
import {
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { saveScenario } from '../panels/save.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'

interface MenuProps {
  readonly run: LoadedRun
  readonly index: number
  /** Gets the focus back. */
  readonly button: RefObject<HTMLButtonElement | null>
  readonly onName: () => void
  readonly onClose: () => void
}

interface Item {
  readonly name: string
  readonly does: string
  readonly isOff?: boolean
  readonly act: () => void
}

export function RailMenu({ run, index, button, onName, onClose }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState({ left: 8, top: 8 })
  const items = useItems(run, index, onName)
  useLayoutEffect(() => {
    const element = menu.current
    const at = button.current?.getBoundingClientRect()
    if (element === null || at === undefined) return
    setPlace({
      left: Math.max(8, Math.min(at.right, window.innerWidth - element.offsetWidth - 8)),
      top: Math.max(8, Math.min(at.top, window.innerHeight - element.offsetHeight - 8)),
    })
  }, [button])
  useEffect(() => buttonsOf(menu.current)[0]?.focus(), [])
  const close = () => {
    onClose()
    button.current?.focus()
  }
  const press = (event: KeyboardEvent) => {
    const buttons = buttonsOf(menu.current)
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) buttons[(at + step + buttons.length) % buttons.length]?.focus()
    else if (event.key === 'Escape' || event.key === 'Tab') close()
    else return
    event.preventDefault()
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a click beside the menu closes it; Esc does too */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
      <div className="menu-backdrop" onClick={close} />
      <div
        ref={menu}
        className="verb-menu rail-menu"
        role="menu"
        aria-label={run.label}
        tabIndex={-1}
        style={place}
        onKeyDown={press}
      >
        <p role="presentation">
          <b>{run.label}</b>
        </p>
        {items.map(({ name, does, isOff = false, act }) => (
          <button
            key={name}
            type="button"
            role="menuitem"
            disabled={isOff}
            onClick={() => {
              onClose()
              act()
            }}
          >
            <b>{name}</b>
            <span>{does}</span>
          </button>
        ))}
      </div>
    </>
  )
}

function useItems(run: LoadedRun, index: number, onName: () => void): Item[] {
  const send = useSend()
  const active = useWorkbench(({ runs, active: at }) => runs[at])
  const isRecorded = run.scenario === undefined
  const items: Item[] = []
  if (active !== undefined && active.id !== run.id) {
    items.push({
      name: `Compare with ${active.label}`,
      does: 'both on one clock, what differs is marked',
      act: () => send({ type: 'compare', one: active.id, other: run.id }),
    })
  }
  items.push({
    name: 'Compare with…',
    does: 'another branch, seed, strategy, manager, or a stored trace',
    act: () => send({ type: 'dialog', dialog: { type: 'compare', run: run.id } }),
  })
  items.push({ name: 'Rename', does: 'F2, or a double click', act: onName })
  items.push({
    name: 'Save as a scenario',
    does: isRecorded ? 'a recorded trace has none' : 'the file with every change in it',
    isOff: isRecorded,
    act: () => saveScenario(run),
  })
  items.push({
    name: 'Save as a test…',
    does: isRecorded ? 'a recorded trace has no scenario' : 'with what was seen as expectations',
    isOff: isRecorded,
    act: () => send({ type: 'dialog', dialog: { type: 'saveTest', run: run.id } }),
  })
  if (run.parent >= 0) {
    items.push({
      name: 'Remove',
      does: 'Delete; it can be undone',
      act: () => send({ type: 'run.removed', index }),
    })
  }
  return items
}

function buttonsOf(menu: HTMLElement | null): HTMLButtonElement[] {
  return [...(menu?.querySelectorAll<HTMLButtonElement>('[role="menuitem"]:not(:disabled)') ?? [])]
}
