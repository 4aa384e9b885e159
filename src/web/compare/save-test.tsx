/**
 * A run as a regression test: claims that it meets are proposed, each with a checkbox. The file is
 * run once more before it is handed over, so that a saved test is known to pass.
 */
import './dialogs.css'
import { useEffect, useState } from 'react'
import { plural } from '../../model/format.ts'
import type { Proposals } from '../../projection/proposals.ts'
import { download, scenarioStem, sourceOf } from '../panels/save.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import type { ScenarioFiles } from '../run/protocol.ts'
import { useWorkbench } from '../state/workbench-react.ts'
import { ask } from './ask.ts'
import type { Answer } from './questions.ts'
import { type Chosen, testText, usualChoice } from './test-file.ts'

export default function SaveTest({ run: id }: { readonly run: number }) {
  const run = useWorkbench(({ runs }) => runs.find((one) => one.id === id))
  const [proposals, setProposals] = useState<Proposals>()
  const [problem, setProblem] = useState('')
  const trace = run?.trace
  useEffect(() => {
    if (trace === undefined) return
    return ask(
      { type: 'propose', trace },
      {
        onAnswer: (answer) => answer.type === 'propose' && setProposals(answer.proposals),
        onRefused: ({ title, message }) => setProblem(`${title}. ${message}`),
      },
    )
  }, [trace])
  if (run?.scenario === undefined) return <p>A recorded trace has no scenario to save.</p>
  return (
    <div className="save-test">
      <p>
        What <b>{run.label}</b> showed, as claims that <code>reberth test</code> holds it to from
        now on.
      </p>
      {problem !== '' && <p role="alert">{problem}</p>}
      {proposals === undefined ? (
        problem === '' && <p role="status">Looking at what it showed …</p>
      ) : (
        <Choice run={run} scenario={run.scenario} proposals={proposals} />
      )}
    </div>
  )
}

interface ChoiceProps {
  readonly run: LoadedRun
  readonly scenario: ScenarioFiles
  readonly proposals: Proposals
}

type Verdict = { readonly text: string; readonly isBad: boolean }

function Choice({ run, scenario, proposals }: ChoiceProps) {
  const [chosen, setChosen] = useState<Chosen>(() => usualChoice(proposals))
  const [verdict, setVerdict] = useState<Verdict>()
  const [stop, setStop] = useState<() => void>()
  const { old } = proposals
  // Closing the dialog ends the check.
  useEffect(() => stop, [stop])
  const save = () => {
    const text = testText(sourceOf(run), proposals, chosen)
    const files = { ...scenario.files, [scenario.path]: text }
    const done = (next: Verdict) => {
      setStop(undefined)
      setVerdict(next)
    }
    setVerdict({ text: 'Running the saved scenario once …', isBad: false })
    const end = ask(
      { type: 'verify', scenario: { ...scenario, files } },
      {
        onAnswer(answer) {
          if (answer.type !== 'verify') return
          if (answer.broken.length === 0) download(`${scenarioStem(run)}-test.yaml`, text)
          done(verdictOf(answer))
        },
        onRefused: ({ title, message, issues }) =>
          done({ text: `${title}. ${issues[0]?.message ?? message}`, isBad: true }),
      },
    )
    setStop(() => end)
  }
  const toggle = (key: keyof Chosen, item: string | number) =>
    setChosen((before) => {
      const next = new Set<string | number>(before[key])
      if (!next.delete(item)) next.add(item)
      return { ...before, [key]: next }
    })
  const isEmpty = chosen.claims.size === 0 && chosen.kept.size === 0
  return (
    <>
      <section>
        <fieldset>
          <legend>
            <h3>Seen in this run</h3>
          </legend>
          {proposals.proposals.map(({ claim }) => (
            <label key={claim}>
              <input
                type="checkbox"
                checked={chosen.claims.has(claim)}
                onChange={() => toggle('claims', claim)}
              />
              <code>{claim}</code> at the end
            </label>
          ))}
        </fieldset>
      </section>
      {old.length > 0 && (
        <section>
          <fieldset>
            <legend>
              <h3>In the file already</h3>
            </legend>
            {old.map(({ text, index, met }) => (
              <label key={index}>
                <input
                  type="checkbox"
                  checked={chosen.kept.has(index)}
                  onChange={() => toggle('kept', index)}
                />
                <code>{text}</code>
                {!met && <span className="broken">does not hold in this run</span>}
              </label>
            ))}
          </fieldset>
        </section>
      )}
      <footer>
        <button
          type="button"
          className="primary"
          disabled={isEmpty || stop !== undefined}
          onClick={save}
        >
          Check and save
        </button>
        <span role="status" className={verdict?.isBad === true ? 'broken' : ''}>
          {verdict?.text ?? ''}
        </span>
      </footer>
    </>
  )
}

function verdictOf({ claims, broken }: Extract<Answer, { type: 'verify' }>): Verdict {
  if (broken.length === 0) {
    return { text: `Saved: ${plural(claims, 'claim')}, and the file passes.`, isBad: false }
  }
  return { text: `Not saved, because it would fail: ${broken.join('; ')}`, isBad: true }
}
