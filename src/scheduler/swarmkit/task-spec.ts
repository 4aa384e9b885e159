/**
 * What a task asks of its node, and its compiled form: constraints read, ports picked out, and a key
 * that equal requests share, so that what is found out for one serves all.
 */
import { type Constraint, parseConstraints } from './constraint.ts'

export interface TaskPort {
  readonly protocol: string
  /** 0 for any. */
  readonly published: number
  readonly mode: 'host' | 'ingress'
}

export interface TaskPlatform {
  /** `''` for any. */
  readonly os: string
  readonly architecture: string
}

export interface GenericReservation {
  readonly kind: string
  readonly value: number
}

export interface TaskSpec {
  readonly nanoCpus: number
  readonly memoryBytes: number
  readonly generic: readonly GenericReservation[]
  readonly constraints: readonly string[]
  /** Spread descriptors, outermost first: `node.labels.zone`. */
  readonly preferences: readonly string[]
  /** Of the image; none for any. */
  readonly platforms: readonly TaskPlatform[]
  readonly ports: readonly TaskPort[]
  /** Per node; 0 for no limit. */
  readonly maxReplicas: number
  /** Drivers of volume mounts and of attached networks; `''` and, for volumes, `local` need none. */
  readonly volumeDrivers: readonly string[]
  readonly networkDrivers: readonly string[]
  /** `''` and `none` need none. */
  readonly logDriver: string
}

export const emptyTaskSpec: TaskSpec = {
  nanoCpus: 0,
  memoryBytes: 0,
  generic: [],
  constraints: [],
  preferences: [],
  platforms: [],
  ports: [],
  maxReplicas: 0,
  volumeDrivers: [],
  networkDrivers: [],
  logDriver: '',
}

export interface CompiledTaskSpec extends TaskSpec {
  /** Equal for equal requests. */
  readonly key: string
  /** None when they are switched off. */
  readonly parsedConstraints: readonly Constraint[]
  /** `tcp/80`, only those that occupy a port of the host. */
  readonly hostPorts: readonly string[]
  /** The resource filter concerns it. */
  readonly reserves: boolean
  /** A filter about what the node is, rather than what runs there, concerns it. */
  readonly isPicky: boolean
}

export function compileTaskSpec(given: Partial<TaskSpec>): CompiledTaskSpec {
  const spec: TaskSpec = { ...emptyTaskSpec, ...given }
  const volumeDrivers = spec.volumeDrivers.filter((name) => name !== '' && name !== 'local')
  const networkDrivers = spec.networkDrivers.filter((name) => name !== '')
  const logDriver = spec.logDriver === 'none' ? '' : spec.logDriver
  const parsedConstraints = parseConstraints(spec.constraints) ?? []
  const hostPorts = spec.ports
    .filter(({ mode, published }) => mode === 'host' && published !== 0)
    .map(({ protocol, published }) => `${protocol}/${published}`)
  const { nanoCpus, memoryBytes, generic, platforms, maxReplicas, preferences } = spec
  return {
    ...spec,
    volumeDrivers,
    networkDrivers,
    logDriver,
    parsedConstraints,
    hostPorts,
    key: JSON.stringify([
      [nanoCpus, memoryBytes, maxReplicas, logDriver],
      generic.map(({ kind, value }) => [kind, value]),
      parsedConstraints.map(({ text }) => text),
      platforms.map(({ os, architecture }) => [os, architecture]),
      [preferences, hostPorts, volumeDrivers, networkDrivers],
    ]),
    reserves: nanoCpus !== 0 || memoryBytes !== 0 || generic.length > 0,
    isPicky:
      parsedConstraints.length > 0 ||
      platforms.length > 0 ||
      volumeDrivers.length > 0 ||
      networkDrivers.length > 0 ||
      logDriver !== '',
  }
}
