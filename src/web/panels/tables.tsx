/**
 * Every picture as tables: nodes, containers, decisions and facts. They are always in the page for
 * whoever cannot see the harbour, and `t` shows them to everybody. While playing they keep still.
 */
import { type ReactNode, useState } from 'react'
import { formatCount, formatMemory, plural } from '../../model/format.ts'
import { factAt } from '../../model/trace-json.ts'
import { roleWords } from '../../projection/election-words.ts'
import { factInWords } from '../../projection/fact-words.ts'
import { berthOf, boxView } from '../../projection/harbour.ts'
import { clockOf } from '../../projection/harbour-words.ts'
import { modeWords, progressWords, serviceView } from '../../projection/service-views.ts'
import { stateWords } from '../draw/boxes.ts'
import { viewOf } from '../managers/registry.ts'
import { clusterOf, harbourOf, type LoadedRun, planOf, type Sight } from '../run/loaded-run.ts'
import { useIsPlaying, useRun, useWorkbench } from '../state/workbench-react.ts'
import { electionOf } from './election-data.ts'

/** Rows that are in the page at a time. */
const pageRows = 100

export function Tables({ isShown }: { readonly isShown: boolean }) {
  const run = useRun()
  const isPlaying = useIsPlaying()
  // Hidden tables need not follow sixty times a second.
  const still = useWorkbench(({ timeUs, position, truth, measure }) =>
    isPlaying ? '' : `${timeUs}/${position}/${truth}/${measure}`,
  )
  const sight = useWorkbench((context) => (isPlaying && !isShown ? undefined : context))
  if (run === undefined) return null
  return (
    <section className={isShown ? 'tables' : 'tables for-ears'} aria-label="Tables">
      {sight !== undefined && (
        <RunTables key={still === '' ? 'playing' : 'still'} run={run} sight={sight} />
      )}
    </section>
  )
}

function RunTables({ run, sight }: { readonly run: LoadedRun; readonly sight: Sight }) {
  const harbour = harbourOf(run, sight)
  const { model, tables } = run.trace
  const { plan, boxes, cluster } = harbour
  const visible = [...boxes.box.subarray(0, boxes.start[boxes.start.length - 1])]
  const decided = run.timeline.decisions.filter(({ row }) => row < sight.position)
  return (
    <>
      <Table
        caption="Nodes"
        heads={['node', 'zone', 'rack', 'state', 'memory booked', 'of']}
        count={plan.order.length}
        row={(index) => {
          const node = plan.order[index]
          const { name, zone, rack, memoryBytes } = model.nodes[node]
          const { label, usedMemoryBytes } = berthOf(harbour, node)
          const state = label.slice(name.length + 2)
          return [name, zone, rack, state, formatMemory(usedMemoryBytes), formatMemory(memoryBytes)]
        }}
      />
      <Table
        caption="Containers"
        heads={['container', 'service', 'node', 'state', 'memory']}
        count={visible.length}
        row={(index) => {
          const container = visible[index]
          const view = boxView(harbour, container)
          const service = plan.serviceOfContainer[container]
          return [
            view.label,
            service < 0 ? '' : plan.services[service].name,
            model.nodes[boxes.node[container]].name,
            view.note === '' ? stateWords[view.kind] : view.note,
            formatMemory(tables.configs[tables.containers[container].config].memoryBytes),
          ]
        }}
      />
      <SwarmTables run={run} sight={sight} />
      <Table
        caption="Decisions"
        heads={['time', 'container', 'decision']}
        count={decided.length}
        isNewestFirst
        row={(index) => {
          const { timeUs, slot, row, isRefused } = decided[index]
          const { fields } = factAt(run.trace, row)
          const words = isRefused ? `refused: ${fields.error}` : `placed on ${fields.node}`
          return [clockOf(timeUs), slot < 0 ? '' : tables.slots[slot].name, words]
        }}
      />
      <Table
        caption="Facts"
        heads={['time', 'fact']}
        count={sight.position}
        isNewestFirst
        row={(index) => {
          return [clockOf(run.trace.timeUs[index]), factInWords(run.trace, index)]
        }}
      />
      <p className="for-ears">{plural(cluster.slots.length, 'container')} in the whole run.</p>
    </>
  )
}

/** What only swarm mode has: services, and managers that elect a leader. */
function SwarmTables({ run, sight }: { readonly run: LoadedRun; readonly sight: Sight }) {
  const { hasElections, hasServices } = viewOf(run.trace.model)
  const cluster = clusterOf(run, sight)
  const services = hasServices ? planOf(run, 'default').services : []
  const views = services.flatMap(({ name }) => serviceView(run.trace, cluster, name) ?? [])
  const managers = hasElections ? electionOf(run, sight.position).managers : []
  return (
    <>
      {hasServices && (
        <Table
          caption="Services"
          heads={['service', 'image', 'asks for', 'version', 'up to date', 'progress']}
          count={views.length}
          row={(index) => {
            const view = views[index]
            const { name, spec, version, upToDate, slots } = view
            const done = view.isJob ? '' : `${upToDate} of ${slots}`
            return [name, spec.task.image, modeWords(spec), version, done, progressWords(view)]
          }}
        />
      )}
      {hasElections && (
        <Table
          caption="Managers"
          heads={['manager', 'role', 'term', 'voted for', 'last entry', 'committed']}
          count={managers.length}
          row={(index) => {
            const { name, role, term, vote, lastIndex, commitIndex } = managers[index]
            const candidate = vote < 0 ? 'nobody' : managers[vote].name
            return [name, roleWords[role], term, candidate, lastIndex, commitIndex]
          }}
        />
      )}
    </>
  )
}

interface TableProps {
  readonly caption: string
  readonly heads: readonly string[]
  readonly count: number
  readonly isNewestFirst?: boolean
  readonly row: (index: number) => readonly ReactNode[]
}

/** One page of a table that may have a million rows. */
function Table({ caption, heads, count, isNewestFirst = false, row }: TableProps) {
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
                  <td key={column}>{cell}</td>
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
