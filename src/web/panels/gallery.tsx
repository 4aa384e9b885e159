/** The scenarios that come with the product, and a way to bring one's own. */
import { useEffect, useState } from 'react'
import { openFiles } from '../input/drop.ts'
import { type LibraryEntry, openBundled, readLibrary } from '../input/library.ts'
import { useSend } from '../state/workbench-react.ts'

export function Gallery() {
  const [entries, setEntries] = useState<readonly LibraryEntry[]>()
  const send = useSend()
  useEffect(() => {
    void readLibrary().then(setEntries)
  }, [])
  const open = async (path: string) => {
    send({ type: 'open', scenario: await openBundled(path), title: path })
  }
  return (
    <>
      <ul className="gallery">
        {entries?.map(({ path, name, about }) => (
          <li key={path}>
            <button type="button" onClick={() => void open(path)}>
              <b>{name}</b>
              <span>{about}</span>
              <code>{path}</code>
            </button>
          </li>
        ))}
      </ul>
      {entries?.length === 0 && <p>No scenario came with this copy.</p>}
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
