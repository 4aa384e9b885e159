/** What both benchmarks are asked for. */
import { Command } from 'commander'

export interface BenchOptions {
  /** Words of which one must be in a benchmark's name; none for all. */
  readonly words: readonly string[]
  /** File for the measurements, for machines. */
  readonly json?: string
  /** Folder of a built workbench in place of the usual one. */
  readonly folder?: string
}

/** Reads the command line; `--help` tells of it and ends the process, a wrong option does so with 2. */
export function readBenchOptions(command: string, names: readonly string[]): BenchOptions {
  const program = new Command(command)
    .description(
      'Measures throughput, memory and frame times, each against its aim. Exits with 1 if one was missed.',
    )
    .argument('[words...]', `only what has one of them in its name: ${names.join(', ')}`)
    .option('--json <file>', 'write the measurements for machines, too')
    .addHelpText('after', `\nExample:\n  npm run ${command} -- "${names[0]}" --json measured.json`)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  if (command === 'bench:browser') {
    program.option('--folder <folder>', 'a built workbench in place of the usual one')
  }
  program.parse()
  return { words: program.args, ...program.opts<Omit<BenchOptions, 'words'>>() }
}
