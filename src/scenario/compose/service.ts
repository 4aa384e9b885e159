/** From a raw service to what its containers need, and which other services they need. */
import { type ContainerConfig, emptyConfig } from '../../model/container-config.ts'
import { checkLabels } from '../container/swarm-entries.ts'
import { isName, isRestartPolicy } from '../docker/run.ts'
import { type Place, shown } from '../text/place.ts'
import type { Workspace } from '../workspace.ts'
import { readEnvironment } from './environment.ts'
import type { ComposeContext, RawService } from './file.ts'
import { type Located, pairsOf, textOf, textsOf } from './located.ts'
import { type Mount, readExposed, readMounts, readPorts } from './mounts.ts'
import {
  type Reference,
  readDependsOn,
  readLinks,
  readNetworkMode,
  readNetworks,
  readVolumesFrom,
} from './references.ts'
import { readResources } from './resources.ts'

export interface Service {
  readonly name: string
  readonly place: Place
  readonly count: number
  /** A fixed `container_name`, `''` for the usual numbered names. */
  readonly containerName: string
  readonly containerNamePlace: Place
  /** Whether the image is built, and so exists nowhere yet. */
  readonly isBuilt: boolean
  readonly profiles: readonly string[]
  /** Everything but what refers to other services. */
  readonly config: ContainerConfig
  readonly references: readonly Reference[]
  /** Links to containers outside of the project, as given. */
  readonly externalLinks: readonly string[]
  /** Volumes of containers outside of the project. */
  readonly externalVolumesFrom: readonly string[]
  /** Networks by their short name, the first one is the container's own. */
  readonly networks: readonly { readonly name: string; readonly place: Place }[]
  /** The service has a network mode of its own and joins no network. */
  readonly hasNetworkMode: boolean
  readonly mounts: readonly Mount[]
}

export interface ServiceContext extends ComposeContext {
  readonly project: string
  /** Full name of a declared volume. */
  volumeName(volume: string): string
  /** Names of the services of the project. */
  readonly services: ReadonlySet<string>
}

export function readService(raw: RawService, context: ServiceContext): Service {
  const { workspace } = context
  const { issues } = workspace
  const all = (key: string) => raw.keys.get(key) ?? []
  const last = (key: string) => all(key).at(-1)
  const word = (key: string) => {
    const found = last(key)
    return found === undefined || found.value === null ? '' : (textOf(found, issues) ?? '')
  }
  const resources = readResources(raw, workspace)
  const mounts = readMounts(all('volumes'), issues, (volume) => context.volumeName(volume))
  const network = readNetworkMode(raw, context)
  const from = readVolumesFrom(raw, context)
  const labels = readLabels(all('labels'), workspace)
  const image = imageOf(raw, word('image'), context)
  return {
    name: raw.name,
    place: raw.place,
    count: resources.count,
    containerName: containerNameOf(last('container_name'), workspace),
    containerNamePlace: last('container_name')?.place ?? raw.place,
    isBuilt: last('build') !== undefined,
    profiles: all('profiles').flatMap((item) => textsOf(item, issues).map(({ text }) => text)),
    config: {
      ...emptyConfig,
      image,
      env: [...readEnvironment(raw, context), ...resources.constraints],
      labels,
      cpus: resources.cpus,
      memoryBytes: resources.memoryBytes,
      ports: readPorts(all('ports'), issues),
      exposed: readExposed(all('expose'), issues),
      networkMode: network.mode,
      volumes: mounts.map(({ text }) => text),
      volumeDriver: word('volume_driver'),
      restartPolicy: restartOf(last('restart'), workspace),
    },
    references: [
      ...readLinks(all('links'), workspace),
      ...from.references,
      ...network.references,
      ...readDependsOn(all('depends_on'), workspace),
    ],
    externalLinks: all('external_links').flatMap((item) =>
      textsOf(item, issues).map(({ text }) => text),
    ),
    externalVolumesFrom: from.external,
    networks: readNetworks(all('networks'), workspace),
    hasNetworkMode: network.isSet,
    mounts,
  }
}

/** Built images are named after project and service, as Compose 1.6 does. */
function imageOf(raw: RawService, image: string, { project, workspace }: ServiceContext): string {
  const built = `${project}_${raw.name}`
  if (image !== '') return image
  if (!raw.keys.has('build') && !raw.keys.has('image')) {
    workspace.issues.error({
      place: raw.place,
      spot: 'key',
      found: 'neither image nor build',
      expected: 'one of them',
    })
  }
  return built
}

function containerNameOf(located: Located | undefined, { issues }: Workspace): string {
  if (located === undefined || located.value === null) return ''
  const name = textOf(located, issues) ?? ''
  if (name === '' || isName(name)) return name
  // Often the rest of a variable without a value: the container gets its usual name then.
  const says = `${shown(name)} is no name of a container: the usual name is taken`
  issues.warn({ place: located.place, says })
  return ''
}

function restartOf(located: Located | undefined, { issues }: Workspace): string {
  if (located === undefined || located.value === null) return ''
  // `restart: no` without quotes may reach us as false.
  const policy = located.value === false ? 'no' : String(located.value)
  if (isRestartPolicy(policy)) return policy
  const expected = '"no", always, unless-stopped, on-failure or on-failure:5'
  issues.error({ place: located.place, found: shown(located.value), expected })
  return ''
}

function readLabels(
  layers: readonly Located[],
  workspace: Workspace,
): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {}
  for (const layer of layers) {
    for (const { key, value = '', place } of pairsOf(layer, workspace.issues)) {
      labels[key] = value
      checkLabels({ [key]: value }, { place, workspace })
    }
  }
  return labels
}
