/**
 * What `docker run` asks for, as the client sends it: nothing is interpreted here. Constraints,
 * affinities and the rescheduling policy still sit in `env` and `labels`, where classic Swarm
 * reads them.
 */

/** One published port. `hostPort` is empty when the engine shall pick one. */
export interface PortBinding {
  /** Port inside the container with its protocol, for example `80/tcp`. */
  readonly containerPort: string
  /** Host address to bind; empty means every address. */
  readonly hostIp: string
  readonly hostPort: string
}

/** The configuration of one container, in the units of the Docker API. */
export interface ContainerConfig {
  readonly image: string
  /** `KEY=value` entries, and Swarm's `constraint:`, `affinity:` and `reschedule:` entries. */
  readonly env: readonly string[]
  readonly labels: Readonly<Record<string, string>>
  /** Whole CPUs asked for: classic Swarm reads `--cpu-shares` as CPUs. 0 asks for none. */
  readonly cpus: number
  /** Memory asked for (`-m`), in bytes. 0 asks for none. */
  readonly memoryBytes: number
  readonly ports: readonly PortBinding[]
  /** Exposed ports with protocol, for example `80/tcp`; they matter with host networking. */
  readonly exposed: readonly string[]
  /** `''` for the default, `host`, `none`, `container:NAME`, or the name of a network. */
  readonly networkMode: string
  /** Link targets as given, `name` or `name:alias`. */
  readonly links: readonly string[]
  /** Containers whose volumes are mounted, `name` or `name:ro`. */
  readonly volumesFrom: readonly string[]
  /** Volume mounts as given. */
  readonly volumes: readonly string[]
  readonly volumeDriver: string
  /** Docker's restart policy, `''`, `no`, `always`, `on-failure[:n]`, `unless-stopped`. */
  readonly restartPolicy: string
}

/** A configuration that asks for nothing but an image. */
export const emptyConfig: ContainerConfig = {
  image: '',
  env: [],
  labels: {},
  cpus: 0,
  memoryBytes: 0,
  ports: [],
  exposed: [],
  networkMode: '',
  links: [],
  volumesFrom: [],
  volumes: [],
  volumeDriver: '',
  restartPolicy: '',
}
