/** Histories: facts about one thing so far, each a jump. */
import { useMemo } from 'react'
import { type FactType, factTypes, fieldsOf } from '../../model/facts.ts'
import { plural } from '../../model/format.ts'
import type { Trace } from '../../model/trace.ts'
import { factInWords } from '../../projection/fact-words.ts'
import { clockOf } from '../../projection/harbour-words.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'

interface HistoryProps {
  readonly run: LoadedRun
  /** -1 for a container made behind the manager's back. */
  readonly slot: number
  readonly container: number
}

/** Facts that say nothing to a person who reads a history. */
const dull: ReadonlySet<FactType> = new Set(['belief.changed'])

export function History({ run, slot, container }: HistoryProps) {
  const rows = useMemo(() => rowsAbout(run.trace, slot, container), [run, slot, container])
  return <FactList run={run} rows={rows} words={(row) => factInWords(run.trace, row)} />
}

interface FactListProps {
  readonly run: LoadedRun
  /** In order of time. */
  readonly rows: readonly number[]
  readonly words: (row: number) => string
}

/** More facts than this are counted. */
const factsMax = 200

/** The facts among these rows that have happened. */
export function FactList({ run, rows, words }: FactListProps) {
  const position = useWorkbench((context) => context.position)
  const send = useSend()
  const past = rows.filter((row) => row < position)
  if (past.length === 0) return null
  const { timeUs } = run.trace
  return (
    <section className="history">
      <h3>History</h3>
      {past.length > factsMax && (
        <p className="quiet">{plural(past.length - factsMax, 'earlier fact')}</p>
      )}
      <ol>
        {past.slice(-factsMax).map((row) => (
          <li key={row}>
            <button
              type="button"
              className="time"
              title="Go to this moment"
              onClick={() =>
                send({ type: 'jump', moment: { timeUs: timeUs[row], position: row + 1 } })
              }
            >
              {clockOf(timeUs[row])}
            </button>
            <span>{words(row)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Rows whose fields name the slot or one of its containers. */
function rowsAbout(trace: Trace, slot: number, container: number): number[] {
  const own = new Set<number>()
  for (const [index, row] of trace.tables.containers.entries()) {
    if (index === container || (slot >= 0 && row.slot === slot)) own.add(index)
  }
  const columns = [trace.a, trace.b, trace.c]
  const checks = fieldsOf.map((fields, code) => {
    if (dull.has(factTypes[code])) return []
    return fields.flatMap(([, kind], column) =>
      kind === 'container' || kind === 'slot' ? [{ kind, column }] : [],
    )
  })
  const rows: number[] = []
  for (let row = 0; row < trace.length; row++) {
    for (const { kind, column } of checks[trace.type[row]]) {
      const value = columns[column][row]
      if (kind === 'slot' ? value === slot : own.has(value)) {
        rows.push(row)
        break
      }
    }
  }
  return rows
}
