/**
 * `docker stack deploy`: Compose files become services, networks, secrets and configs of a swarm. It
 * does what the client of Docker 28 does, with one choice of ours: the client creates the services in
 * the random order of a Go map, here they come in the order of their names.
 */
import type { SwarmAction } from '../../model/swarm-action.ts'
import type { ServiceSpec } from '../../model/swarm-mode.ts'
import { serviceMode } from '../service/mode.ts'
import { inside, type Place, shown } from '../text/place.ts'
import { listed, nearest } from '../text/suggest.ts'
import type { Workspace } from '../workspace.ts'
import { readReplicas } from './stack/deploy.ts'
import { loadStackFiles } from './stack/load.ts'
import { checkDeclared, fullName, isExternal, type StackScope } from './stack/scope.ts'
import { readStackService, type StackService } from './stack/service.ts'

export interface StackDeployRequest {
  /** As written, relative to the scenario. */
  readonly files: readonly string[]
  readonly stack: string
  readonly prune: boolean
  /** Tasks by service, as the file names it; `place` is where they are written, or the command. */
  readonly scale?: Readonly<Record<string, number>>
  readonly place: Place
}

export type StackDeploy = Extract<SwarmAction, { type: 'stack.deploy' }>

interface Stack {
  readonly services: readonly StackService[]
  readonly objects: StackDeploy['objects']
}

/** Stacks read so far, so that a file that is deployed again and again is checked once. */
const readStacks = new WeakMap<Workspace, Map<string, Stack | undefined>>()

/** The stack; nothing if its files cannot be read, which is then reported. */
export function readStackDeploy(
  request: StackDeployRequest,
  workspace: Workspace,
): StackDeploy | undefined {
  const stack = stackOf(request, workspace)
  if (stack === undefined) {
    // What is unknown may come from the file: names are then no reliable finding.
    workspace.services.isComplete = false
    return undefined
  }
  checkScale(request, stack, workspace)
  const services = stack.services.map((service) => scaled(service, request, workspace))
  return {
    type: 'stack.deploy',
    stack: request.stack,
    services,
    objects: stack.objects,
    prune: request.prune,
  }
}

function stackOf(request: StackDeployRequest, workspace: Workspace): Stack | undefined {
  const known = readStacks.get(workspace) ?? new Map<string, Stack | undefined>()
  readStacks.set(workspace, known)
  const key = [request.stack, ...request.files].join('\n')
  if (!known.has(key)) known.set(key, readStack(request, workspace))
  return known.get(key)
}

function readStack(
  { files, stack, place }: StackDeployRequest,
  workspace: Workspace,
): Stack | undefined {
  const loaded = loadStackFiles(files, place, workspace)
  if (loaded === undefined) return undefined
  const scope: StackScope = { stack, files: loaded, workspace }
  checkDeclared(scope)
  const services = [...loaded.services.values()]
    .map((raw) => readStackService(raw, scope))
    .sort((a, b) => (a.spec.name < b.spec.name ? -1 : Number(a.spec.name > b.spec.name)))
  // What is no service at all has been reported.
  if (services.length === 0 && !workspace.issues.hasErrors) {
    workspace.issues.error({ place, found: 'no services', expected: 'a file with services' })
  }
  checkPortsOfAll(services, workspace)
  return { services, objects: objectsOf(scope, services) }
}

/** Networks that services are on, then all secrets, then all configs; those that are not external. */
function objectsOf(scope: StackScope, services: readonly StackService[]): StackDeploy['objects'] {
  const { networks, secrets, configs } = scope.files
  const used = new Set(services.flatMap((service) => service.networks))
  const made = (kind: 'network' | 'secret' | 'config', keys: readonly string[]) => {
    const names = keys.map((key) => fullName(scope, kind, key))
    return [...new Set(names)]
      .sort((a, b) => (a < b ? -1 : Number(a > b)))
      .map((name) => ({ kind, name }))
  }
  const own = (declared: typeof networks) =>
    [...declared].filter(([, layers]) => !isExternal(layers)).map(([key]) => key)
  const joined = [...used].filter((key) => !isExternal(networks.get(key) ?? []))
  return [
    ...made('network', joined),
    ...made('secret', own(secrets)),
    ...made('config', own(configs)),
  ]
}

/** Two services of a stack cannot publish the same port: checkPortConflicts in controlapi. */
function checkPortsOfAll(services: readonly StackService[], { issues }: Workspace): void {
  const owners = new Map<string, string>()
  for (const { spec, ports } of services) {
    for (const { port, at } of ports) {
      const key = `${port.published}/${port.protocol}`
      if (port.published === 0 || port.mode !== 'ingress') continue
      const owner = owners.get(key)
      owners.set(key, spec.name)
      if (owner === undefined || owner === spec.name) continue
      issues.error({
        place: at.place,
        found: `the published port ${key}, which ${owner} has`,
        expected: 'a port of its own',
        because: `docker: port '${port.published}' is already in use by service '${owner}' as an ingress port`,
      })
    }
  }
}

function checkScale(
  { scale = {}, place }: StackDeployRequest,
  stack: Stack,
  { issues }: Workspace,
): void {
  const known = stack.services.map(({ raw }) => raw.name)
  for (const name of Object.keys(scale)) {
    if (known.includes(name)) continue
    issues.error({
      place: placeOfScale(place, name),
      found: shown(name),
      expected: `a service of the stack (${listed(known)})`,
      suggestion: nearest(name, known),
    })
  }
}

/** The service with as many tasks as the request asks for. */
function scaled(
  { raw, spec }: StackService,
  { scale = {}, place }: StackDeployRequest,
  { issues }: Workspace,
): ServiceSpec {
  const replicas = Object.hasOwn(scale, raw.name) ? scale[raw.name] : undefined
  if (replicas === undefined) return spec
  const where = placeOfScale(place, raw.name)
  const { type } = spec.mode
  const count = readReplicas(String(replicas))
  if (type === 'global' || type === 'global-job') {
    issues.error({
      place: where,
      found: `a scale for ${raw.name}, which is ${type}`,
      expected: 'a replicated service',
      because: 'docker: scale can only be used with replicated or replicated-job mode',
    })
    return spec
  }
  if (typeof count === 'number') return { ...spec, mode: serviceMode(type, { replicas: count }) }
  issues.error({ place: where, found: shown(replicas), ...count.refusal })
  return spec
}

/** The entry's own `scale:` if that is where it stands, else what asked for it. */
function placeOfScale(place: Place, name: string): Place {
  const up: Place = { source: place.source, path: place.path.slice(0, -1) }
  for (const entry of [place, up]) {
    const at = inside(entry, 'scale', name)
    if (isThere(at)) return at
  }
  return place
}

function isThere({ source, path }: Place): boolean {
  let value: unknown = source.value
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return false
    value = (value as Readonly<Record<string | number, unknown>>)[key]
  }
  return value !== undefined
}
