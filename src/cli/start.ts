/** `reberth start`, which is `npm start`: the story of a scenario, then the workbench. */
import { Command } from 'commander'
import { summary } from '../projection/summary.ts'
import { exitCodesHelp } from './exit-codes.ts'
import { compileFile, printWarnings, requireScenario, runCompiled } from './input/load.ts'
import { type OpenOptions, openWorkbench, withServerOptions } from './open.ts'
import { reportInLines } from './output/report.ts'
import { print } from './output/terminal.ts'
import { defaultScenario } from './package.ts'

interface StartOptions extends OpenOptions {
  readonly serve: boolean
}

export function startCommand(): Command {
  return withServerOptions(
    new Command('start')
      .summary('tell the story of a scenario, then serve the workbench')
      .description(
        'Simulates a scenario, prints its story and its summary, then serves the workbench with it and prints the address.',
      )
      .argument('[scenario]', 'scenario file (default: a node dies)'),
  )
    .option('--no-serve', 'end after the summary')
    .addHelpText(
      'after',
      `
Examples:
  $ npm start
  $ npm start -- scenarios/rack-failure.yaml
  $ npm start -- --no-serve
${exitCodesHelp}`,
    )
    .action(start)
}

async function start(path: string | undefined, options: StartOptions): Promise<void> {
  const scenario = path ?? defaultScenario
  requireScenario(scenario)
  const compiled = compileFile(scenario)
  printWarnings(compiled, false)
  const { trace } = runCompiled(compiled)
  print(reportInLines(trace, summary(trace), { withStory: true }))
  if (!options.serve) return
  print()
  await openWorkbench(scenario, options)
}
