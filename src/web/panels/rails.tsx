/** The branches of a run as rails: each begins where its change was made. */
import { type DragEvent, useRef, useState } from 'react'
import { clockOf } from '../../projection/harbour-words.ts'
import { RailMenu } from '../compare/rail-menu.tsx'
import { RailName } from '../compare/rail-name.tsx'
import { useIsPhone } from '../input/screen.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'

const rowHeightMouse = 26
const rowHeightThumb = 44
const railGap = 15

export function Rails() {
  const runs = useWorkbench((context) => context.runs)
  const active = useWorkbench((context) => context.active)
  const rowHeight = useIsPhone() ? rowHeightThumb : rowHeightMouse
  const send = useSend()
  if (runs.length === 0) return null
  return (
    <section className="rails" aria-label="Runs">
      <header>
        <h2>Runs</h2>
        <button
          type="button"
          className="plain"
          data-action="compare"
          onClick={() =>
            send({ type: 'dialog', dialog: { type: 'compare', run: runs[active].id } })
          }
        >
          Compare…
        </button>
      </header>
      <div className="rail-rows">
        <svg
          width={railGap * Math.min(runs.length, 5) + 10}
          height={rowHeight * runs.length}
          aria-hidden="true"
        >
          {runs.map((run, index) => (
            <Rail
              key={run.id}
              runs={runs}
              index={index}
              isActive={index === active}
              rowHeight={rowHeight}
            />
          ))}
        </svg>
        <ul>
          {runs.map((run, index) => (
            <RailRow
              key={run.id}
              run={run}
              index={index}
              isActive={index === active}
              height={rowHeight}
            />
          ))}
        </ul>
      </div>
      <Undo />
    </section>
  )
}

/** What a dragged rail is to the browser: no file, and not for other pages. */
const dragType = 'application/x-reberth-run'

interface RowProps {
  readonly run: LoadedRun
  readonly index: number
  readonly isActive: boolean
  readonly height: number
}

function RailRow({ run, index, isActive, height }: RowProps) {
  const send = useSend()
  const more = useRef<HTMLButtonElement>(null)
  const [isNaming, setNaming] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const [isOver, setOver] = useState(false)
  const carries = (event: DragEvent) => event.dataTransfer.types.includes(dragType)
  const drop = (event: DragEvent) => {
    if (!carries(event)) return
    event.preventDefault()
    setOver(false)
    const other = Number(event.dataTransfer.getData(dragType))
    if (other !== run.id) send({ type: 'compare', one: run.id, other })
  }
  return (
    // Dragging is one way of three: compare has a button and an entry in the menu as well.
    <li
      style={{ height }}
      className={isOver ? 'over' : ''}
      draggable={!isNaming}
      onDragStart={(event) => event.dataTransfer.setData(dragType, String(run.id))}
      onDragOver={(event) => {
        if (!carries(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      onContextMenu={(event) => {
        event.preventDefault()
        setOpen(true)
      }}
    >
      {isNaming ? (
        <RailName run={run} index={index} onDone={() => setNaming(false)} />
      ) : (
        <button
          type="button"
          aria-current={isActive}
          title={originOf(run)}
          onClick={() => send({ type: 'run.chosen', index })}
          onDoubleClick={() => setNaming(true)}
          onKeyDown={({ key }) => key === 'F2' && setNaming(true)}
        >
          {run.label}
          {run.forkedUs > 0 && <span> {clockOf(run.forkedUs)}</span>}
        </button>
      )}
      <button
        ref={more}
        type="button"
        className="more"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={`What can be done with ${run.label}`}
        onClick={() => setOpen(true)}
      >
        <svg width="14" height="4" viewBox="0 0 14 4" aria-hidden="true">
          <path d="M2 2h0M7 2h0M12 2h0" />
        </svg>
      </button>
      {run.parent >= 0 && (
        <button
          type="button"
          className="remove"
          aria-label={`Remove ${run.label}`}
          onClick={() => send({ type: 'run.removed', index })}
        >
          ×
        </button>
      )}
      {isOpen && (
        <RailMenu
          run={run}
          index={index}
          button={more}
          onName={() => setNaming(true)}
          onClose={() => setOpen(false)}
        />
      )}
    </li>
  )
}

function originOf({ parent, forkedUs, scenario }: LoadedRun): string {
  if (parent < 0) return 'the scenario as it is'
  if (forkedUs > 0) return `forked at ${clockOf(forkedUs)}`
  return scenario === undefined ? 'a stored trace' : 'the same scenario, run in another way'
}

function Undo() {
  const dropped = useWorkbench((context) => context.dropped)
  const changed = useWorkbench(({ runs, active }) =>
    (runs[active]?.parent ?? -1) < 0 ? undefined : runs[active],
  )
  const send = useSend()
  return (
    <p className="rail-undo" role="status">
      {dropped !== undefined && (
        <>
          {dropped.label} was {dropped.isUndone ? 'undone' : 'removed'}.{' '}
          <button type="button" className="plain" onClick={() => send({ type: 'run.restored' })}>
            {dropped.isUndone ? 'Redo' : 'Undo'}
          </button>
        </>
      )}
      {dropped === undefined && changed !== undefined && (
        <button
          type="button"
          className="plain"
          title={`Undo ${changed.label}`}
          onClick={() => send({ type: 'undo' })}
        >
          Undo the last change
        </button>
      )}
    </p>
  )
}

interface RailProps {
  readonly runs: readonly LoadedRun[]
  readonly index: number
  readonly isActive: boolean
  readonly rowHeight: number
}

function Rail({ runs, index, isActive, rowHeight }: RailProps) {
  const railTop = rowHeight / 2 + 1
  const column = Math.min(index, 4)
  const x = 6 + column * railGap
  const end = rowHeight * index + railTop
  const parent = runs.findIndex(({ id }) => id === runs[index].parent)
  const start = parent < 0 ? 4 : rowHeight * parent + railTop
  const fromX = 6 + Math.max(0, Math.min(parent, 4)) * railGap
  const d =
    parent < 0
      ? `M${x} ${start} V${rowHeight * runs.length - 6}`
      : `M${fromX} ${start} C${fromX} ${start + 14} ${x} ${start + 6} ${x} ${end}`
  return (
    <g className={isActive ? 'rail active' : 'rail'}>
      <path d={d} />
      <circle cx={x} cy={end} r="4" />
    </g>
  )
}
