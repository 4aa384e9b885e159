/** `reberth test`: runs scenarios and checks what they claim and what was stored of them. */
import { existsSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { Command } from 'commander'
import { formatDuration, formatTime, plural } from '../model/format.ts'
import { digestOf, type Trace } from '../model/trace.ts'
import { expectations } from '../projection/expectations.ts'
import { factInWords } from '../projection/fact-words.ts'
import { type Difference, firstDifference } from '../projection/first-difference.ts'
import { ScenarioError } from '../scenario/index.ts'
import { exitCode, exitCodesHelp } from './exit-codes.ts'
import { createDigestStore, type DigestStore } from './input/digests.ts'
import { isLessonFile } from './input/lessons.ts'
import { compileFile, readTrace, runCompiled } from './input/load.ts'
import { scenarioFiles } from './input/scenario-files.ts'
import { lessonChecks } from './lesson-checks.ts'
import { issuesInWords } from './output/errors.ts'
import { brokenWords, expectationsInLines, isBroken, whenInWords } from './output/expectations.ts'
import { type JUnitCase, junitXml } from './output/junit.ts'
import { colour, complain, hanging, print, printJson } from './output/terminal.ts'
import { writeText, writeTrace } from './output/write-file.ts'

interface TestOptions {
  readonly update?: boolean
  readonly storeTraces?: boolean
  readonly junit?: string
  readonly json?: boolean
}

/** One thing that was checked. */
interface Check {
  readonly name: string
  /** `''` when all is well, else one sentence. */
  readonly problem: string
  /** What led there. */
  readonly details: string
  /** The moment at which it can be seen, and the trace to see it against. */
  readonly see?: { readonly atUs: number; readonly compare?: string }
}

interface Tested {
  readonly path: string
  readonly seconds: number
  readonly checks: readonly Check[]
  readonly digest: string
  /** Said beside a scenario that passed. */
  readonly note: string
  /** The scenario could not be compiled. */
  readonly isBadInput: boolean
}

export function testCommand(): Command {
  return new Command('test')
    .summary('run scenarios and check what they expect')
    .description(
      'Runs scenarios and checks the claims under "expect" and the digest stored in digests.json beside them. If NAME.trace.jsonl lies beside NAME.yaml, a changed run is shown by its first fact that differs. Of a lesson (NAME.lesson.yaml) it checks that the runs of its scenarios answer every question.',
    )
    .argument('[paths...]', 'scenario files or folders (default: scenarios/)')
    .option('--update', 'store the digests of this run')
    .option('--store-traces', 'with --update: store the traces too')
    .option('--junit <file>', 'write the results as JUnit XML')
    .option('--json', 'print one JSON document instead of text')
    .addHelpText(
      'after',
      `
Examples:
  $ reberth test
  $ reberth test scenarios/node-failure.yaml --junit results.xml
  $ reberth test --update
${exitCodesHelp}`,
    )
    .action(testScenarios)
}

function testScenarios(paths: readonly string[], options: TestOptions): void {
  const files = scenarioFiles(paths.length > 0 ? paths : ['scenarios'])
  const store = createDigestStore()
  const results: Tested[] = []
  for (const path of files) {
    const result = testScenario(path, store, options)
    results.push(result)
    if (!options.json) printResult(result)
  }
  const stored = options.update ? store.save() : []
  if (options.junit !== undefined) {
    writeText(options.junit, junitXml('reberth', results.flatMap(junitCases)))
  }
  const failed = results.filter(isFailed)
  process.exitCode = results.some(({ isBadInput }) => isBadInput)
    ? exitCode.badInput
    : failed.length > 0
      ? exitCode.differs
      : exitCode.ok
  if (options.json) {
    printJson({ scenarios: results, passed: results.length - failed.length, failed: failed.length })
    return
  }
  for (const path of stored) complain(`stored ${path}`)
  const checks = results.flatMap((result) => result.checks).length
  const passed = `${plural(results.length - failed.length, 'scenario')} passed`
  const broken = failed.length === 0 ? '' : colour.red(`, ${failed.length} failed`)
  print(`\n${passed}${broken}; ${plural(checks, 'check')} in ${plural(results.length, 'scenario')}`)
}

function testScenario(path: string, store: DigestStore, options: TestOptions): Tested {
  const startedMs = performance.now()
  const result = (checks: readonly Check[], more: Partial<Tested> = {}): Tested => ({
    path,
    seconds: (performance.now() - startedMs) / 1000,
    checks,
    digest: '',
    note: '',
    isBadInput: false,
    ...more,
  })
  try {
    if (isLessonFile(path)) return result(lessonChecks(path))
    const { trace, end } = runCompiled(compileFile(path))
    const claims = expectations(trace).map((one): Check => {
      const { line, text } = one.expectation
      const name = `line ${line}: ${text} ${whenInWords(one.expectation)}`
      if (one.unreached) return { name, problem: 'the run ended before', details: '' }
      if (!isBroken(one)) return { name, problem: '', details: '' }
      const details = expectationsInLines(trace, [one], { withEvents: true })
      const led = details.split('\n').slice(1).join('\n')
      return { name, problem: brokenWords(one), details: led, see: { atUs: one.firstViolationUs } }
    })
    const bound: Check[] =
      end.type === 'eventsMax'
        ? [{ name: 'ends', problem: 'the bound on events was reached', details: '' }]
        : []
    const digest = digestOf(trace)
    const stored = store.of(path)
    if (options.update) {
      store.set(path, digest)
      if (options.storeTraces) writeTrace(traceFile(path), trace)
    }
    const digestChecks =
      options.update || stored === undefined ? [] : [digestCheck(path, trace, digest, stored)]
    const note = stored === undefined && !options.update ? 'no stored digest' : ''
    return result([...bound, ...claims, ...digestChecks], { digest, note })
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    const check = { name: 'reads', problem: 'cannot be run', details: issuesInWords(error) }
    return result([check], { isBadInput: true })
  }
}

function digestCheck(path: string, trace: Trace, digest: string, stored: string): Check {
  const name = 'digest as stored'
  if (digest === stored) return { name, problem: '', details: '' }
  const problem = `stored ${stored.slice(0, 12)}, now ${digest.slice(0, 12)}`
  const file = traceFile(path)
  if (!existsSync(file)) {
    const hint = `         no ${file} to compare with; --update stores the new digest, if the change is wanted`
    return { name, problem, details: hint }
  }
  const before = readTrace(file)
  const difference = firstDifference(before, trace)
  const details = differenceLines(difference, before, trace)
  if (difference.type !== 'fact') return { name, problem, details }
  const { one, other } = difference
  const atUs = Math.min(one?.timeUs ?? trace.endUs, other?.timeUs ?? trace.endUs)
  return { name, problem, details, see: { atUs, compare: file } }
}

function differenceLines(difference: Difference, before: Trace, now: Trace): string {
  if (difference.type === 'same') return '         the facts are equal: only their tables differ'
  if (difference.type === 'end') return '         the facts are equal: only the end differs'
  const { row, one, other } = difference
  return [
    `         first difference at fact ${row}:`,
    hanging('         stored: ', one ? timedFact(before, row) : 'no more facts'),
    hanging('         now:    ', other ? timedFact(now, row) : 'no more facts'),
  ].join('\n')
}

function timedFact(trace: Trace, row: number): string {
  return `${formatTime(trace.timeUs[row])}  ${factInWords(trace, row)}`
}

function traceFile(path: string): string {
  return path.replace(/\.ya?ml$/, '.trace.jsonl')
}

function isFailed({ checks }: Tested): boolean {
  return checks.some(({ problem }) => problem !== '')
}

function printResult(result: Tested): void {
  const { path, checks, seconds, digest, note } = result
  const time = colour.dim(`${formatDuration(seconds * 1e6)}`)
  const shown = digest === '' ? '' : `digest ${digest.slice(0, 12)}`
  const facts = [plural(checks.length, 'check'), shown, note]
  if (!isFailed(result)) {
    const words = facts.filter((part) => part !== '').join(', ')
    print(`${colour.green('ok')}     ${path}: ${words} ${time}`)
    return
  }
  print(`${colour.red('failed')} ${path} ${time}`)
  for (const { name, problem, details } of checks) {
    if (problem === '') continue
    print(hanging('       ', `${name}: ${problem}`))
    if (details !== '') print(details)
  }
  const moments = checks.flatMap(({ see }) => see ?? [])
  if (moments.length === 0) return
  const atUs = Math.min(...moments.map((moment) => moment.atUs))
  const stored = moments.find(({ compare }) => compare !== undefined)?.compare
  const against = stored === undefined ? '' : ` --compare ${stored}`
  print(`       see it: reberth open ${path} --at ${atUs / 1_000_000}s${against}`)
}

function junitCases({ path, seconds, checks }: Tested): JUnitCase[] {
  const all = checks.length > 0 ? checks : [{ name: 'runs', problem: '', details: '' }]
  return all.map(({ name, problem, details }) => ({
    name,
    suite: path,
    seconds: seconds / all.length,
    failure: problem === '' ? undefined : { message: problem, details: unindented(details) },
  }))
}

/** The lines without the margin that they have in the terminal. */
function unindented(text: string): string {
  const lines = text.split('\n')
  const margin = Math.min(...lines.map((line) => line.search(/\S|$/)))
  return lines.map((line) => line.slice(margin)).join('\n')
}
