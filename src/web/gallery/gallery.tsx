/** The scenarios that come with the product, in groups, and a way to bring one's own. */
import './gallery.css'
import { useEffect, useRef, useState } from 'react'
import { openFiles } from '../input/drop.ts'
import { type LibraryEntry, openBundled, readLibrary } from '../input/library.ts'
import { useSend } from '../state/workbench-react.ts'
import { aboutOf, galleryGroups, groupOf } from './gallery-groups.ts'

export default function Gallery() {
  const [entries, setEntries] = useState<readonly LibraryEntry[]>()
  const [filter, setFilter] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const send = useSend()
  useEffect(() => {
    void readLibrary().then(setEntries)
    field.current?.focus()
  }, [])
  const groups = galleryGroups(entries ?? [], filter)
  return (
    <>
      <label className="gallery-filter">
        Filter
        <input
          ref={field}
          type="search"
          value={filter}
          placeholder="drain, rack, update …"
          onChange={({ target }) => setFilter(target.value)}
        />
      </label>
      {groups.map(({ name, entries }) => (
        <section key={name} className="gallery-group" aria-label={name}>
          <h3>
            {name} <span>{entries.length}</span>
          </h3>
          <ul className="gallery">
            {entries.map((entry) => (
              <Entry key={entry.path} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
      {entries !== undefined && groups.length === 0 && (
        <p role="status">
          {entries.length === 0
            ? 'No scenario came with this copy.'
            : `No example has “${filter}” in its name or description.`}
        </p>
      )}
      <label className="file-picker">
        Or open files: a scenario with the Compose files it reads, a Compose file alone, or a trace
        (.jsonl)
        <input
          type="file"
          multiple
          accept=".yaml,.yml,.jsonl,.json"
          onChange={({ target }) => {
            const files = [...(target.files ?? [])]
            if (files.length > 0) void openFiles(files, send)
          }}
        />
      </label>
    </>
  )
}

function Entry({ entry }: { readonly entry: LibraryEntry }) {
  const send = useSend()
  const { path, name } = entry
  const open = async () => {
    const scenario = await openBundled(path)
    if (groupOf(entry) === 'Compose') {
      const dialog = { type: 'compose', name: path, files: scenario.files } as const
      send({ type: 'dialog', dialog })
    } else send({ type: 'open', scenario, title: path })
  }
  return (
    <li>
      <button type="button" onClick={() => void open()}>
        <b>{name}</b>
        <span>{aboutOf(entry)}</span>
        <code>{path}</code>
      </button>
      {groupOf(entry) !== 'Compose' && (
        <button
          type="button"
          className="edit"
          aria-label={`Edit ${name}`}
          onClick={() =>
            void openBundled(path).then((scenario) => send({ type: 'edit', scenario }))
          }
        >
          Edit
        </button>
      )}
    </li>
  )
}
