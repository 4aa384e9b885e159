/** `reberth replay`: checks every step of a finished trace against the life cycles in XState. */
import { Command } from 'commander'
import { replay } from '../machine/replay.ts'
import { formatCount, formatTime } from '../model/format.ts'
import { exitCode, exitCodesHelp } from './exit-codes.ts'
import { loadTrace } from './input/load.ts'
import { colour, print, printJson } from './output/terminal.ts'

export function replayCommand(): Command {
  return new Command('replay')
    .summary('check the steps of a trace against the life cycles')
    .description(
      'Drives a finished trace through the state machines of nodes, engines, containers and managers, and names the first step that they do not allow.',
    )
    .argument('<trace>', 'trace written by run --trace, or a scenario to run first')
    .option('--json', 'print one JSON document instead of text')
    .addHelpText(
      'after',
      `
Examples:
  $ reberth run scenarios/node-failure.yaml --trace run.trace.jsonl
  $ reberth replay run.trace.jsonl
${exitCodesHelp}`,
    )
    .action((path: string, { json }: { json?: boolean }) => {
      const trace = loadTrace(path)
      const result = replay(trace)
      process.exitCode = result.type === 'legal' ? exitCode.ok : exitCode.differs
      if (json) {
        printJson({ facts: trace.length, ...result })
        return
      }
      if (result.type === 'legal') {
        print(
          `${colour.green('legal')}: ${formatCount(result.steps)} steps in ${formatCount(trace.length)} facts`,
        )
        return
      }
      const { row, timeUs, machine, entity, state, event } = result
      print(
        `${colour.red('illegal')}: fact ${formatCount(row)} at ${formatTime(timeUs)}: the ${machine} ${entity} is ${state} and cannot take ${event}`,
      )
    })
}
