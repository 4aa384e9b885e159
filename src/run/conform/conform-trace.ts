/**
 * Does a simulated run decide as the recorded one did? Each recorded run becomes a model; its
 * random choices are taken from the record where they are among the possible ones; then everything
 * that was decided, answered and shown is compared.
 */

import type { Trace } from '../../model/trace.ts'
import { type Verdict, verdictOf } from '../../scheduler/conform-verdict.ts'
import { createSimulation } from '../simulation.ts'
import {
  ourAnswers,
  ourDuplicates,
  ourEngines,
  ourHistories,
  ourRounds,
  ourShow,
  placedOn,
} from './our-facts.ts'
import { parseTraceRecord, type RecordedRun } from './record.ts'
import { createRecordedChance, type Reading } from './recorded-chance.ts'
import { duplicatesRemoved, nodeHistories, plainError, rescheduleRounds } from './recorded-facts.ts'
import { type Script, scriptOf } from './script.ts'

/**
 * Compares every run of a recorded trace.
 * @param value the record as read from its file.
 * @returns one verdict per run, with what differs.
 * @throws Error when the value is not a recorded trace.
 */
export function conformTrace(value: unknown): Verdict[] {
  const record = parseTraceRecord(value)
  return record.runs.map((run, index) => {
    const id = `${record.scenario}, run ${index + 1}`
    return verdictOf({ id, family: 'traces' }, conformRun(run))
  })
}

/**
 * Simulates one recorded run.
 * @param reading how failures that no log line explains are explained.
 */
export function simulateRecorded(
  run: RecordedRun,
  reading: Reading = 'likelier',
): { trace: Trace; script: Script; impossible: readonly string[] } {
  const script = scriptOf(run)
  let nameOf = (_container: number) => ''
  const chance = createRecordedChance(run, script.model, {
    reading,
    nameOf: (container) => nameOf(container),
  })
  const simulation = createSimulation(script.model, { chance })
  nameOf = (container) => simulation.tables.containers[container].name
  simulation.runUntil(script.model.untilUs)
  return { trace: simulation.finish(), script, impossible: chance.impossible }
}

/**
 * The record does not say what the manager was doing in the millisecond in which an engine went.
 * A run agrees when one of the possible readings does; the differences are those of the likeliest.
 */
function conformRun(run: RecordedRun): string[] {
  const readings: readonly Reading[] = ['likelier', 'events', 'refreshes', 'nothing']
  let first: string[] | undefined
  for (const reading of readings) {
    const differences = differencesOf(run, reading)
    if (differences.length === 0) return []
    first ??= differences
  }
  return first ?? []
}

function differencesOf(run: RecordedRun, reading: Reading): string[] {
  const { trace, script, impossible } = simulateRecorded(run, reading)
  const differences = [...impossible]
  const compare = (what: string, recorded: unknown, ours: unknown) => {
    const [a, b] = [JSON.stringify(recorded), JSON.stringify(ours)]
    if (a !== b) differences.push(`${what}: recorded ${a}, we answer ${b}`)
  }

  const recordedHistories = nodeHistories(run)
  const histories = ourHistories(trace)
  for (const { name } of run.nodes) {
    compare(`history of ${name}`, recordedHistories.get(name) ?? [], histories.get(name) ?? [])
  }
  const recordedRounds = rescheduleRounds(run)
  const rounds = ourRounds(trace)
  compare(
    'nodes rescheduled',
    recordedRounds.map(({ node }) => node),
    rounds.map(({ node }) => node),
  )
  for (const [index, round] of recordedRounds.entries()) {
    compare(`rescheduling of ${round.node}`, round.items, rounds[index]?.items ?? [])
  }
  compare('duplicates removed', duplicatesRemoved(run), ourDuplicates(trace))
  compareAnswers(run, script, trace, compare)
  compareEnd(run, trace, compare)
  return differences
}

type Compare = (what: string, recorded: unknown, ours: unknown) => void

function compareAnswers(run: RecordedRun, script: Script, trace: Trace, compare: Compare): void {
  const answers = ourAnswers(trace)
  const nodes = placedOn(trace)
  const slotOfEntry = slotsByEntry(trace)
  for (const line of run.trace) {
    const entry = script.entryOf.get(line)
    if (entry === undefined || line.status === undefined) continue
    const ours = answers.get(entry)
    const what = `${line.op} ${line.container?.name ?? line.name ?? ''} at ${line.at ?? line.t} ms`
    if (line.op === 'create' && Number(line.status) === 201) {
      const slot = slotOfEntry.get(entry)
      const container = trace.tables.containers.findIndex((row) => row.slot === slot)
      compare(what, line.node, nodes.get(container))
    } else if (line.op === 'create') {
      const isUnanswered = line.answer?.startsWith('(no answer')
      const isClosed = line.answer?.startsWith('(connection closed')
      const recorded = isUnanswered ? undefined : plainError(line.answer ?? '')
      if (isClosed)
        compare(what, 'connection closed', ours?.includes('closed') ? 'connection closed' : ours)
      else compare(what, recorded, ours)
    } else {
      compare(what, Number(line.status) < 400 ? 'done' : 'failed', ours === '' ? 'done' : 'failed')
    }
  }
}

/** The slot that each entry of the timeline asked for: its own fact follows at once. */
function slotsByEntry(trace: Trace): ReadonlyMap<number, number> {
  const slots = new Map<number, number>()
  let next = 0
  for (const [entry, { action }] of trace.model.timeline.entries()) {
    if (action.type === 'container.run') slots.set(entry, next++)
  }
  return slots
}

function compareEnd(run: RecordedRun, trace: Trace, compare: Compare): void {
  const engines = ourEngines(trace)
  for (const [name, containers] of Object.entries(run.enginesAtEnd ?? {})) {
    const recorded = (containers ?? [])
      .map((one) => `${one.name} ${one.running ? 'runs' : 'stopped'}`)
      .sort()
    compare(`on ${name} at the end`, recorded, engines.get(name) ?? [])
  }
  const shown = run.trace.findLast(({ k }) => k === 'show')
  if (!shown) return
  const ours = ourShow(trace)
  const status = (text: string) =>
    text.startsWith('Exited') ? 'Exited' : text.startsWith('Up') ? 'Up' : text
  const nodes = (shown.nodes ?? []).flatMap((one) =>
    typeof one === 'string' || one.name === '(unknown)' ? [] : [`${one.name} ${one.status}`],
  )
  compare('nodes shown at the end', nodes.sort(), ours.nodes)
  const containers = (shown.containers ?? []).map(
    ({ name, node, status: text }) => `${name} on ${node}: ${status(text)}`,
  )
  compare('containers shown at the end', containers.sort(), ours.containers)
}
