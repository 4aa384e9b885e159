/** What was asked of a service, and how its updates went, until now. */
import { useMemo } from 'react'
import { factTypes, fieldsOf } from '../../model/facts.ts'
import type { Trace } from '../../model/trace.ts'
import { factInWords } from '../../projection/fact-words.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { FactList } from './history.tsx'

export function ServiceHistory({ run, name }: { readonly run: LoadedRun; readonly name: string }) {
  const rows = useMemo(() => rowsAbout(run.trace, name), [run, name])
  return <FactList run={run} rows={rows} words={(row) => factInWords(run.trace, row)} />
}

function rowsAbout(trace: Trace, name: string): number[] {
  const { services = [] } = trace.tables
  const isAbout = factTypes.map((_, code) => fieldsOf[code][0]?.[1] === 'service')
  const rows: number[] = []
  for (let row = 0; row < trace.length; row++) {
    if (isAbout[trace.type[row]] && services[trace.a[row]] === name) rows.push(row)
  }
  return rows
}
