/** Name, scenario, which truths are shown, and the few things that concern the whole page. */

import { type MouseEvent, type ReactNode, useRef } from 'react'
import type { Truth } from '../../projection/harbour-boxes.ts'
import { CopyAddress } from '../address/copy-address.tsx'
import { useIsPhone, useMedia } from '../input/screen.ts'
import { viewOf } from '../managers/registry.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { SearchBox } from '../search/search-box.tsx'
import { useRun, useSend, useWorkbench } from '../state/workbench-react.ts'
import { saveScenario } from './save.ts'
import { ThemeSwitch } from './theme-switch.tsx'

const truths: readonly { readonly truth: Truth; readonly name: string; readonly about: string }[] =
  [
    { truth: 'both', name: 'Both', about: 'fact as fill, belief as outline' },
    { truth: 'actual', name: 'Actual', about: 'what really runs' },
    { truth: 'believed', name: 'Believed', about: 'what docker ps would answer' },
    { truth: 'asked', name: 'Asked', about: 'what was asked for' },
  ]

export function TopBar() {
  const send = useSend()
  const run = useRun()
  const isPhone = useIsPhone()
  return (
    <header className="top-bar">
      <Logo />
      {!isPhone && <span className="brand">Reberth</span>}
      <span className="scenario">
        <b>{run?.trace.model.name ?? 'Reberth'}</b>
        {run !== undefined && (
          <span className="about-run" title={`digest ${run.digest}`}>
            {aboutRun(run, isPhone)}
          </span>
        )}
      </span>
      {!isPhone && (
        <Folding>
          <button
            type="button"
            onClick={() => send({ type: 'dialog', dialog: { type: 'gallery' } })}
          >
            Open…
          </button>
          <button
            type="button"
            onClick={() => send({ type: 'dialog', dialog: { type: 'lessons' } })}
          >
            Lessons…
          </button>
          <button
            type="button"
            data-action="save"
            disabled={run?.scenario === undefined}
            onClick={() => run !== undefined && saveScenario(run)}
          >
            Save
          </button>
          <button type="button" data-action="edit" onClick={() => send({ type: 'edit' })}>
            Edit
          </button>
          <button
            type="button"
            disabled={run === undefined}
            onClick={() => send({ type: 'dialog', dialog: { type: 'export' } })}
          >
            Export…
          </button>
          <CopyAddress />
        </Folding>
      )}
      <span className="spring" />
      {!isPhone && <SearchBox />}
      <Show isPhone={isPhone} />
      {!isPhone && <ThemeSwitch />}
      {!isPhone && (
        <button
          type="button"
          className="quiet"
          onClick={() => send({ type: 'dialog', dialog: { type: 'keys' } })}
        >
          <kbd>?</kbd> keys
        </button>
      )}
    </header>
  )
}

/** Buttons side by side; where there is no room for them, behind one that opens them. */
function Folding({ children }: { readonly children: ReactNode }) {
  const details = useRef<HTMLDetailsElement>(null)
  const isTight = useMedia('(max-width: 1439.98px)')
  const nav = <nav aria-label="Scenario">{children}</nav>
  if (!isTight) return nav
  const close = () => {
    if (details.current !== null) details.current.open = false
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the buttons inside have the clicks and keys
    <details ref={details} className="folding" onClick={(event) => foldAfter(event, close)}>
      <summary>Menu</summary>
      {nav}
    </details>
  )
}

/** Whatever was taken from the menu, it is done with. */
function foldAfter({ target }: MouseEvent, close: () => void): void {
  if (target instanceof Element && target.closest('nav button') !== null) close()
}

function aboutRun({ trace, digest }: LoadedRun, isShort: boolean): string {
  const { seed, nodes } = trace.model
  const words = [...viewOf(trace.model).aboutRun(trace.model)]
  if (nodes.length > 40) words.push(`${nodes.length.toLocaleString('en-US')} nodes`)
  words.push(`seed ${seed}`)
  if (!isShort) words.push(`digest ${digest.slice(0, 4)} ${digest.slice(4, 8)}`)
  return words.join(' · ')
}

function Show({ isPhone }: { readonly isPhone: boolean }) {
  const shown = useWorkbench(({ truth }) => truth)
  const send = useSend()
  if (isPhone) {
    return (
      <label className="show-phone">
        <span className="for-ears">Show</span>
        <select
          value={shown}
          onChange={({ target }) => send({ type: 'truth', truth: target.value as Truth })}
        >
          {truths.map(({ truth, name }) => (
            <option key={truth} value={truth}>
              {name}
            </option>
          ))}
        </select>
      </label>
    )
  }
  return (
    <fieldset className="show">
      <legend>Show</legend>
      {truths.map(({ truth, name, about }) => (
        <button
          key={truth}
          type="button"
          title={about}
          aria-pressed={truth === shown}
          onClick={() => send({ type: 'truth', truth })}
        >
          {name}
        </button>
      ))}
    </fieldset>
  )
}

function Logo() {
  return (
    <svg className="logo" viewBox="0 0 22 20" width="22" height="20" aria-hidden="true">
      <rect className="hue-3" x="7.5" y="1.5" width="6.5" height="6.5" />
      <rect className="moved" x="1.7" y="1.7" width="5" height="5" />
      <rect className="hue-1" x="1" y="9" width="6" height="6.5" />
      <rect className="hue-3" x="7.5" y="9" width="6.5" height="6.5" />
      <rect className="hue-2" x="14.5" y="9" width="6.5" height="6.5" />
      <rect className="quay-line" x="0" y="16.5" width="22" height="2.5" />
    </svg>
  )
}
