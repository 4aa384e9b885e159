/** A new machine that joins at the moment shown: a fork of the run with one more line. */
import { type FormEvent, useState } from 'react'
import { formatMemory, formatTime } from '../../model/format.ts'
import { viewOf } from '../managers/registry.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { addNode, type NewNode } from '../state/interventions.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'

export function AddNode({ run }: { readonly run: LoadedRun }) {
  const timeUs = useWorkbench((context) => context.timeUs)
  const send = useSend()
  const { nodes } = run.trace.model
  const last = nodes.at(-1)
  const [node, setNode] = useState<NewNode>({
    name: freeName(nodes.map(({ name }) => name)),
    cpus: last?.cpus ?? 4,
    memory: formatMemory(last?.memoryBytes ?? 8 * 1024 ** 3),
    zone: last?.zone ?? '',
    rack: last?.rack ?? '',
    labels: '',
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send({ type: 'intervene', intervention: addNode(node, timeUs) })
  }
  const field = (key: 'name' | 'memory' | 'zone' | 'rack' | 'labels', words: string) => (
    <label>
      {words}
      <input
        value={node[key]}
        required={key === 'name' || key === 'memory'}
        spellCheck={false}
        onChange={({ target }) => setNode({ ...node, [key]: target.value })}
      />
    </label>
  )
  return (
    <form className="add-node" onSubmit={submit}>
      <p>It joins at {formatTime(timeUs)}; the run forks there.</p>
      {field('name', 'Name')}
      <label>
        CPUs
        <input
          type="number"
          min={1}
          max={4096}
          value={node.cpus}
          onChange={({ target }) => setNode({ ...node, cpus: Number(target.value) })}
        />
      </label>
      {field('memory', 'Memory')}
      {field('zone', 'Zone')}
      {field('rack', 'Rack')}
      {field('labels', 'Labels, key=value')}
      {viewOf(run.trace.model).hasElections && (
        <label>
          Role
          <select
            value={node.role ?? 'worker'}
            onChange={({ target }) =>
              setNode({ ...node, role: target.value === 'manager' ? 'manager' : 'worker' })
            }
          >
            <option value="worker">worker</option>
            <option value="manager">manager</option>
          </select>
        </label>
      )}
      <button type="submit" className="primary">
        Add it
      </button>
    </form>
  )
}

/** `node-7` after `node-6`. */
function freeName(names: readonly string[]): string {
  let number = names.length + 1
  while (names.includes(`node-${number}`)) number++
  return `node-${number}`
}
