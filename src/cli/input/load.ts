/** From a path on the command line to a compiled scenario, a run, or a stored trace. */
import { existsSync } from 'node:fs'
import { plural } from '../../model/format.ts'
import type { Model } from '../../model/model.ts'
import type { Trace } from '../../model/trace.ts'
import { parseTrace, TraceError } from '../../model/trace-json.ts'
import { type RunEnd, simulate } from '../../run/simulate.ts'
import { type Compiled, compileScenario, type FileReader } from '../../scenario/index.ts'
import { parseDurationUs } from '../../scenario/text/units.ts'
import { UsageError } from '../exit-codes.ts'
import { issueInWords } from '../output/errors.ts'
import { withProgress } from '../output/progress.ts'
import { errorColour as colour, complain } from '../output/terminal.ts'
import { fileReader, headOf, linesOf } from './files.ts'

/** What the options of several commands say about a run. */
export interface RunChanges {
  readonly seed?: string
  readonly until?: string
  readonly set?: readonly string[]
}

export function compileFile(
  path: string,
  changes: RunChanges = {},
  files: FileReader = fileReader(),
): Compiled {
  const { seed, until, set } = changes
  const untilUs = until === undefined ? undefined : durationOption('--until', until)
  const compiled = compileScenario(path, {
    files,
    environment: environment(),
    ...(seed === undefined ? {} : { seed }),
    ...(set === undefined ? {} : { set }),
  })
  return untilUs === undefined ? compiled : { ...compiled, model: endedAt(compiled.model, untilUs) }
}

/** Cut short from outside, a scenario stays as it is: what comes later just does not happen. */
function endedAt(model: Model, untilUs: number): Model {
  return { ...model, untilUs, timeline: model.timeline.filter(({ atUs }) => atUs <= untilUs) }
}

/** Variables of the shell, which Compose files may use. */
function environment(): Record<string, string> {
  const known = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return Object.fromEntries(known)
}

export interface Ran {
  readonly trace: Trace
  readonly events: number
  readonly end: RunEnd
}

/** Runs a compiled scenario, with a progress bar when it takes long and somebody looks. */
export function runCompiled(compiled: Compiled): Ran {
  return withProgress((onProgress) => simulate(compiled.model, { onProgress }))
}

/** A stored trace, or the trace of a scenario that is run for it. */
export function loadTrace(path: string, changes: RunChanges = {}): Trace {
  if (!isTrace(path)) return runCompiled(compileFile(path, changes)).trace
  const given = Object.entries(changes).flatMap(([name, value]) =>
    value === undefined || value.length === 0 ? [] : [`--${name}`],
  )
  if (given.length > 0) {
    throw new UsageError(`${path} is a stored trace: ${given.join(', ')} cannot change it any more`)
  }
  return readTrace(path)
}

/** @throws TraceError that begins with the file's name */
export function readTrace(path: string): Trace {
  try {
    return parseTrace(linesOf(path))
  } catch (error) {
    if (error instanceof TraceError) throw new TraceError(`${path}: ${error.message}`)
    throw error
  }
}

/** A trace has run already. A file that is not there is left to the compiler's message. */
export function requireScenario(path: string): void {
  if (!existsSync(path) || !isTrace(path)) return
  throw new UsageError(
    `${path} is a stored trace, expected a scenario; explain, replay and open take traces`,
  )
}

/** Every line of a trace file is a JSON object; its first line says what it is. */
export function isTrace(path: string): boolean {
  return /^\s*\{\s*"format"\s*:\s*"reberth-trace"/.test(headOf(path))
}

/** Warnings of a compilation, and on request the keys that change nothing. */
export function printWarnings(compiled: Compiled, isVerbose: boolean): void {
  for (const warning of compiled.warnings) complain(issueInWords(warning))
  const { ignoredKeys } = compiled
  if (ignoredKeys.length === 0 || !isVerbose) return
  complain(colour.dim(`${plural(ignoredKeys.length, 'key')} without meaning for the simulation:`))
  for (const { file, line, column, message } of ignoredKeys) {
    complain(colour.dim(`  ${file}:${line}:${column}: ${message}`))
  }
}

export function durationOption(option: string, text: string): number {
  const durationUs = parseDurationUs(text)
  if (durationUs === undefined) {
    throw new UsageError(`${option}: found ${text}, expected a time such as 30s, 1m30s or 2h`)
  }
  return durationUs
}
