/** `reberth run`: simulates scenarios and tells what happened. */
import { Command } from 'commander'
import { formatTime } from '../model/format.ts'
import { story } from '../projection/story.ts'
import { type Summary, summary } from '../projection/summary.ts'
import type { Compiled } from '../scenario/index.ts'
import { exitCode, exitCodesHelp, UsageError } from './exit-codes.ts'
import { givenTexts } from './input/files.ts'
import {
  compileFile,
  printWarnings,
  type Ran,
  type RunChanges,
  requireScenario,
  runCompiled,
} from './input/load.ts'
import { type QuickOptions, quickScenario } from './input/quick-scenario.ts'
import { collected } from './options.ts'
import { expectationsInLines, isBroken } from './output/expectations.ts'
import { reportInLines } from './output/report.ts'
import { digestLine } from './output/summary.ts'
import { colour, complain, print, printJson } from './output/terminal.ts'
import { writeText, writeTrace } from './output/write-file.ts'

interface RunOptions extends RunChanges, Partial<QuickOptions> {
  readonly trace?: string
  readonly save?: string
  readonly json?: boolean
  readonly quiet?: boolean
  readonly verbose?: boolean
  readonly story: boolean
}

export function runCommand(): Command {
  return new Command('run')
    .summary('simulate scenarios and tell what happened')
    .description(
      'Simulates scenarios and tells what happened: who did what when, and what came of it.',
    )
    .argument('[scenarios...]', 'scenario files')
    .option('--seed <text>', 'replace the seed of the scenario')
    .option('--until <time>', 'end the run at this time, for example 20m')
    .option('--set <path=value>', 'change one value of the scenario (repeatable)', collected)
    .option('--trace <file>', 'write the trace: every fact as a JSON line, with scenario and seed')
    .option('--json', 'print one JSON document instead of text')
    .option('--no-story', 'leave out the story, print the tables')
    .option('-q, --quiet', 'print one line per run and what failed')
    .option('-v, --verbose', 'list the keys that change nothing')
    .optionsGroup('Without a scenario:')
    .option('--compose <file>', 'run the application of this Compose file')
    .option('--nodes <number>', 'on this many nodes: node-1, node-2, ...')
    .option('--node-memory <size>', 'memory of each (8g)')
    .option('--node-cpus <number>', 'CPUs of each (4)')
    .option('--manager <name>', 'classic, or swarmkit: the file is deployed as a stack')
    .option(
      '--managers <number>',
      'swarmkit: the first so many nodes are managers as well (3, or 1 of fewer)',
    )
    .option('--strategy <name>', 'classic: spread, binpack or random')
    .option('--reschedule', 'classic: move services that name no policy when their node fails')
    .option('--scale <service=n>', 'run a service several times (repeatable)', collected)
    .option('--kill <node@time>', 'crash a node, for example node-2@30s (repeatable)', collected)
    .option('--recover <node@time>', 'bring it back (repeatable)', collected)
    .option('--join <node@time>', 'add a node (repeatable)', collected)
    .option('--save <file>', 'write this as a scenario file')
    .addHelpText(
      'after',
      `
Examples:
  $ reberth run scenarios/node-failure.yaml
  $ reberth run scenarios/*.yaml --quiet
  $ reberth run scenarios/no-capacity.yaml --set swarm.strategy=binpack --seed 12
  $ reberth run scenarios/node-failure.yaml --trace node-failure.trace.jsonl
  $ reberth run --compose docker-compose.yml --nodes 4 --kill node-2@30s --save mine.yaml
  $ reberth run --compose stack.yml --manager swarmkit --managers 3 --nodes 5
${exitCodesHelp}`,
    )
    .action(run)
}

interface Finished extends Ran {
  readonly path: string
  readonly compiled: Compiled
  readonly summary: Summary
}

function run(paths: readonly string[], options: RunOptions): void {
  const compiled = compileAll(paths, options)
  if (options.trace !== undefined && compiled.length > 1) {
    throw new UsageError('--trace takes one scenario at a time: the file holds one trace')
  }
  const finished: Finished[] = []
  for (const [index, one] of compiled.entries()) {
    if (!options.json) printWarnings(one.compiled, options.verbose === true)
    const ran = runCompiled(one.compiled)
    const result = { ...one, ...ran, summary: summary(ran.trace) }
    finished.push(result)
    if (options.trace !== undefined) writeTrace(options.trace, ran.trace)
    if (options.json) continue
    if (index > 0 && !options.quiet) print()
    printRun(result, options)
  }
  if (options.json) printJson({ runs: finished.map(jsonOf) })
  const isFailed = finished.some((one) => one.summary.expectations.some(isBroken))
  const isCut = finished.some(({ end }) => end.type === 'eventsMax')
  process.exitCode = isFailed || isCut ? exitCode.differs : exitCode.ok
}

/** All scenarios are compiled before the first one runs: nothing is half done on bad input. */
function compileAll(
  paths: readonly string[],
  options: RunOptions,
): readonly { readonly path: string; readonly compiled: Compiled }[] {
  const { compose, nodes } = options
  if (compose === undefined) {
    const quick = [
      'nodes',
      'kill',
      'recover',
      'join',
      'scale',
      'save',
      'strategy',
      'manager',
      'managers',
      'reschedule',
    ] as const
    const stray = quick.find((name) => options[name] !== undefined && options[name] !== false)
    if (stray !== undefined) {
      throw new UsageError(
        `--${stray} belongs to --compose; a scenario file is changed with --set, for example --set swarm.strategy=binpack`,
      )
    }
    if (paths.length === 0) {
      throw new UsageError('no scenario was named. Name a file, or use --compose FILE --nodes 4')
    }
    return paths.map((path) => {
      requireScenario(path)
      return { path, compiled: compileFile(path, options) }
    })
  }
  if (paths.length > 0) throw new UsageError('name either scenario files or --compose, not both')
  const path = options.save ?? 'command-line.yaml'
  const text = quickScenario({ ...options, compose, nodes: nodes ?? '3' }, path)
  givenTexts.set(path, text)
  const compiled = compileFile(path, options)
  if (options.save !== undefined) writeText(options.save, compiled.source)
  return [{ path, compiled }]
}

function printRun(result: Finished, options: RunOptions): void {
  const { trace, end, summary: sum, path } = result
  const { expectations } = sum
  if (options.quiet) {
    const state = expectations.some(isBroken) ? colour.red('broken') : colour.green('ok')
    print(`${state} ${path}: ${digestLine(sum)}`)
    const broken = expectations.filter(isBroken)
    if (broken.length > 0) print(expectationsInLines(trace, broken, { withEvents: false }))
    return
  }
  print(reportInLines(trace, sum, { withStory: options.story }))
  if (end.type === 'eventsMax') {
    complain(
      `The run was stopped at ${formatTime(end.timeUs)}: its bound on events was reached, so something does not come to rest.`,
    )
  }
}

function jsonOf({ path, summary: sum, trace, end, events }: Finished): unknown {
  return { scenario: path, ...sum, end: end.type, events, story: story(trace) }
}
