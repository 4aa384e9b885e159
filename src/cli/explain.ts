/** `reberth explain`: why a container is where it is, or why it is nowhere. */
import { Command } from 'commander'
import { formatTime } from '../model/format.ts'
import type { Trace } from '../model/trace.ts'
import { type Decision, explainDecision } from '../run/explain.ts'
import { listed, nearest } from '../scenario/text/suggest.ts'
import { exitCodesHelp, UsageError } from './exit-codes.ts'
import {
  decisionsAbout,
  originInLines,
  originOf,
  overview,
  type Subject,
  taskNamed,
  whyUndecided,
} from './explained-tasks.ts'
import { durationOption, loadTrace, type RunChanges } from './input/load.ts'
import { collected } from './options.ts'
import { explanationInLines } from './output/explanation.ts'
import { colour, print, printJson } from './output/terminal.ts'

interface ExplainOptions extends RunChanges {
  readonly container: string
  readonly at?: string
  readonly all?: boolean
  readonly json?: boolean
}

export function explainCommand(): Command {
  return new Command('explain')
    .summary('say why a container is where it is, or nowhere')
    .description(
      'Says for every node why a container was, or was not, placed on it: the filter that refused it, or its score and how the tie was broken. For a container without a place it says what would have to change. In swarm mode containers are tasks: a slot (web.1), one task in it (web.1.2) or a service (web) can be named, and what led to the task comes first.',
    )
    .argument('<file>', 'scenario, or trace written by run --trace')
    .requiredOption('--container <name>', 'name of the container or task, or of its service')
    .option('--at <time>', 'the last decision up to this time, for example 2m (default: the last)')
    .option('--all', 'list every node, however many there are')
    .option('--seed <text>', 'replace the seed of the scenario')
    .option('--set <path=value>', 'change one value of the scenario (repeatable)', collected)
    .option('--json', 'print one JSON document instead of text')
    .addHelpText(
      'after',
      `
Examples:
  $ reberth explain scenarios/node-failure.yaml --container db
  $ reberth explain scenarios/no-capacity.yaml --container job-2
  $ reberth explain run.trace.jsonl --container db --all
  $ reberth explain run.trace.jsonl --container web.1.2
${exitCodesHelp}`,
    )
    .action(explainContainer)
}

function explainContainer(path: string, options: ExplainOptions): void {
  const { container, at, all, json, ...changes } = options
  const atUs = at === undefined ? Number.POSITIVE_INFINITY : durationOption('--at', at)
  const trace = loadTrace(path, changes)
  const subjects = subjectsNamed(trace, container)
  if (!json && subjects.length > oneByOneMax) {
    print(overview(trace, container, { subjects, atUs }))
    return
  }
  const found = subjects.map((subject) => chosenDecision(trace, subject, atUs, at))
  if (json) {
    printJson({
      decisions: found.map(({ decision }) => ({
        timeUs: decision.timeUs,
        container: trace.tables.slots[decision.slot].name,
        task: trace.tables.containers[decision.container]?.name ?? null,
        node: trace.model.nodes[decision.node]?.name ?? null,
        // An error that the scheduler did not give: the explanation says what it would have done.
        failed: whyElsewhere(trace, decision),
        origin: originOf(trace, decision),
        explanation: explainDecision(trace, decision),
      })),
    })
    return
  }
  for (const [index, { decision, number, count }] of found.entries()) {
    if (index > 0) print()
    const { timeUs } = decision
    const which = count > 1 ? ` (decision ${number} of ${count}; --at shows the others)` : ''
    print(`${colour.bold(titleOf(trace, decision))} at ${formatTime(timeUs)}${which}`)
    const origin = originOf(trace, decision)
    if (origin !== null) print(`${originInLines(origin)}\n`)
    const chosen = trace.model.nodes[decision.node]?.name ?? ''
    const elsewhere = whyElsewhere(trace, decision)
    if (elsewhere !== null) {
      print(`  ${colour.red('no place')}   ${elsewhere}`)
      print('  The scheduler was not the reason. Asked at that moment, it would have answered:')
    }
    print(explanationInLines(explainDecision(trace, decision), { chosen, all: all === true }))
  }
}

/** Tasks come and go in a slot; classic Swarm knows its containers by one name. */
function titleOf({ tables }: Trace, { slot, container }: Decision): string {
  const task = tables.specs === undefined ? undefined : tables.containers[container]
  return task?.name ?? tables.slots[slot].name
}

/** Why a container has no place although the scheduler would have found one; null otherwise. */
function whyElsewhere(trace: Trace, decision: Decision): string | null {
  if (decision.node >= 0) return null
  return explainDecision(trace, decision).outcome === 'placed' ? decision.error : null
}

function chosenDecision(
  trace: Trace,
  subject: Subject,
  atUs: number,
  at: string | undefined,
): { readonly decision: Decision; readonly number: number; readonly count: number } {
  const decisions = decisionsAbout(trace, subject)
  const index = decisions.findLastIndex(({ timeUs }) => timeUs <= atUs)
  const decision = decisions[index]
  if (decision) return { decision, number: index + 1, count: decisions.length }
  const { name } = subject
  const first = decisions[0]
  if (!first) throw new UsageError(`${name}: ${whyUndecided(trace, subject, atUs)}`)
  throw new UsageError(
    `${name}: no decision up to ${at}; the first one was at ${formatTime(first.timeUs)}`,
  )
}

/** The task or slot with this name; or all slots of the service with this name. */
function subjectsNamed(trace: Trace, name: string): readonly Subject[] {
  const { slots } = trace.tables
  const where = (matches: (slot: (typeof slots)[number]) => boolean): readonly Subject[] =>
    slots.flatMap((slot, index) =>
      matches(slot) ? [{ name: slot.name, slot: index, container: -1 }] : [],
    )
  const exact = where((slot) => slot.name === name)
  if (exact.length > 0) return exact
  const task = taskNamed(trace, name)
  if (task !== undefined) return [task]
  const ofService = where((slot) => slot.service === name)
  if (ofService.length > 0) return ofService
  const names = slots.map((slot) => slot.name)
  const near = nearest(name, [...names, ...slots.map(({ service }) => service)])
  const hint = near === undefined ? '' : `; did you mean ${near}?`
  throw new UsageError(
    `--container: found ${name}, expected one of ${listed([...new Set(names)])}${hint}`,
  )
}

/** More than this are listed, one line each, instead of explained. */
const oneByOneMax = 3
