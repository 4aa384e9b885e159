/** `reberth conform`: answers recorded questions of the real Swarm, and says where we differ. */
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { formatCount, plural } from '../model/format.ts'
import { conformTrace } from '../run/conform/conform-trace.ts'
import { conformOrchestrator } from '../run/conform/orchestrator/conform-orchestrator.ts'
import { isOrchestratorRecord } from '../run/conform/orchestrator/record.ts'
import {
  conformPlacement,
  conformStream,
  type Verdict,
} from '../scheduler/classic/conform-placements.ts'
import { conformSchedulerCase } from '../scheduler/swarmkit/conform-scheduler.ts'
import { exitCode, exitCodesHelp, UsageError } from './exit-codes.ts'
import { linesOf, requireFile } from './input/files.ts'
import { collected } from './options.ts'
import { table } from './output/table.ts'
import { colour, hanging, print, printJson } from './output/terminal.ts'

interface ConformOptions {
  readonly all?: boolean
  readonly limit: string
  readonly seeds: string
  readonly family?: readonly string[]
  readonly json?: boolean
}

export function conformCommand(): Command {
  return new Command('conform')
    .summary('compare our decisions with recorded ones of the real Swarm')
    .description(
      'Answers recorded questions of Docker Swarm 1.1 (single placements and streams of placements as JSON lines, traces of the manager as JSON) and of swarm mode (JSON lines): cases of its scheduler and scenarios of its orchestrators. Prints for each family how many answers agree, and what differs in the others.',
    )
    .argument('<files...>', 'recorded placements (.jsonl) or traces (.json)')
    .option('--limit <number>', 'show at most this many differing cases', '10')
    .option('--all', 'show all of them, and answers that no sample contains')
    .option('--seeds <number>', 'swarm mode: answer each case with this many seeds', '5')
    .option('--family <name>', 'only this family (repeatable)', collected)
    .option('--json', 'print one JSON document instead of text')
    .addHelpText(
      'after',
      `
Examples:
  $ reberth conform place-*.jsonl
  $ reberth conform traces/*.json --all
  $ reberth conform scheduler.jsonl orchestrator.jsonl
${exitCodesHelp}`,
    )
    .action(conform)
}

function conform(paths: readonly string[], options: ConformOptions): void {
  if (!/^\d+$/.test(options.limit)) {
    throw new UsageError(`--limit: found ${options.limit}, expected a number`)
  }
  if (!/^[1-9]\d{0,5}$/.test(options.seeds)) {
    throw new UsageError(`--seeds: found ${options.seeds}, expected a number from 1 to 999999`)
  }
  const seeds = Array.from({ length: Number(options.seeds) }, (_, index) => `${index + 1}`)
  const families = options.family ?? []
  const verdicts = paths
    .flatMap((path) => verdictsOf(path, seeds))
    .filter(({ family }) => families.length === 0 || families.includes(family))
  const differing = verdicts.filter(({ agrees }) => !agrees)
  process.exitCode = differing.length > 0 ? exitCode.differs : exitCode.ok
  const rows = familyRows(verdicts)
  if (options.json) {
    printJson({ families: rows, differing })
    return
  }
  const shown = options.all ? differing : differing.slice(0, Number(options.limit))
  for (const verdict of shown) printDifference(verdict)
  if (shown.length < differing.length) {
    print(
      `and ${formatCount(differing.length - shown.length)} more that differ; --all shows them\n`,
    )
  }
  printFamilies(rows)
  printNotes(verdicts, options.all === true)
}

/** The original's random answers are known from samples: what lies beside them is told, no more. */
function printNotes(verdicts: readonly Verdict[], isDetailed: boolean): void {
  const noted = verdicts.filter(({ notes }) => notes !== undefined && notes.length > 0)
  if (noted.length === 0) return
  const cases = plural(noted.length, 'case')
  print(`\nIn ${cases} some answers lie beside the recorded samples of random answers.`)
  if (!isDetailed) return
  for (const { id, notes = [] } of noted) {
    for (const note of notes) print(hanging('  - ', `${id}: ${note}`))
  }
}

interface FamilyRow {
  readonly family: string
  readonly cases: number
  readonly agree: number
}

function familyRows(verdicts: readonly Verdict[]): FamilyRow[] {
  const families = [...new Set(verdicts.map(({ family }) => family))].sort()
  return families.map((family) => {
    const ofFamily = verdicts.filter((verdict) => verdict.family === family)
    const agree = ofFamily.filter(({ agrees }) => agrees).length
    return { family, cases: ofFamily.length, agree }
  })
}

function printFamilies(rows: readonly FamilyRow[]): void {
  const cases = rows.reduce((sum, row) => sum + row.cases, 0)
  const agree = rows.reduce((sum, row) => sum + row.agree, 0)
  const all = [...rows, { family: 'all', cases, agree }]
  print(
    table(all, [
      { title: 'family', cell: ({ family }) => family },
      { title: 'cases', align: 'right', cell: (row) => formatCount(row.cases) },
      { title: 'agree', align: 'right', cell: (row) => formatCount(row.agree) },
      {
        title: '',
        cell: (row) =>
          row.agree === row.cases
            ? colour.green('all')
            : colour.red(`${formatCount(row.cases - row.agree)} differ`),
      },
    ]),
  )
}

function printDifference({ id, family, differences }: Verdict): void {
  print(`${colour.red('differs')} ${id} (family ${family})`)
  for (const difference of differences) print(hanging('  - ', difference))
  print()
}

/**
 * The kind of a file is seen from its content: a stream has steps, a trace has runs, a case of swarm
 * mode has steps and services, and a scenario of it says which answers were the same in its runs.
 */
function verdictsOf(path: string, seeds: readonly string[]): Verdict[] {
  requireFile(path)
  const whole = path.endsWith('.json') ? parsed(path, 1, readFileSync(path, 'utf8')) : undefined
  if (isOrchestratorRecord(whole)) return [conformOrchestrator(whole)]
  if (isRecord(whole) && Array.isArray(whole.runs)) return traceVerdicts(path, whole)
  const verdicts: Verdict[] = []
  let line = 0
  for (const text of linesOf(path)) {
    line++
    if (text.trim() === '') continue
    const record = parsed(path, line, text)
    if (isOrchestratorRecord(record)) verdicts.push(conformOrchestrator(record))
    else if (isRecord(record) && Array.isArray(record.runs))
      verdicts.push(...traceVerdicts(path, record))
    else if (isRecord(record) && Array.isArray(record.steps) && Array.isArray(record.services))
      verdicts.push(conformSchedulerCase(record, { seeds }))
    else if (isRecord(record) && Array.isArray(record.steps)) verdicts.push(conformStream(record))
    else if (isRecord(record) && 'config' in record) verdicts.push(conformPlacement(record))
    else {
      throw new UsageError(
        `${path}:${line}: expected a recorded placement (with config), stream (with steps), trace (with runs), case of swarm mode (with steps and services) or scenario of swarm mode (with runs and same)`,
      )
    }
  }
  if (verdicts.length === 0) throw new UsageError(`${path}: no recorded cases found`)
  return verdicts
}

function traceVerdicts(path: string, record: unknown): Verdict[] {
  try {
    return conformTrace(record)
  } catch (error) {
    if (error instanceof Error && error.name !== 'AssertionError') {
      throw new UsageError(`${path}: not a recorded trace: ${error.message}`)
    }
    throw error
  }
}

function parsed(path: string, line: number, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(`${path}:${line}: expected JSON: ${(error as Error).message}`)
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
