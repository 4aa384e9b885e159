#!/usr/bin/env node
/**
 * The `reberth` command: one file per subcommand. This one gathers them, and decides how the
 * program ends when something goes wrong.
 */
import { Command, CommanderError } from 'commander'
import { conformCommand } from './conform.ts'
import { exitCode, exitCodesHelp } from './exit-codes.ts'
import { explainCommand } from './explain.ts'
import { openCommand } from './open.ts'
import { reportError } from './output/errors.ts'
import { description, version } from './package.ts'
import { replayCommand } from './replay.ts'
import { runCommand } from './run.ts'
import { startCommand } from './start.ts'
import { testCommand } from './test.ts'
import { validateCommand } from './validate.ts'

const program = new Command('reberth')
  .description(description)
  .version(version)
  .showSuggestionAfterError()
  .addHelpText(
    'after',
    `
Examples:
  $ reberth run scenarios/node-failure.yaml
  $ reberth run --compose docker-compose.yml --nodes 4 --kill node-2@30s
  $ reberth explain scenarios/node-failure.yaml --container db
  $ reberth open scenarios/node-failure.yaml
${exitCodesHelp}`,
  )

for (const command of [
  runCommand,
  explainCommand,
  testCommand,
  validateCommand,
  replayCommand,
  openCommand,
  startCommand,
  conformCommand,
]) {
  program.addCommand(command())
}
// Commander leaves with 1 for a wrong option; here that means a failed expectation.
for (const command of [program, ...program.commands]) command.exitOverride()

// A reader such as `head` may close the pipe early. As the answer is not known by then, the exit
// code is the one of a program that the closed pipe ended, so that CI does not take it for success.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCode.pipeClosed)
  throw error
})

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) {
    // Help and version are no errors; the message of a real one is on the screen already.
    process.exitCode = error.exitCode === 0 ? exitCode.ok : exitCode.badInput
  } else process.exitCode = reportError(error)
}
