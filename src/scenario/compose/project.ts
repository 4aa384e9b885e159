/**
 * A Compose project: its services in order, with the names and configurations of their containers
 * as Compose 1.6 gives them.
 */
import type { ComposeContainer, ComposeResource } from '../../model/action.ts'
import type { ContainerConfig } from '../../model/container-config.ts'
import { readEnvironmentFile } from '../container/environment-file.ts'
import { folderOf, resolvePath } from '../text/paths.ts'
import { type Place, shown } from '../text/place.ts'
import { isRecord } from '../text/plain.ts'
import { listed, nearest } from '../text/suggest.ts'
import type { Workspace } from '../workspace.ts'
import { layer, withExtended } from './extends.ts'
import { type ComposeContext, type ComposeFile, type RawService, readComposeFile } from './file.ts'
import { type Located, memberOf } from './located.ts'
import { inDependencyOrder } from './order.ts'
import { projectNameOf } from './project-name.ts'
import { readService, type Service, type ServiceContext } from './service.ts'
import { warnAboutServices } from './warnings.ts'

export interface Project {
  readonly name: string
  /** In dependency order. */
  readonly services: readonly Service[]
  readonly networks: readonly ComposeResource[]
  readonly volumes: readonly ComposeResource[]
  configOf(service: Service): ContainerConfig
  /** Full names of the networks beside the one with which its containers are created. */
  furtherNetworks(service: Service): readonly string[]
}

export interface ProjectRequest {
  /** As written, relative to the scenario. */
  readonly paths: readonly string[]
  /** `''` takes it from the file, the environment or the folder. */
  readonly name: string
  readonly place: Place
}

/** Loads a project; nothing if a file cannot be read. */
export function loadProject(request: ProjectRequest, workspace: Workspace): Project | undefined {
  const paths = request.paths.map((path) => resolvePath(workspace.file, path))
  const given = { ...dotEnvironment(paths[0] ?? '', workspace), ...workspace.environment }
  const context: ComposeContext = {
    workspace,
    // Compose sets the name itself, as far as it is known before the file is read.
    variables: {
      ...given,
      COMPOSE_PROJECT_NAME: projectNameOf(request, [], given, workspace.file),
    },
    files: new Map(),
    missing: new Set(),
    circles: new Set(),
  }
  const files = paths.flatMap((path) => readComposeFile(path, request.place, context) ?? [])
  if (files.length < paths.length) return undefined
  const raw = rawServices(files, context)
  if (raw.size === 0) {
    workspace.issues.error({
      place: request.place,
      found: 'no services',
      expected: 'a Compose file with services',
    })
    return undefined
  }
  const name = projectNameOf(request, files, context.variables, workspace.file)
  const networks = new Map(files.flatMap((file) => [...file.networks]))
  const volumes = new Map(files.flatMap((file) => [...file.volumes]))
  const isVersion1 = files.every(({ format }) => format === 'version 1')
  const serviceContext: ServiceContext = {
    ...context,
    project: name,
    services: new Set(raw.keys()),
    volumeName: (volume) => (isVersion1 ? volume : fullName(name, volume, volumes.get(volume))),
  }
  const all = [...raw.values()].map((service) => readService(service, serviceContext))
  checkReferences(all, { networks, volumes, isVersion1 }, workspace)
  const active = withoutProfiles(all, context.variables, workspace)
  const services = inDependencyOrder(active, workspace.issues)
  warnAboutServices(services, workspace)
  const used = isVersion1 ? [] : usedNetworks(services)
  return {
    name,
    services,
    networks: resources(used, networks, name),
    volumes: resources(isVersion1 ? [] : [...volumes.keys()], volumes, name),
    configOf: (service) => configOf(service, { name, services, networks, isVersion1 }),
    furtherNetworks: (service) =>
      service.hasNetworkMode || isVersion1
        ? []
        : service.networks.slice(1).map((own) => fullName(name, own.name, networks.get(own.name))),
  }
}

/** Variables of a `.env` file beside the first Compose file. */
export function dotEnvironment(
  path: string,
  { files }: Workspace,
): Readonly<Record<string, string>> {
  const folder = folderOf(path)
  const content = files.read(folder === '' ? '.env' : `${folder}/.env`)
  if (content === undefined) return {}
  return Object.fromEntries(
    readEnvironmentFile(content).flatMap((entry) => {
      const end = entry.indexOf('=')
      return end < 0 ? [] : [[entry.slice(0, end), entry.slice(end + 1)]]
    }),
  )
}

/** Later files lie on top of earlier ones, each service with what it extends below. */
export function rawServices(
  files: readonly ComposeFile[],
  context: ComposeContext,
): Map<string, RawService> {
  const services = new Map<string, RawService>()
  for (const file of files) {
    for (const [name, service] of file.services) {
      const whole = withExtended(service, file, context)
      const below = services.get(name)
      services.set(name, below === undefined ? whole : layer(below, whole))
    }
  }
  return services
}

/** `project_name`, unless the file fixes the name or the thing lies outside of the project. */
function fullName(project: string, name: string, declared: Located | undefined): string {
  const fixed = declared === undefined ? undefined : memberOf(declared, 'name')?.value
  if (typeof fixed === 'string' && fixed !== '') return fixed
  const external = declared === undefined ? undefined : memberOf(declared, 'external')
  if (external === undefined || external.value === false) return `${project}_${name}`
  const inner = memberOf(external, 'name')?.value
  return typeof inner === 'string' ? inner : name
}

function isExternal(declared: Located | undefined): boolean {
  const external = declared === undefined ? undefined : memberOf(declared, 'external')
  return external !== undefined && external.value !== false
}

function resources(
  names: readonly string[],
  declared: ReadonlyMap<string, Located>,
  project: string,
): readonly ComposeResource[] {
  return names
    .filter((name) => !isExternal(declared.get(name)))
    .map((name) => {
      const value = declared.get(name)?.value
      const driver = isRecord(value) && typeof value.driver === 'string' ? value.driver : ''
      return { name: fullName(project, name, declared.get(name)), driver }
    })
}

/** Compose creates the networks that a service joins, `default` among them. */
function usedNetworks(services: readonly Service[]): readonly string[] {
  const names = services.flatMap(({ networks, hasNetworkMode }) => {
    if (hasNetworkMode) return []
    return networks.length === 0 ? ['default'] : networks.map(({ name }) => name)
  })
  return [...new Set(names)]
}

interface Declared {
  readonly networks: ReadonlyMap<string, Located>
  readonly volumes: ReadonlyMap<string, Located>
  readonly isVersion1: boolean
}

function checkReferences(
  services: readonly Service[],
  declared: Declared,
  { issues }: Workspace,
): void {
  const names = services.map(({ name }) => name)
  const check = (kind: string, name: string, place: Place, known: readonly string[]) => {
    if (known.includes(name)) return
    const expected =
      known.length === 0 ? `a declared ${kind}, but none is declared` : `one of ${listed(known)}`
    issues.error({
      place,
      found: `the unknown ${kind} ${shown(name)}`,
      expected,
      suggestion: nearest(name, known),
    })
  }
  for (const service of services) {
    for (const { service: needed, place, required } of service.references) {
      if (required) check('service', needed, place, names)
    }
    if (declared.isVersion1) continue
    for (const { name, place } of service.networks) {
      check('network', name, place, [...declared.networks.keys(), 'default'])
    }
    for (const { volume, place } of service.mounts) {
      if (volume !== '') check('volume', volume, place, [...declared.volumes.keys()])
    }
  }
}

/** Services with a profile start only when it is asked for, or when another service needs them. */
function withoutProfiles(
  services: readonly Service[],
  variables: Readonly<Record<string, string>>,
  { issues }: Workspace,
): readonly Service[] {
  const wanted = (variables.COMPOSE_PROFILES ?? '').split(',')
  const isActive = ({ profiles }: Service) =>
    profiles.length === 0 || profiles.some((profile) => wanted.includes(profile))
  const kept = new Set(services.filter(isActive).map(({ name }) => name))
  // A set is walked in the order it grows: what a kept service needs is kept as well.
  for (const name of kept) {
    const service = services.find((other) => other.name === name)
    for (const { service: needed, required } of service?.references ?? [])
      if (required) kept.add(needed)
  }
  for (const { name, place, profiles } of services) {
    if (kept.has(name)) continue
    const says = `${name} is left out: COMPOSE_PROFILES does not name ${listed(profiles)}`
    issues.warn({ place, spot: 'key', says })
  }
  return services.filter(({ name }) => kept.has(name))
}

interface Naming {
  readonly name: string
  readonly services: readonly Service[]
  readonly networks: ReadonlyMap<string, Located>
  readonly isVersion1: boolean
}

/** The configuration of a service's containers, references turned into container names. */
function configOf(
  service: Service,
  { name, services, networks, isVersion1 }: Naming,
): ContainerConfig {
  const containerOf = (other: string) => {
    const target = services.find((candidate) => candidate.name === other)
    return target === undefined ? `${name}_${other}_1` : containerName(name, target, 1)
  }
  const of = (why: string) => service.references.filter((reference) => reference.why === why)
  const shared = of('network_mode').map(
    (reference) => `container:${containerOf(reference.service)}`,
  )
  const own = service.networks[0]?.name ?? 'default'
  const network = service.hasNetworkMode || isVersion1 ? '' : fullName(name, own, networks.get(own))
  return {
    ...service.config,
    labels: {
      ...service.config.labels,
      // What affinities may ask for. Number and hash differ by container and are left out.
      'com.docker.compose.oneoff': 'False',
      'com.docker.compose.project': name,
      'com.docker.compose.service': service.name,
    },
    networkMode: shared[0] ?? (service.config.networkMode || network),
    links: [
      ...of('links').map((link) => `${containerOf(link.service)}:${link.suffix}`),
      ...service.externalLinks,
    ],
    volumesFrom: [
      ...of('volumes_from').map(
        ({ service: other, suffix }) => containerOf(other) + (suffix === '' ? '' : `:${suffix}`),
      ),
      ...service.externalVolumesFrom,
    ],
  }
}

export function containerName(project: string, service: Service, number: number): string {
  return service.containerName === ''
    ? `${project}_${service.name}_${number}`
    : service.containerName
}

/** The containers of a service when it has this many. */
export function containersOf(
  project: Project,
  service: Service,
  { count, config, label }: { count: number; config: number; label: string },
): readonly ComposeContainer[] {
  const networks = project.furtherNetworks(service)
  return Array.from({ length: count }, (_, index) => ({
    service: label,
    name: containerName(project.name, service, index + 1),
    config,
    ...(networks.length > 0 && { networks }),
  }))
}
