/** `reberth explain`: why a container is where it is, or why it is nowhere. */
import { Command } from 'commander'
import { formatTime, plural } from '../model/format.ts'
import type { Trace } from '../model/trace.ts'
import { type Decision, decisionsOf, explainDecision } from '../run/explain.ts'
import { listed, nearest } from '../scenario/text/suggest.ts'
import { exitCodesHelp, UsageError } from './exit-codes.ts'
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
      'Says for every node why a container was, or was not, placed on it: the filter that refused it, or its score and how the tie was broken. For a container without a place it says what would have to change.',
    )
    .argument('<file>', 'scenario, or trace written by run --trace')
    .requiredOption('--container <name>', 'name of the container, or of its service')
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
${exitCodesHelp}`,
    )
    .action(explainContainer)
}

function explainContainer(path: string, options: ExplainOptions): void {
  const { container, at, all, json, ...changes } = options
  const atUs = at === undefined ? Number.POSITIVE_INFINITY : durationOption('--at', at)
  const trace = loadTrace(path, changes)
  const slots = slotsNamed(trace, container)
  const found = slots.map((slot) => chosenDecision(trace, slot, atUs, at))
  if (json) {
    printJson({
      decisions: found.map(({ decision }) => ({
        timeUs: decision.timeUs,
        container: trace.tables.slots[decision.slot].name,
        node: trace.model.nodes[decision.node]?.name ?? null,
        // An error that the scheduler did not give: the explanation says what it would have done.
        failed: whyElsewhere(trace, decision),
        explanation: explainDecision(trace, decision),
      })),
    })
    return
  }
  for (const [index, { decision, number, count }] of found.entries()) {
    if (index > 0) print()
    const { slot, timeUs } = decision
    const which = count > 1 ? ` (decision ${number} of ${count}; --at shows the others)` : ''
    print(`${colour.bold(trace.tables.slots[slot].name)} at ${formatTime(timeUs)}${which}`)
    const chosen = trace.model.nodes[decision.node]?.name ?? ''
    const elsewhere = whyElsewhere(trace, decision)
    if (elsewhere !== null) {
      print(`  ${colour.red('no place')}   ${elsewhere}`)
      print('  The scheduler was not the reason. Asked at that moment, it would have answered:')
    }
    print(explanationInLines(explainDecision(trace, decision), { chosen, all: all === true }))
  }
}

/** Why a container has no place although the scheduler would have found one; null otherwise. */
function whyElsewhere(trace: Trace, decision: Decision): string | null {
  if (decision.node >= 0) return null
  return explainDecision(trace, decision).outcome === 'placed' ? decision.error : null
}

function chosenDecision(
  trace: Trace,
  slot: number,
  atUs: number,
  at: string | undefined,
): { readonly decision: Decision; readonly number: number; readonly count: number } {
  const decisions = decisionsOf(trace, slot)
  const index = decisions.findLastIndex(({ timeUs }) => timeUs <= atUs)
  const decision = decisions[index]
  if (decision) return { decision, number: index + 1, count: decisions.length }
  const { name } = trace.tables.slots[slot]
  const first = decisions[0]
  if (!first) throw new UsageError(`${name}: the manager never looked for a place for it`)
  throw new UsageError(
    `${name}: no decision up to ${at}; the first one was at ${formatTime(first.timeUs)}`,
  )
}

/** The slot with this name; or all slots of the service with this name, when they are few. */
function slotsNamed(trace: Trace, name: string): readonly number[] {
  const { slots } = trace.tables
  const where = (matches: (slot: (typeof slots)[number]) => boolean) =>
    slots.flatMap((slot, index) => (matches(slot) ? [index] : []))
  const exact = where((slot) => slot.name === name)
  if (exact.length > 0) return exact
  const ofService = where((slot) => slot.service === name)
  if (ofService.length > 0 && ofService.length <= servicesMax) return ofService
  const names = slots.map((slot) => slot.name)
  if (ofService.length > 0) {
    const first = listed(ofService.map((slot) => slots[slot].name))
    throw new UsageError(`${name} has ${plural(ofService.length, 'container')}: ${first}`)
  }
  const near = nearest(name, [...names, ...slots.map(({ service }) => service)])
  const hint = near === undefined ? '' : `; did you mean ${near}?`
  throw new UsageError(
    `--container: found ${name}, expected one of ${listed([...new Set(names)])}${hint}`,
  )
}

const servicesMax = 3
