/** A scenario from a few options: `run --compose FILE --nodes 4 --kill node-2@30s`. */
import { basename, dirname, relative, resolve, sep } from 'node:path'
import { UsageError } from '../exit-codes.ts'
import { durationOption } from './load.ts'

export interface QuickOptions {
  readonly compose: string
  readonly nodes: string
  readonly nodeMemory?: string
  readonly nodeCpus?: string
  readonly strategy?: string
  readonly manager?: string
  readonly kill?: readonly string[]
  readonly recover?: readonly string[]
  readonly join?: readonly string[]
  readonly scale?: readonly string[]
}

/** The scenario as text, to be read as if it stood at `path`. */
export function quickScenario(options: QuickOptions, path: string): string {
  const { compose, nodes, nodeMemory = '8g', nodeCpus = '4' } = options
  if (!/^[1-9]\d*$/.test(nodes)) {
    throw new UsageError(`--nodes: found ${nodes}, expected a number of nodes, such as 4`)
  }
  const swarm = [
    `manager: ${quoted(options.manager ?? 'classic')}`,
    ...(options.strategy === undefined ? [] : [`strategy: ${quoted(options.strategy)}`]),
  ]
  const scale = (options.scale ?? []).map(scaleEntry)
  const timeline = [
    ...(options.kill ?? []).map((text) => {
      const { name, at } = dated('--kill', text)
      return { at, entry: `fault: crash, node: ${quoted(name)}` }
    }),
    ...(options.recover ?? []).map((text) => {
      const { name, at } = dated('--recover', text)
      return { at, entry: `fault: recover, node: ${quoted(name)}` }
    }),
    ...(options.join ?? []).map((text) => {
      const { name, at } = dated('--join', text)
      return {
        at,
        entry: `join: { name: ${quoted(name)}, cpus: ${quoted(nodeCpus, true)}, memory: ${quoted(nodeMemory)} }`,
      }
    }),
  ].sort((one, other) => durationOption('--kill', one.at) - durationOption('--kill', other.at))
  return [
    `name: ${quoted(`${basename(compose)} on ${nodes} nodes`)}`,
    `swarm: { ${swarm.join(', ')} }`,
    'nodes:',
    `  - { name: "node-{1..${nodes}}", cpus: ${quoted(nodeCpus, true)}, memory: ${quoted(nodeMemory)} }`,
    'apps:',
    `  - { compose: ${quoted(fromFolderOf(path, compose))}, at: 1s${scale.length > 0 ? `, scale: { ${scale.join(', ')} }` : ''} }`,
    ...(timeline.length > 0 ? ['timeline:'] : []),
    ...timeline.map(({ at, entry }) => `  - { at: ${at}, ${entry} }`),
    '',
  ].join('\n')
}

/** `NAME@TIME`. */
function dated(option: string, text: string): { readonly name: string; readonly at: string } {
  const at = text.lastIndexOf('@')
  if (at <= 0) {
    throw new UsageError(`${option}: found ${text}, expected NODE@TIME, such as node-2@30s`)
  }
  const time = text.slice(at + 1)
  durationOption(option, time)
  return { name: text.slice(0, at), at: time }
}

function scaleEntry(text: string): string {
  const match = /^([^=]+)=(\d+)$/.exec(text)
  if (match === null) {
    throw new UsageError(`--scale: found ${text}, expected SERVICE=NUMBER, such as web=3`)
  }
  return `${quoted(match[1])}: ${match[2]}`
}

/** Numbers stay numbers when they may; everything else is a text whatever it looks like. */
function quoted(text: string, mayBeNumber = false): string {
  return mayBeNumber && /^\d+(\.\d+)?$/.test(text) ? text : JSON.stringify(text)
}

/** A scenario names its Compose file relative to itself. */
function fromFolderOf(path: string, target: string): string {
  return relative(dirname(resolve(path)), resolve(target))
    .split(sep)
    .join('/')
}
