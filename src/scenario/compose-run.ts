/**
 * A scenario from a Compose file and a few numbers: a first answer before anybody writes one. The
 * text it gives is an ordinary scenario, to be compiled, kept and changed.
 */
import { Document, isSeq, type YAMLMap, type YAMLSeq } from 'yaml'
import { nodeDefaults } from './defaults.ts'
import { type Issue, ScenarioError } from './scenario-error.ts'
import { formatBytes, parseDurationUs } from './text/units.ts'

export interface ComposeRunOptions {
  /** Relative to where the scenario will stand. */
  readonly composePath: string
  readonly nodes: number
  readonly nodeMemory?: string
  readonly nodeCpus?: number
  /** `classic` or `swarmkit`, under which the file is deployed as a stack. */
  readonly manager?: string
  /**
   * Swarm mode: the first so many nodes are managers as well; 0 leaves it to a machine of its own. Without
   * it three are, as Docker advises, or one of fewer than three nodes.
   */
  readonly managers?: number
  readonly strategy?: string
  readonly seed?: string
  readonly until?: string
  /** `web=3` */
  readonly scale?: readonly string[]
  /** `node-2@30s` */
  readonly kill?: readonly string[]
  readonly recover?: readonly string[]
  readonly join?: readonly string[]
  /** Policy of services that name none: `on-node-failure`. */
  readonly reschedule?: string
}

/** Throws a `ScenarioError` that names the option when one cannot be read. */
export function compileComposeRun(options: ComposeRunOptions): { readonly source: string } {
  const { composePath, nodes, manager = 'classic', strategy, seed, until } = options
  const issues: Issue[] = [...strangers(options, manager)]
  const machine = {
    cpus: options.nodeCpus ?? nodeDefaults.cpus,
    memory: options.nodeMemory ?? formatBytes(nodeDefaults.memoryBytes),
  }
  const dated = (option: 'kill' | 'recover' | 'join', entry: (name: string) => object) =>
    (options[option] ?? []).flatMap((text) => {
      const moment = readMoment(text)
      if (moment !== undefined)
        return { ...moment, entry: { at: moment.at, ...entry(moment.name) } }
      issues.push(optionIssue(`--${option}`, text, 'a node and a time, such as node-2@30s'))
      return []
    })
  const timeline = [
    ...dated('kill', (node) => ({ fault: 'crash', node })),
    ...dated('recover', (node) => ({ fault: 'recover', node })),
    ...dated('join', (name) => ({ join: { name, ...machine } })),
  ].sort((a, b) => a.atUs - b.atUs)
  const scale = (options.scale ?? []).flatMap((text) => {
    const [, service, count] = /^([^=]+)=(\d+)$/.exec(text) ?? []
    if (service !== undefined) return [[service, Number(count)]]
    issues.push(optionIssue('--scale', text, 'a service and a number, such as web=3'))
    return []
  })
  if (!Number.isSafeInteger(nodes) || nodes < 1) {
    issues.push(optionIssue('--nodes', String(nodes), 'a number of nodes, such as 4'))
  }
  const managers = options.managers ?? managersByDefault(manager, nodes)
  if (!Number.isSafeInteger(managers) || managers < 0 || managers > nodes) {
    issues.push(optionIssue('--managers', String(managers), `a number of nodes up to ${nodes}`))
  }
  if (issues.length > 0) throw new ScenarioError('options', issues)
  const source = write({
    name: `${composePath.slice(composePath.lastIndexOf('/') + 1)} on ${nodes} ${nodes === 1 ? 'node' : 'nodes'}`,
    ...(seed === undefined ? {} : { seed }),
    ...(until === undefined ? {} : { until }),
    swarm: { manager, ...(strategy === undefined ? {} : { strategy }) },
    nodes: [
      ...(managers > 0 ? [{ name: names(1, managers), role: 'manager', ...machine }] : []),
      ...(managers < nodes ? [{ name: names(managers + 1, nodes), ...machine }] : []),
    ],
    apps: [
      {
        compose: composePath,
        ...(scale.length > 0 ? { scale: Object.fromEntries(scale) } : {}),
        ...(options.reschedule === undefined ? {} : { reschedule: options.reschedule }),
      },
    ],
    ...(timeline.length > 0 ? { timeline: timeline.map(({ entry }) => entry) } : {}),
  })
  return { source }
}

function names(first: number, last: number): string {
  return first === last && first > 0 ? `node-${first}` : `node-{${first}..${last}}`
}

/** Options of one manager that the other does not have. */
function strangers(options: ComposeRunOptions, manager: string): readonly Issue[] {
  const { strategy, reschedule, managers } = options
  const issue = (option: string, value: string, expected: string) =>
    optionIssue(option, value, `${expected} (--manager ${manager})`)
  if (manager !== 'swarmkit') {
    if (managers === undefined) return []
    return [issue('--managers', String(managers), 'no such option without swarm mode')]
  }
  return [
    ...(strategy === undefined
      ? []
      : [issue('--strategy', strategy, 'no strategy: swarm mode always spreads')]),
    ...(reschedule === undefined
      ? []
      : [
          issue(
            '--reschedule',
            reschedule,
            'no policy: swarm mode replaces the tasks of all services',
          ),
        ]),
  ]
}

function readMoment(text: string): { name: string; at: string; atUs: number } | undefined {
  const end = text.lastIndexOf('@')
  const at = text.slice(end + 1)
  const atUs = parseDurationUs(at)
  return end > 0 && atUs !== undefined ? { name: text.slice(0, end), at, atUs } : undefined
}

/** One line for each entry, as people write it. */
function write(scenario: object): string {
  const document = new Document(scenario)
  for (const { value } of (document.contents as unknown as YAMLMap).items) {
    const entries = isSeq(value) ? ((value as YAMLSeq).items as YAMLMap[]) : [value as YAMLMap]
    for (const entry of entries) entry.flow = true
  }
  return document.toString({ lineWidth: 0 })
}

function optionIssue(file: string, text: string, expected: string): Issue {
  const found = JSON.stringify(text)
  const message = `found ${found}, expected ${expected}`
  return { file, line: 1, column: 1, path: '', found, expected, message, severity: 'error' }
}

/** Three survive the loss of one (Docker's guide to swarm administration); two are worse than one. */
function managersByDefault(manager: string, nodes: number): number {
  if (manager !== 'swarmkit') return 0
  return nodes >= 3 ? 3 : 1
}
