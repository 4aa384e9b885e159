/** Everything that can be saved of what is seen: pictures, the trace, the scenario, the tables. */
import '../gallery/gallery.css'
import { useState } from 'react'
import { formatCount } from '../../model/format.ts'
import { traceLines } from '../../model/trace-json.ts'
import { csvText } from '../../projection/csv.ts'
import { sourceOf } from '../panels/save.ts'
import { cellValue, type TableData, tablesOf } from '../panels/table-data.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { useWorkbench } from '../state/workbench-react.ts'
import { download, downloadText } from './download.ts'
import { momentName, stemOf } from './file-names.ts'
import { harbourPicture, type Picture, pngOf, timelinePicture } from './pictures.ts'

export default function ExportDialog({ run }: { readonly run: LoadedRun }) {
  const context = useWorkbench((whole) => whole)
  const [said, setSaid] = useState('')
  const { timeUs } = context
  const title = `${run.trace.model.name}, ${momentName(run, timeUs, 'harbour')}`
  const save = (name: string, make: () => Promise<Blob> | Blob) => async () => {
    setSaid(`Making ${name} …`)
    try {
      download(name, await make())
      setSaid(`Saved ${name}`)
    } catch (error) {
      setSaid(`${name} could not be made: ${error instanceof Error ? error.message : error}`)
    }
  }
  const at = (rest: string) => momentName(run, timeUs, rest)
  const { scenario } = run
  return (
    <div className="export">
      <Part title="Picture of the harbour" about="as it is seen now, with its fonts">
        <Item
          name="SVG"
          file={at('harbour.svg')}
          save={save}
          make={() => svg(harbourPicture(title))}
        />
        <Item
          name="PNG"
          file={at('harbour.png')}
          save={save}
          make={() => png(harbourPicture(title))}
        />
      </Part>
      <Part title="Picture of the timeline" about="the part that is shown, to its end">
        <Item
          name="SVG"
          file={at('timeline.svg')}
          save={save}
          make={() => svg(timelinePicture(title))}
        />
        <Item
          name="PNG"
          file={at('timeline.png')}
          save={save}
          make={() => png(timelinePicture(title))}
        />
      </Part>
      <Part
        title="The run"
        about={`${formatCount(run.trace.length)} facts; reberth replay reads them`}
      >
        <Item
          name="Trace (.jsonl)"
          file={`${stemOf(run)}.trace.jsonl`}
          save={save}
          make={() => traceFile(run)}
        />
        {scenario !== undefined && (
          <button
            type="button"
            onClick={() => {
              const name = `${stemOf(run)}.yaml`
              downloadText(name, sourceOf(run))
              setSaid(`Saved ${name}`)
            }}
          >
            Scenario (.yaml)
          </button>
        )}
      </Part>
      <Part title="Tables" about="CSV of this moment; times in seconds, memory in bytes">
        {tablesOf(run, context).map((table) => (
          <Item
            key={table.caption}
            name={`${table.caption} (${formatCount(table.count)})`}
            file={at(`${table.caption.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.csv`)}
            save={save}
            make={() => csvFile(table)}
          />
        ))}
      </Part>
      <p role="status">{said}</p>
    </div>
  )
}

interface PartProps {
  readonly title: string
  readonly about: string
  readonly children: React.ReactNode
}

function Part({ title, about, children }: PartProps) {
  return (
    <section aria-label={title}>
      <h3>
        {title} <span>{about}</span>
      </h3>
      <p className="form-buttons">{children}</p>
    </section>
  )
}

interface ItemProps {
  readonly name: string
  readonly file: string
  readonly make: () => Promise<Blob> | Blob
  readonly save: (name: string, make: ItemProps['make']) => () => Promise<void>
}

function Item({ name, file, make, save }: ItemProps) {
  return (
    <button type="button" title={file} onClick={() => void save(file, make)()}>
      {name}
    </button>
  )
}

async function svg(picture: Promise<Picture>): Promise<Blob> {
  return new Blob([(await picture).svg], { type: 'image/svg+xml' })
}

async function png(picture: Promise<Picture>): Promise<Blob> {
  return pngOf(await picture)
}

/** Lines of a trace in parts of this many: one text of a million lines may be too long. */
const linesPerPart = 10_000

function traceFile({ trace }: LoadedRun): Blob {
  const parts: string[] = []
  let lines: string[] = []
  for (const line of traceLines(trace)) {
    lines.push(line, '\n')
    if (lines.length < 2 * linesPerPart) continue
    parts.push(lines.join(''))
    lines = []
  }
  parts.push(lines.join(''))
  return new Blob(parts, { type: 'application/jsonl' })
}

function csvFile({ fileHeads, count, row }: TableData): Blob {
  const rows = Array.from({ length: count }, (_, index) => row(index).map(cellValue))
  return new Blob([csvText(fileHeads, rows)], { type: 'text/csv;charset=utf-8' })
}
