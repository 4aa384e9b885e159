/**
 * What classic Swarm reads out of a container configuration before it looks at any node:
 * expressions and the rescheduling policy, from labels and `-e` entries. A request is compiled once
 * and shared by all containers of its kind.
 */
import type { ContainerConfig, PortBinding } from '../../model/container-config.ts'
import { type Expressions, parseExpressions } from './expression.ts'
import { readStringList, writeStringList } from './string-list.ts'

export interface CompiledRequest {
  /** As the client sent it. */
  readonly config: ContainerConfig
  /** What is left for the container: Swarm's own entries are taken out. */
  readonly env: readonly string[]
  /** As the engine gets them: Swarm writes the lists it read back as labels. */
  readonly labels: Readonly<Record<string, string>>
  readonly affinities: readonly string[]
  readonly constraints: readonly string[]
  readonly policies: readonly string[]
  readonly affinity: Expressions
  readonly constraint: Expressions
  readonly policy: 'off' | 'on-node-failure'
  /** Why the API refuses the request before any placement; `''` if it does not. */
  readonly validateError: string
  /** A value of exactly `/`: the real manager crashes when a filter comes to it. */
  readonly crashes: boolean
  readonly cpus: number
  readonly memoryBytes: number
  readonly ports: readonly PortBinding[]
  readonly exposed: readonly string[]
  readonly networkMode: string
  readonly links: readonly string[]
  readonly volumesFrom: readonly string[]
}

/** Label under which Swarm keeps its own ID of a container. */
export const swarmIdLabel = 'com.docker.swarm.id'
const affinitiesLabel = 'com.docker.swarm.affinities'
const constraintsLabel = 'com.docker.swarm.constraints'
const policiesLabel = 'com.docker.swarm.reschedule-policies'

export function compileRequest(config: ContainerConfig): CompiledRequest {
  const affinities = [...listIn(config, affinitiesLabel)]
  const constraints = [...listIn(config, constraintsLabel)]
  const policies = [...listIn(config, policiesLabel)]
  const lists = new Map([
    ['affinity', affinities],
    ['constraint', constraints],
    ['reschedule', policies],
  ])
  const env: string[] = []
  for (const entry of config.env) {
    const colon = entry.indexOf(':')
    const list = colon < 0 ? undefined : lists.get(entry.slice(0, colon))
    if (list === undefined) env.push(entry)
    else list.push(entry.slice(colon + 1))
  }
  const labels = { ...config.labels }
  if (affinities.length > 0) labels[affinitiesLabel] = writeStringList(affinities)
  if (constraints.length > 0) labels[constraintsLabel] = writeStringList(constraints)
  if (policies.length > 0) labels[policiesLabel] = writeStringList(policies)
  return {
    config,
    env,
    labels,
    affinities,
    constraints,
    policies,
    ...expressionsOf(affinities, constraints),
    policy: policies.includes('on-node-failure') ? 'on-node-failure' : 'off',
    validateError: validate(policies),
    cpus: config.cpus,
    memoryBytes: config.memoryBytes,
    ports: config.ports,
    exposed: config.exposed,
    networkMode: config.networkMode,
    links: config.links,
    volumesFrom: config.volumesFrom,
  }
}

/** The same request with other expressions, for example the original's second try with an image. */
export function withExpressions(
  request: CompiledRequest,
  kind: 'affinity' | 'constraint',
  texts: readonly string[],
): CompiledRequest {
  const affinities = kind === 'affinity' ? texts : request.affinities
  const constraints = kind === 'constraint' ? texts : request.constraints
  const label = kind === 'affinity' ? affinitiesLabel : constraintsLabel
  const labels = { ...request.labels, [label]: writeStringList(texts) }
  return { ...request, affinities, constraints, labels, ...expressionsOf(affinities, constraints) }
}

/** Whether the request is tied hard to a node (`node==NAME`): then Swarm adds no constraint. */
export function hasNodeConstraint({ constraints }: CompiledRequest): boolean {
  return constraints.some((text) => text.startsWith('node==') && !text.startsWith('node==~'))
}

function listIn({ labels }: ContainerConfig, label: string): readonly string[] {
  return Object.hasOwn(labels, label) ? readStringList(labels[label]) : []
}

function expressionsOf(affinities: readonly string[], constraints: readonly string[]) {
  const affinity = parseExpressions(affinities)
  const constraint = parseExpressions(constraints)
  return { affinity, constraint, crashes: hasCrash(affinity) || hasCrash(constraint) }
}

function hasCrash(expressions: Expressions): boolean {
  if (expressions.type === 'invalid') return false
  return expressions.list.some(({ pattern }) => pattern.type === 'crash')
}

function validate(policies: readonly string[]): string {
  if (policies.length > 1) return 'too many reschedule policies'
  if (policies.length === 0 || policies[0] === 'off' || policies[0] === 'on-node-failure') return ''
  return `invalid reschedule policy: ${policies[0]}`
}
