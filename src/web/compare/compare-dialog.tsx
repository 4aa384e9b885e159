/** What to hold beside a run: another branch, another seed, strategy or manager, or a stored trace. */
import './dialogs.css'
import { type FormEvent, useEffect, useState } from 'react'
import { clockOf } from '../../projection/harbour-words.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'
import { ask } from './ask.ts'
import type { Variant } from './questions.ts'

export default function CompareDialog({ run: id }: { readonly run: number }) {
  const runs = useWorkbench((context) => context.runs)
  const run = runs.find((one) => one.id === id)
  if (run === undefined) return null
  const others = runs.filter((one) => one.id !== id)
  return (
    <div className="compare-choice">
      <p>
        Held against <b>{run.label}</b>, on one clock:
      </p>
      {others.length > 0 && <Branches run={run} others={others} />}
      {run.scenario !== undefined && (
        <>
          <Seed run={run} />
          <Variants run={run} />
        </>
      )}
      <StoredTrace />
    </div>
  )
}

function Branches({
  run,
  others,
}: {
  readonly run: LoadedRun
  readonly others: readonly LoadedRun[]
}) {
  const send = useSend()
  return (
    <section>
      <h3>Another run</h3>
      <ul>
        {others.map(({ id, label, parent, forkedUs }) => (
          <li key={id}>
            <button
              type="button"
              className="plain"
              onClick={() => send({ type: 'compare', one: run.id, other: id })}
            >
              {label}
              {parent >= 0 && forkedUs > 0 && ` ${clockOf(forkedUs)}`}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Seed({ run }: { readonly run: LoadedRun }) {
  const send = useSend()
  const { seed } = run.trace.model
  const [other, setOther] = useState(
    /^\d{1,9}$/.test(seed) ? String(Number(seed) + 1) : `${seed}-2`,
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const name = other.trim()
    if (name === '' || name === seed) return
    const set = [`seed=${JSON.stringify(name)}`]
    send({ type: 'variant', run: run.id, set, label: `seed ${name}` })
  }
  return (
    <section>
      <h3>Another seed</h3>
      <form onSubmit={submit}>
        <label>
          Seed <input value={other} size={12} onChange={({ target }) => setOther(target.value)} />
        </label>
        <button type="submit" className="primary" disabled={other.trim() === seed}>
          Run and compare
        </button>
        <span>this run has seed {seed}</span>
      </form>
    </section>
  )
}

function Variants({ run }: { readonly run: LoadedRun }) {
  const send = useSend()
  const [variants, setVariants] = useState<readonly Variant[]>()
  const [problem, setProblem] = useState('')
  const { scenario } = run
  useEffect(() => {
    if (scenario === undefined) return
    return ask(
      { type: 'variants', scenario },
      {
        onAnswer: (answer) => answer.type === 'variants' && setVariants(answer.variants),
        onRefused: ({ title, message }) => setProblem(`${title}. ${message}`),
      },
    )
  }, [scenario])
  return (
    <section>
      <h3>Another strategy or manager</h3>
      {problem !== '' && <p role="alert">{problem}</p>}
      {variants === undefined && problem === '' && <p>Looking at which of them can run it …</p>}
      <ul>
        {variants?.map(({ label, set, whyNot }) => (
          <li key={label}>
            <button
              type="button"
              className="plain"
              disabled={whyNot !== ''}
              onClick={() => send({ type: 'variant', run: run.id, set, label })}
            >
              {label}
            </button>
            {whyNot !== '' && <span> cannot run this scenario: {whyNot}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function StoredTrace() {
  const send = useSend()
  const open = async (file: File | undefined) => {
    if (file === undefined) return
    send({ type: 'readTrace', name: file.name, text: await file.text() })
  }
  return (
    <section>
      <h3>A stored trace</h3>
      <label className="file-picker">
        Pick a trace file (.jsonl), or drop one here
        <input
          type="file"
          accept=".jsonl"
          onChange={({ target }) => void open(target.files?.[0])}
        />
      </label>
    </section>
  )
}
