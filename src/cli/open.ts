/** `reberth open`: serves the workbench, with a scenario or a trace when one is named. */
import { Command } from 'commander'
import { parseTime } from '../model/parse-time.ts'
import { exitCodesHelp, UsageError } from './exit-codes.ts'
import { colour, print } from './output/terminal.ts'
import { serve } from './server/serve.ts'
import { createSession } from './server/session.ts'

/** Nothing well known listens there. */
const defaultPort = 7411

export interface OpenOptions {
  readonly port?: string
  readonly host: string
  readonly at?: string
  readonly select?: string
  readonly compare?: string
}

export function openCommand(): Command {
  return withServerOptions(
    new Command('open')
      .summary('serve the workbench in the browser')
      .description(
        'Serves the workbench on this machine and prints its address. Ctrl-C ends it. A scenario or trace that is named is what the page shows first.',
      )
      .argument('[file]', 'scenario, or trace written by run --trace')
      .option('--at <time>', 'show this moment first, for example 1:42.3 or 90s')
      .option('--select <what>', 'select it, for example node:node-2 or container:web-1')
      .option('--compare <trace>', 'hold a stored trace beside what is opened'),
  )
    .addHelpText(
      'after',
      `
Examples:
  $ reberth open
  $ reberth open scenarios/node-failure.yaml --at 3:46
  $ reberth open web.yaml --compare web.trace.jsonl
  $ reberth open run.trace.jsonl --port 8080
${exitCodesHelp}`,
    )
    .action((path: string | undefined, options: OpenOptions) => openWorkbench(path, options))
}

export function withServerOptions(command: Command): Command {
  return command
    .option('--port <number>', `port to listen on (default: ${defaultPort}, or the next free one)`)
    .option(
      '--host <address>',
      'address to listen on; others than this machine see the workbench then',
      '127.0.0.1',
    )
}

/** Serves until the program is told to end. */
export async function openWorkbench(path: string | undefined, options: OpenOptions): Promise<void> {
  const { port, host, compare } = options
  const moment = momentOf(options)
  if (port !== undefined && !isPort(port)) {
    throw new UsageError(`--port: found ${port}, expected a number from 0 to 65535`)
  }
  const serving = await serve({
    host,
    port: port === undefined ? defaultPort : Number(port),
    isPortFlexible: port === undefined,
    session: createSession(path, compare),
  })
  // Heard before the address is told: whoever reads it may end the program at once.
  const ended = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
  print(`The workbench is at ${colour.cyan(serving.address + moment)} (Ctrl-C ends it)`)
  await ended
  await serving.close()
}

/** The part of the address that says what is shown first; `docs/workbench.md` names its words. */
function momentOf({ at, select }: OpenOptions): string {
  const words = new URLSearchParams()
  if (at !== undefined) {
    const timeUs = parseTime(at)
    if (timeUs === undefined) {
      throw new UsageError(`--at: found ${at}, expected a time such as 1:42.3, 90s or 1h5m`)
    }
    words.set('t', `${timeUs / 1_000_000}s`)
  }
  if (select !== undefined) words.set('select', select)
  return words.size === 0 ? '' : `#${words}`
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535
}
