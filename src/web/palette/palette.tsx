/**
 * The palette: everything that can be done, found by typing. A change is shown as its one line of the
 * scenario before Enter makes it.
 */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { openBundled, scenarioPaths } from '../input/library.ts'
import { useRun, useSend, Workbench } from '../state/workbench-react.ts'
import { entriesFor } from './entries.ts'
import type { PaletteEntry } from './palette-entry.ts'

export default function Palette({ text: begun }: { readonly text: string }) {
  const run = useRun()
  const context = Workbench.useSelector((snapshot) => snapshot.context)
  const act = useAct()
  const [text, setText] = useState(begun)
  const [chosen, setChosen] = useState(0)
  const entries = entriesFor({ text, context, run, scenarios: scenarioPaths() })
  const at = Math.min(chosen, Math.max(0, entries.length - 1))
  const entry = entries[at]
  const type = (next: string) => {
    setText(next)
    setChosen(0)
  }
  const take = (one: PaletteEntry) => {
    if (one.act.type === 'refused') return
    if (one.act.type === 'complete') type(one.words)
    else act(one)
  }
  const press = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by !== undefined && entries.length > 0) {
      event.preventDefault()
      setChosen((at + by + entries.length) % entries.length)
    } else if (event.key === 'Tab' && entry !== undefined && !event.shiftKey && text !== '') {
      event.preventDefault()
      type(entry.words)
    } else if (event.key === 'Enter' && entry !== undefined) {
      event.preventDefault()
      take(entry)
    }
  }
  return (
    <div className="palette">
      <input
        // biome-ignore lint/a11y/noAutofocus: the dialog is opened to type into it
        autoFocus
        type="text"
        role="combobox"
        aria-label="What to do"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={entry === undefined ? undefined : `palette-${at}`}
        aria-describedby="palette-line"
        value={text}
        placeholder="crash node-2, next failure, go 2m, open example …"
        spellCheck={false}
        autoComplete="off"
        onChange={({ target }) => type(target.value)}
        onKeyDown={press}
      />
      <Entries entries={entries} at={at} onChoose={setChosen} onTake={take} />
      <p className="line" id="palette-line">
        {entry?.act.type === 'intervene' ? (
          <>
            Adds <code>{entry.act.intervention.entry}</code>
          </>
        ) : (
          entries.length === 0 && noneWords(run?.scenario !== undefined)
        )}
      </p>
    </div>
  )
}

function noneWords(canChange: boolean): string {
  return canChange
    ? 'Nothing of that name. Begin with a verb: crash, drain, join, scale, go, next, open, show.'
    : 'Nothing of that name. A recorded trace can be watched and not changed.'
}

interface EntriesProps {
  readonly entries: readonly PaletteEntry[]
  readonly at: number
  readonly onChoose: (at: number) => void
  readonly onTake: (entry: PaletteEntry) => void
}

function Entries({ entries, at, onChoose, onTake }: EntriesProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])
  return (
    <div className="entries" id="palette-list" role="listbox" aria-label="Found" ref={list}>
      {entries.map((entry, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
        <div
          key={entry.words}
          id={`palette-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          aria-disabled={entry.act.type === 'refused'}
          onPointerMove={() => onChoose(index)}
          onClick={() => onTake(entry)}
        >
          <b>{entry.words}</b>
          <span>{entry.does}</span>
        </div>
      ))}
    </div>
  )
}

/** Does what an entry says; the palette closes first, so that a dialog can open. */
function useAct(): (entry: PaletteEntry) => void {
  const send = useSend()
  return ({ act }) => {
    send({ type: 'dialog', dialog: undefined })
    switch (act.type) {
      case 'intervene':
        send({ type: 'intervene', intervention: act.intervention })
        break
      case 'send':
        send(act.event)
        break
      case 'press':
        document.querySelector<HTMLButtonElement>(act.selector)?.click()
        break
      case 'open':
        openBundled(act.path).then(
          (scenario) => send({ type: 'open', scenario, title: act.path }),
          (error: unknown) => {
            const message = error instanceof Error ? error.message : String(error)
            const problem = { title: `${act.path} could not be read`, issues: [], message }
            send({ type: 'failed', problem })
          },
        )
        break
      case 'complete':
      case 'refused':
        break
    }
  }
}
