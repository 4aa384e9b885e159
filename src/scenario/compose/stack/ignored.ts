/**
 * Keys of a service that are right and yet change nothing: those that `docker stack deploy` reads
 * over and says so, and those that swarm mode uses for what is not simulated.
 */
import type { Workspace } from '../../workspace.ts'
import type { RawService } from '../file.ts'

/** `UnsupportedProperties` of docker/cli, with what to do instead where there is something. */
const unsupported: Readonly<Record<string, string>> = {
  build: 'the image must have been built and pushed',
  cgroupns_mode: '',
  cgroup_parent: '',
  devices: '',
  domainname: '',
  external_links: 'services reach each other by name on a common network',
  ipc: '',
  links: 'services reach each other by name on a common network',
  mac_address: '',
  network_mode: 'name an external network such as host under networks',
  pid: '',
  privileged: '',
  security_opt: '',
  shm_size: '',
  userns_mode: '',
}

/** `DeprecatedProperties` of docker/cli. */
const deprecated: Readonly<Record<string, string>> = {
  container_name: 'Setting the container name is not supported.',
  expose:
    "Exposing ports is unnecessary - services on the same network can access each other's containers on any port.",
}

const notModelled = 'it does not change placement or rescheduling'

const inert: Readonly<Record<string, string>> = {
  depends_on: 'docker stack deploy creates the services in any order and waits for none',
  healthcheck: 'containers are healthy once they run',
  tmpfs: 'docker stack deploy reads over it; volumes: with type: tmpfs works',
  ...Object.fromEntries(
    [
      'cap_add',
      'cap_drop',
      'credential_spec',
      'dns',
      'dns_search',
      'extra_hosts',
      'group_add',
      'hostname',
      'init',
      'isolation',
      'oom_score_adj',
      'read_only',
      'stdin_open',
      'stop_signal',
      'sysctls',
      'tty',
      'ulimits',
      'user',
      'working_dir',
    ].map((key) => [key, notModelled]),
  ),
}

/** Says what becomes of the service's keys that have no effect; each key once for the scenario. */
export function noteIgnored(service: RawService, { issues }: Workspace): void {
  for (const [key, [first]] of service.keys) {
    if (first === undefined) continue
    const { place } = first
    const spot = 'key'
    const instead = Object.hasOwn(unsupported, key) ? unsupported[key] : undefined
    if (instead !== undefined) {
      const says = `docker: Ignoring unsupported options: ${key}${instead === '' ? '' : ` (${instead})`}`
      issues.warn({ place, spot, says, once: `stack ${key}` })
    }
    const because = Object.hasOwn(deprecated, key) ? deprecated[key] : undefined
    if (because !== undefined) {
      const says = `docker: Ignoring deprecated options: ${key}: ${because}`
      issues.warn({ place, spot, says, once: `stack ${key}` })
    }
    const reason = Object.hasOwn(inert, key) ? inert[key] : undefined
    if (reason !== undefined) issues.ignore(key, place, reason)
  }
}
