/** A Compose file came alone: on which cluster is it to run? */
import './gallery.css'
import { useState } from 'react'
import { compileComposeRun } from '../../scenario/compose-run.ts'
import { isForSwarmMode } from '../input/file-kind.ts'
import type { ScenarioFiles } from '../run/protocol.ts'
import { useSend } from '../state/workbench-react.ts'

interface ComposeDialogProps {
  readonly name: string
  readonly files: Readonly<Record<string, string>>
}

const clusters = [
  {
    manager: 'swarmkit',
    name: 'Swarm mode',
    about: 'deployed as a stack, by the manager of today’s Docker Engine',
  },
  {
    manager: 'classic',
    name: 'Classic Swarm',
    about: 'started with docker-compose up, under Docker Swarm 1.1',
  },
] as const

/** As many as a person can follow. */
const nodesDefault = 4

export default function ComposeDialog({ name, files }: ComposeDialogProps) {
  const send = useSend()
  const isStack = isForSwarmMode(files[name] ?? '')
  const [manager, setManager] = useState<string>(isStack ? 'swarmkit' : 'classic')
  const [nodes, setNodes] = useState(String(nodesDefault))
  const [memory, setMemory] = useState('8g')
  const scenario = (): ScenarioFiles => {
    const { source } = compileComposeRun({
      composePath: name,
      nodes: Number(nodes),
      nodeMemory: memory,
      manager,
      until: '10m',
    })
    const path = `${name.replace(/\.\w+$/, '')}-scenario.yaml`
    return { path, files: { ...files, [path]: source } }
  }
  return (
    <form
      className="compose-form"
      onSubmit={(event) => {
        event.preventDefault()
        const opened = scenario()
        send({ type: 'open', scenario: opened, title: opened.path })
      }}
    >
      <p>
        <code>{name}</code> says which services there are, and not on which nodes. It becomes the
        application of a new scenario.
      </p>
      <fieldset>
        <legend>Who manages the cluster?</legend>
        {clusters.map((cluster) => (
          <label key={cluster.manager}>
            <input
              type="radio"
              name="manager"
              value={cluster.manager}
              checked={manager === cluster.manager}
              onChange={() => setManager(cluster.manager)}
            />
            <b>{cluster.name}</b> <span>{cluster.about}</span>
          </label>
        ))}
      </fieldset>
      <div className="compose-numbers">
        <label>
          Nodes
          <input
            type="number"
            min={1}
            max={1000}
            required
            value={nodes}
            onChange={({ target }) => setNodes(target.value)}
          />
        </label>
        <label>
          Memory of each
          <input
            required
            pattern="\d+(\.\d+)?[bkmgtBKMGT]?"
            title="a size such as 512m or 8g"
            value={memory}
            onChange={({ target }) => setMemory(target.value)}
          />
        </label>
      </div>
      <p className="form-buttons">
        <button type="submit" className="primary">
          Run it
        </button>
        <button
          type="button"
          className="plain"
          onClick={({ currentTarget }) => {
            if (currentTarget.form?.reportValidity()) send({ type: 'edit', scenario: scenario() })
          }}
        >
          Open in the editor
        </button>
      </p>
    </form>
  )
}
