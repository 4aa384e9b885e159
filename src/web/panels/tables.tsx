/**
 * Every picture as tables: nodes, containers, decisions and facts. They are always in the page for
 * whoever cannot see the harbour, and `t` shows them to everybody. While playing they keep still.
 */
import { shallowEqual } from '@xstate/react'
import { memo, useEffect, useState } from 'react'
import { formatCount, plural } from '../../model/format.ts'
import type { TimeSpan } from '../../projection/timeline-axis.ts'
import { clusterOf, type LoadedRun, type Sight } from '../run/loaded-run.ts'
import { foundIn } from '../search/found.ts'
import type { WorkbenchContext } from '../state/workbench-context.ts'
import { useRun, useWorkbench } from '../state/workbench-react.ts'
import { cellText, type TableData, tablesOf } from './table-data.ts'

/** Rows that are in the page at a time. */
const pageRows = 100

/** A moment, and what of it is searched for. */
interface Searched extends Sight {
  readonly query: string
  readonly picked: TimeSpan | undefined
}

export function Tables({ isShown }: { readonly isShown: boolean }) {
  const run = useRun()
  const sight = useWorkbench(searchedOf, shallowEqual)
  const settled = useSettled(run, sight)
  if (run === undefined) return null
  // Hidden tables need not follow sixty times a second, nor hold up a jump.
  const shown = isShown ? { run, sight } : settled
  return (
    <section className={isShown ? 'tables' : 'tables for-ears'} aria-label="Tables">
      {shown !== undefined && <RunTables key={shown.run.id} {...shown} />}
    </section>
  )
}

interface RunSight {
  readonly run: LoadedRun
  readonly sight: Searched
}

/** So long nothing must have changed before hidden tables are made again. */
const quietMs = 300

/** What was last to be seen for a while. */
function useSettled(run: LoadedRun | undefined, sight: Searched): RunSight | undefined {
  const [settled, setSettled] = useState<RunSight>()
  useEffect(() => {
    if (run === undefined) return
    const timer = setTimeout(() => setSettled({ run, sight }), quietMs)
    return () => clearTimeout(timer)
  }, [run, sight])
  return settled
}

function searchedOf(context: WorkbenchContext): Searched {
  const { timeUs, position, truth, measure, query, picked } = context
  return { timeUs, position, truth, measure, query, picked }
}

const RunTables = memo(function RunTables({ run, sight }: RunSight) {
  const { slots } = clusterOf(run, sight)
  return (
    <>
      {tablesOf(run, sight, foundIn(run, sight)).map((table) => (
        <Table key={table.heads.join()} {...table} />
      ))}
      <p className="for-ears">{plural(slots.length, 'container')} in the whole run.</p>
    </>
  )
})

/** One page of a table that may have a million rows. */
function Table({ caption, heads, count, isNewestFirst = false, row }: TableData) {
  const [page, setPage] = useState(0)
  const pages = Math.max(1, Math.ceil(count / pageRows))
  const current = Math.min(page, pages - 1)
  const first = current * pageRows
  const shown = Math.min(pageRows, count - first)
  return (
    <div className="table-block">
      <table>
        <caption>
          {caption}{' '}
          {count > pageRows && `${formatCount(first + 1)} to ${formatCount(first + shown)} of `}
          {formatCount(count)}
          {isNewestFirst && ', newest first'}
        </caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: Math.max(0, shown) }, (_, at) => {
            const index = isNewestFirst ? count - 1 - first - at : first + at
            return (
              <tr key={index}>
                {row(index).map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                  <td key={column}>{cellText(cell)}</td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
      {pages > 1 && (
        <p className="pager">
          <button type="button" disabled={current === 0} onClick={() => setPage(current - 1)}>
            Previous
          </button>
          page {formatCount(current + 1)} of {formatCount(pages)}
          <button
            type="button"
            disabled={current === pages - 1}
            onClick={() => setPage(current + 1)}
          >
            Next
          </button>
        </p>
      )}
    </div>
  )
}
