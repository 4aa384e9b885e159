/**
 * A docker command line. What asks the manager is answered above it; everything else becomes a dated event
 * of the scenario. Arrow keys go through what was typed, Tab completes.
 */
import { type KeyboardEvent, useState } from 'react'
import { viewOf } from '../managers/registry.ts'
import { clusterOf } from '../run/loaded-run.ts'
import { dockerCommand } from '../state/interventions.ts'
import { useRun, useSend, useWorkbench, Workbench } from '../state/workbench-react.ts'
import { completionOf } from './completion.ts'
import { DockerSaid } from './docker-said.tsx'
import { knownNames } from './known-names.ts'
import './docker.css'

/** More choices than these are counted. */
const choicesMax = 8

export function DockerPrompt({ isPhone = false }: { readonly isPhone?: boolean }) {
  const run = useRun()
  const { line, type, choices, onKeyDown } = useLine()
  const submit = useSubmit()
  const example = run === undefined ? '' : viewOf(run.trace.model).dockerExample
  // A stored trace can be asked; nothing new can be asked of it.
  const canType = run !== undefined
  const hint = isPhone ? '' : 'scroll on the lanes to zoom, double-click to see all'
  return (
    <div className="docker-room">
      <DockerSaid />
      <form
        className="docker"
        onSubmit={(event) => {
          event.preventDefault()
          if (submit(line)) type('')
        }}
      >
        <label htmlFor="docker">$ docker</label>
        <input
          id="docker"
          value={line}
          disabled={!canType}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          aria-describedby="docker-choices"
          placeholder={`${example}: what you type becomes a dated event of the run`}
          onChange={({ target }) => type(target.value)}
          onKeyDown={onKeyDown}
        />
        <span id="docker-choices" className={choices.length > 1 ? 'choices' : 'hint'}>
          {choices.length > 1 ? choicesText(choices) : hint}
        </span>
      </form>
    </div>
  )
}

function choicesText(choices: readonly string[]): string {
  const more = choices.length - choicesMax
  return `${choices.slice(0, choicesMax).join('  ')}${more > 0 ? `  and ${more} more` : ''}`
}

/** The line that is typed, with what the arrow keys and Tab make of it. */
function useLine() {
  const run = useRun()
  const lines = useWorkbench((context) => context.docker.lines)
  const send = useSend()
  const [line, setLine] = useState('')
  const [choices, setChoices] = useState<readonly string[]>([])
  /** How far back in what was typed; 0 is the line itself. */
  const [back, setBack] = useState(0)
  const type = (text: string) => {
    setLine(text)
    setChoices([])
    setBack(0)
  }
  const recall = (event: KeyboardEvent, by: 1 | -1) => {
    const next = Math.min(lines.length, Math.max(0, back + by))
    if (next === back) return
    event.preventDefault()
    type(next === 0 ? '' : lines[lines.length - next])
    setBack(next)
  }
  const complete = (event: KeyboardEvent) => {
    if (run === undefined || line.trim() === '') return
    const completion = completionOf(line, viewOf(run.trace.model).dockerCommands, knownNames(run))
    // Where there is nothing to add Tab goes on, so that the keyboard is not caught here.
    if (completion.line !== line) event.preventDefault()
    setLine(completion.line)
    setChoices(completion.choices)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      send({ type: 'docker.closed' })
      event.currentTarget.blur()
    } else if (event.key === 'ArrowUp') recall(event, 1)
    else if (event.key === 'ArrowDown') recall(event, -1)
    else if (event.key === 'Tab' && !event.shiftKey) complete(event)
  }
  return { line, type, choices, onKeyDown }
}

/** @returns whether there was something to say. */
function useSubmit(): (typed: string) => boolean {
  const run = useRun()
  const actor = Workbench.useActorRef()
  const send = useSend()
  return (typed) => {
    // Time is read when it is asked for: while playing it would draw the prompt anew in every frame.
    const { timeUs, position } = actor.getSnapshot().context
    const line = typed.trim().replace(/^docker\s+/, '')
    if (line === '' || run === undefined) return false
    const command = dockerCommand(line, timeUs)
    void import('../../projection/docker-queries.ts').then(({ dockerAnswer }) => {
      const cluster = clusterOf(run, { timeUs, position })
      const answer = dockerAnswer(line, { trace: run.trace, cluster, timeUs })
      if (answer !== undefined) {
        send({ type: 'docker.said', said: { line, timeUs, answer } })
      } else if (run.scenario === undefined) {
        const why = 'A stored trace can be asked, and not changed: open its scenario for that.'
        send({ type: 'docker.said', said: { line, timeUs, answer: why } })
      } else {
        send({ type: 'docker.said', said: { line, timeUs: command.atUs } })
        send({ type: 'intervene', intervention: command })
      }
    })
    return true
  }
}
