/** On a phone the panels share one sheet below the harbour, a tab each. */
import { type PointerEvent, useState } from 'react'
import { CopyAddress } from '../address/copy-address.tsx'
import { DockerPrompt } from '../docker/docker-prompt.tsx'
import { viewOf } from '../managers/registry.ts'
import { planOf } from '../run/loaded-run.ts'
import { useRun, useSend } from '../state/workbench-react.ts'
import { TimeTools } from '../time/time-tools.tsx'
import { Log } from './log.tsx'
import { Manifest } from './manifest.tsx'
import { Rails } from './rails.tsx'
import { saveScenario } from './save.ts'
import { Sentence } from './sentence.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

const tabs = ['Log', 'Manifest', 'Nodes', 'Runs', 'Scenarios'] as const
type Tab = (typeof tabs)[number]

export function PhoneSheet() {
  const [tab, setTab] = useState<Tab>('Log')
  const { isRaised, toggle, ...swipe } = useRaised()
  return (
    <>
      <section className="now" aria-label="What is happening">
        <Sentence />
      </section>
      <aside className={isRaised ? 'sheet raised' : 'sheet'} aria-label="Panels">
        <div className="sheet-head" {...swipe}>
          <div role="tablist" aria-label="Panels">
            {tabs.map((name) => (
              <button
                key={name}
                type="button"
                role="tab"
                id={`tab-${name}`}
                aria-selected={tab === name}
                aria-controls="sheet-panel"
                onClick={() => setTab(name)}
              >
                {name}
              </button>
            ))}
          </div>
          <button
            type="button"
            className="raise"
            aria-expanded={isRaised}
            aria-label="Panels over the picture"
            onClick={toggle}
          >
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
              <path d={isRaised ? 'M3 6l5 5 5-5' : 'M3 10l5-5 5 5'} />
            </svg>
          </button>
        </div>
        <div id="sheet-panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
          {tab === 'Log' && <Log />}
          {tab === 'Manifest' && <Manifest />}
          {tab === 'Nodes' && <NodeList />}
          {tab === 'Runs' && <Runs />}
          {tab === 'Scenarios' && <Scenarios />}
        </div>
      </aside>
    </>
  )
}

/** A swipe shorter than this, in pixels, is a touch. */
const swipeMin = 30

/** The sheet over the picture: by its button, or drawn up and down by its head. */
function useRaised() {
  const [isRaised, setRaised] = useState(false)
  return {
    isRaised,
    toggle: () => setRaised(!isRaised),
    onPointerDown({ clientY: fromY }: PointerEvent) {
      // Wherever it ends.
      const end = ({ clientY }: globalThis.PointerEvent) => {
        if (Math.abs(fromY - clientY) >= swipeMin) setRaised(fromY > clientY)
      }
      window.addEventListener('pointerup', end, { once: true })
    },
  }
}

/** What stands below the transport where there is room for it. */
function Runs() {
  return (
    <>
      <DockerPrompt isPhone />
      <TimeTools />
      <CopyAddress />
      <Rails />
    </>
  )
}

/** Berths are small under a thumb: the same verbs, as a list. */
function NodeList() {
  const run = useRun()
  const send = useSend()
  if (run === undefined) return null
  return (
    <ul className="node-list">
      {viewOf(run.trace.model).hasElections && (
        <li>
          <button type="button" onClick={() => send({ type: 'election' })}>
            The managers and their votes
          </button>
        </li>
      )}
      {planOf(run, 'default').order.map((node) => (
        <li key={node}>
          <button
            type="button"
            onClick={({ clientX: x, clientY: y }) =>
              send({
                type: 'dialog',
                dialog: { type: 'verbs', target: { type: 'node', node }, x, y },
              })
            }
          >
            {run.trace.model.nodes[node].name}
          </button>
        </li>
      ))}
      <li>
        <button type="button" onClick={() => send({ type: 'dialog', dialog: { type: 'addNode' } })}>
          Add a node…
        </button>
      </li>
    </ul>
  )
}

/** What the top bar holds where there is room for it. */
function Scenarios() {
  const run = useRun()
  const send = useSend()
  const hasScenario = run?.scenario !== undefined
  return (
    <ul className="node-list">
      <li>
        <button type="button" onClick={() => send({ type: 'dialog', dialog: { type: 'gallery' } })}>
          Open a scenario…
        </button>
      </li>
      <li>
        <button type="button" onClick={() => send({ type: 'dialog', dialog: { type: 'lessons' } })}>
          Lessons…
        </button>
      </li>
      <li>
        <button type="button" onClick={() => send({ type: 'edit' })}>
          Edit the text
        </button>
      </li>
      <li>
        <button
          type="button"
          disabled={!hasScenario}
          onClick={() => run !== undefined && saveScenario(run)}
        >
          Save as a file
        </button>
      </li>
      <li>
        <button
          type="button"
          disabled={run === undefined}
          onClick={() => send({ type: 'dialog', dialog: { type: 'export' } })}
        >
          Export…
        </button>
      </li>
      <li>
        <ThemeSwitch isNamed />
      </li>
    </ul>
  )
}
