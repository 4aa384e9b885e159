/** The search field: what is typed stays bright in the picture and alone in the tables. */
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { formatCount, plural } from '../../model/format.ts'
import { searchKeys } from '../../projection/search.ts'
import type { SearchCounts } from '../../projection/search-match.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { useRun, useSend, useWorkbench } from '../state/workbench-react.ts'
import { searchOf, useFound } from './found.ts'

export function SearchBox() {
  const run = useRun()
  const query = useWorkbench((context) => context.query)
  const send = useSend()
  const field = useRef<HTMLInputElement>(null)
  useFindKey(field)
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    // The first Esc empties the field, the next one leaves it.
    event.preventDefault()
    event.stopPropagation()
    if (query === '') field.current?.blur()
    else send({ type: 'search', query: '' })
  }
  return (
    <search className="search">
      <label>
        <span className="for-ears">Search</span>
        <input
          ref={field}
          type="text"
          value={query}
          placeholder="Search: service:web state:failed"
          title={`Words, or ${searchKeys.map((key) => `${key}:`).join(' ')} (Ctrl+F)`}
          spellCheck={false}
          autoComplete="off"
          disabled={run === undefined}
          aria-describedby="search-found"
          onChange={({ target }) => send({ type: 'search', query: target.value })}
          onKeyDown={press}
        />
      </label>
      {run !== undefined && query.trim() !== '' && (
        <>
          <button
            type="button"
            className="clear"
            aria-label="Empty the search"
            onClick={() => send({ type: 'search', query: '' })}
          >
            ×
          </button>
          <Found run={run} query={query} />
        </>
      )}
    </search>
  )
}

function Found({ run, query }: { readonly run: LoadedRun; readonly query: string }) {
  const found = useFound(run)
  const send = useSend()
  const { problems } = searchOf(run, query)
  return (
    <div className="found" id="search-found">
      <p>{found === undefined ? 'Everything: no term yet' : countsInWords(found.counts)}</p>
      {problems.map(({ word, message, instead }) => (
        <p key={word} className="wrong">
          {message}{' '}
          {instead !== '' && (
            <button type="button" onClick={() => send({ type: 'search', query: instead })}>
              Search for {instead}
            </button>
          )}
        </p>
      ))}
    </div>
  )
}

export function countsInWords({ containers, nodes, waiting }: SearchCounts): string {
  if (containers + nodes + waiting === 0) return 'Nothing is found at this moment'
  const words = [
    ...(containers > 0 ? [plural(containers, 'container')] : []),
    ...(nodes > 0 ? [`${containers > 0 ? 'on ' : ''}${plural(nodes, 'node')}`] : []),
  ].join(' ')
  const waits = waiting === 0 ? [] : [`${formatCount(waiting)} ${waiting === 1 ? 'waits' : 'wait'}`]
  return [...(words === '' ? [] : [words]), ...waits].join(', ')
}

/** Ctrl+F means this field: the browser's own search cannot look into a picture. */
function useFindKey(field: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent | globalThis.KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      if (event.key !== 'f' || document.querySelector('dialog[open]') !== null) return
      if (field.current === null || document.activeElement === field.current) return
      event.preventDefault()
      field.current.focus()
      field.current.select()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [field])
}
