/** A scenario from a few options: `run --compose FILE --nodes 4 --kill node-2@30s`. */
import { dirname, relative, resolve, sep } from 'node:path'
import { compileComposeRun } from '../../scenario/index.ts'
import { UsageError } from '../exit-codes.ts'

export interface QuickOptions {
  readonly compose: string
  readonly nodes: string
  readonly nodeMemory?: string
  readonly nodeCpus?: string
  readonly strategy?: string
  readonly manager?: string
  readonly managers?: string
  /** Services without a policy are moved when their node fails. */
  readonly reschedule?: boolean
  readonly kill?: readonly string[]
  readonly recover?: readonly string[]
  readonly join?: readonly string[]
  readonly scale?: readonly string[]
}

/** The scenario as text, to be read as if it stood at `path`. */
export function quickScenario(options: QuickOptions, path: string): string {
  const { compose, nodes, nodeCpus, managers, reschedule, ...rest } = options
  const { source } = compileComposeRun({
    ...rest,
    composePath: fromFolderOf(path, compose),
    nodes: numberOf('--nodes', nodes),
    ...(reschedule === true ? { reschedule: 'on-node-failure' } : {}),
    ...(managers === undefined ? {} : { managers: numberOf('--managers', managers) }),
    ...(nodeCpus === undefined ? {} : { nodeCpus: numberOf('--node-cpus', nodeCpus) }),
  })
  return source
}

function numberOf(option: string, text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text)
  throw new UsageError(`${option}: found ${text}, expected a whole number, such as 4`)
}

/** A scenario names its Compose file relative to itself. */
function fromFolderOf(path: string, target: string): string {
  return relative(dirname(resolve(path)), resolve(target))
    .split(sep)
    .join('/')
}
