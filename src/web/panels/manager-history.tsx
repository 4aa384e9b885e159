/** What happened among these managers until now, without the bookkeeping of their logs. */
import { useMemo } from 'react'
import { type FactType, factTypes, fieldsOf } from '../../model/facts.ts'
import type { Trace } from '../../model/trace.ts'
import { factInWords } from '../../projection/fact-words.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { FactList } from './history.tsx'

interface ManagerHistoryProps {
  readonly run: LoadedRun
  readonly managers: readonly number[]
}

/** Every entry is written by every manager: that tells no story. */
const dull: ReadonlySet<FactType> = new Set(['raft.appended', 'raft.committed'])

export function ManagerHistory({ run, managers }: ManagerHistoryProps) {
  const key = managers.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the managers
  const rows = useMemo(() => rowsAbout(run.trace, new Set(managers)), [run, key])
  return <FactList run={run} rows={rows} words={(row) => factInWords(run.trace, row)} />
}

function rowsAbout(trace: Trace, managers: ReadonlySet<number>): number[] {
  const columnsOf = fieldsOf.map((fields, code) =>
    dull.has(factTypes[code])
      ? []
      : fields.flatMap(([, kind], column) => (kind === 'manager' ? [column] : [])),
  )
  const columns = [trace.a, trace.b, trace.c]
  const rows: number[] = []
  for (let row = 0; row < trace.length; row++) {
    if (columnsOf[trace.type[row]].some((column) => managers.has(columns[column][row]))) {
      rows.push(row)
    }
  }
  return rows
}
