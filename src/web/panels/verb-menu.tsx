/** The menu at a thing of the picture: look at it, break it, or ask something for it. */
import {
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { formatTime } from '../../model/format.ts'
import { useIsPhone } from '../input/screen.ts'
import type { Verb } from '../managers/manager-view.ts'
import { nameOfTarget, type Target } from '../managers/target.ts'
import { verbsOf } from '../managers/verbs-of.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'
import { LookItem, MoreItems } from './verb-menu-items.tsx'
import { Verbs } from './verbs.tsx'

interface VerbMenuProps {
  readonly run: LoadedRun
  readonly target: Target
  readonly x: number
  readonly y: number
}

/** As long as systems wait for a second click. */
const doubleClickMs = 500

export function VerbMenu({ run, target, x, y }: VerbMenuProps) {
  const timeUs = useWorkbench((context) => context.timeUs)
  const position = useWorkbench((context) => context.position)
  const send = useSend()
  const isPhone = useIsPhone()
  const [pointed, setPointed] = useState<Verb>()
  const menu = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState({ left: x, top: y })
  const close = () => send({ type: 'dialog', dialog: undefined })
  const opened = useRef(performance.now())
  // A double-click leads into the berth: its first click has opened this menu.
  const clickAgain = (event: MouseEvent): boolean => {
    const isQuick = performance.now() - opened.current < doubleClickMs
    const isSamePlace = Math.abs(event.clientX - x) + Math.abs(event.clientY - y) < 8
    if (!isQuick || !isSamePlace || event.detail === 0) return false
    event.stopPropagation()
    close()
    document
      .elementsFromPoint(x, y)
      .find((element) => element.closest('.picture') !== null)
      ?.dispatchEvent(
        new globalThis.MouseEvent('dblclick', { bubbles: true, clientX: x, clientY: y }),
      )
    return true
  }
  useLayoutEffect(() => {
    const element = menu.current
    if (element === null) return
    setPlace({
      left: Math.max(8, Math.min(x, window.innerWidth - element.offsetWidth - 8)),
      top: Math.max(8, Math.min(y, window.innerHeight - element.offsetHeight - 8)),
    })
  }, [x, y])
  useEffect(() => {
    const before = document.activeElement
    itemsOf(menu.current)[0]?.focus()
    return () => {
      if (before instanceof HTMLElement || before instanceof SVGElement) before.focus()
    }
  }, [])
  const press = (event: KeyboardEvent) => {
    const items = itemsOf(menu.current)
    const at = items.indexOf(document.activeElement as HTMLButtonElement)
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      items[(at + step + items.length) % items.length]?.focus()
    } else if (event.key === 'Tab') {
      event.preventDefault()
      close()
    }
  }
  const name = nameOfTarget(run, target)
  const verbs = verbsOf(run, target, { timeUs, position })
  return (
    <section aria-label={`What can be done to ${name}`}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a click beside the menu closes it; Esc does too */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
      <div className="menu-backdrop" onClick={(event) => clickAgain(event) || close()} />
      <div
        ref={menu}
        className="verb-menu"
        role="menu"
        aria-label={name}
        tabIndex={-1}
        style={isPhone ? {} : place}
        onClickCapture={clickAgain}
        onKeyDown={press}
      >
        <p role="presentation" className="about">
          <b>{name}</b> at {formatTime(timeUs)}
        </p>
        <LookItem run={run} target={target} />
        {run.scenario === undefined ? (
          <p role="presentation">A recorded trace cannot be changed.</p>
        ) : (
          <>
            <div className="columns" role="presentation">
              <Verbs verbs={verbs} className="verbs" role="menuitem" onPoint={setPointed} />
              <MoreItems run={run} target={target} at={{ x, y }} />
            </div>
            <p className="line" role="presentation">
              <VerbLine verb={pointed} nowUs={timeUs} />
            </p>
          </>
        )}
      </div>
    </section>
  )
}

/** What the verb that is pointed at does, and the line that it adds. */
function VerbLine({ verb, nowUs }: { readonly verb: Verb | undefined; readonly nowUs: number }) {
  if (verb === undefined) return 'Each adds one line to the scenario.'
  const { does, refused, change } = verb
  if (refused !== '') return `Not now: ${refused}.`
  return (
    <>
      {does}.{' '}
      {change !== undefined && (
        <>
          Adds <code>{change(nowUs).entry}</code>
        </>
      )}
    </>
  )
}

function itemsOf(menu: HTMLElement | null): HTMLButtonElement[] {
  return [...(menu?.querySelectorAll<HTMLButtonElement>('[role="menuitem"]') ?? [])]
}
