/** The history of a container's slot: every fact about it so far, each a jump. */
import { useMemo } from 'react'
import { type FactType, factTypes, fieldsOf } from '../../model/facts.ts'
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
  const position = useWorkbench((context) => context.position)
  const send = useSend()
  const rows = useMemo(() => rowsAbout(run.trace, slot, container), [run, slot, container])
  const past = rows.filter((row) => row < position)
  if (past.length === 0) return null
  return (
    <section className="history">
      <h3>History</h3>
      <ol>
        {past.map((row) => (
          <li key={row}>
            <button
              type="button"
              className="time"
              title="Go to this moment"
              onClick={() =>
                send({
                  type: 'jump',
                  moment: { timeUs: run.trace.timeUs[row], position: row + 1 },
                })
              }
            >
              {clockOf(run.trace.timeUs[row])}
            </button>
            <span>{factInWords(run.trace, row)}</span>
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
