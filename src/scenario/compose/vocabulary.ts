/**
 * Every key a Compose file may have: version 1, version 2.0 to 2.4, version 3.0 to 3.9 and today's
 * specification. Keys not listed are refused; listed ones without meaning here are ignored by name.
 */

const split = (text: string): readonly string[] => text.trim().split(/\s+/)

/** Keys the compiler reads, in every format that has them. */
const commonMeaningful = split(`
  build container_name cpu_shares env_file environment expose extends external_links image labels
  links mem_limit ports restart volume_driver volumes volumes_from`)

/** Version 1: services at the top level. */
const version1Inert = split(`
  auto_up cap_add cap_drop cgroup_parent command cpu_quota cpuset devices dns dns_search dockerfile
  domainname entrypoint extra_hosts hostname ipc log_driver log_opt mac_address mem_swappiness
  memswap_limit pid privileged read_only security_opt shm_size stdin_open stop_signal tty ulimits
  user working_dir`)

/** Everything later that means nothing to placement and rescheduling. */
const modernInert = split(`
  annotations attach auto_up blkio_config cap_add cap_drop cgroup cgroup_parent command configs
  cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpuset credential_spec
  develop device_cgroup_rules devices dns dns_opt dns_search domainname entrypoint
  extra_hosts gpus group_add healthcheck hostname init ipc isolation label_file logging mac_address
  mem_swappiness memswap_limit models oom_kill_disable oom_score_adj pid pids_limit platform
  post_start pre_start pre_stop privileged provider pull_policy pull_refresh_after read_only
  runtime secrets security_opt shm_size stdin_open stop_grace_period stop_signal storage_opt sysctls
  tmpfs tty ulimits use_api_socket user userns_mode uts working_dir`)

const version1Meaningful = [...commonMeaningful, 'net']
const modernMeaningful = [
  ...commonMeaningful,
  ...split('cpus depends_on deploy mem_reservation network_mode networks profiles scale'),
]

export type Format = 'version 1' | 'modern'

const known: Readonly<Record<Format, readonly string[]>> = {
  'version 1': [...version1Meaningful, ...version1Inert],
  modern: [...modernMeaningful, ...modernInert],
}

const inert: Readonly<Record<Format, ReadonlySet<string>>> = {
  'version 1': new Set(version1Inert),
  modern: new Set(modernInert),
}

/** The keys of a service. */
export function serviceKeys(format: Format): readonly string[] {
  return known[format]
}

export function isInert(format: Format, key: string): boolean {
  return inert[format].has(key)
}

/** Words of one format and what the other calls them. */
export const renamed: Readonly<Record<Format, Readonly<Record<string, string>>>> = {
  'version 1': { network_mode: 'net', logging: 'log_driver' },
  modern: { net: 'network_mode', dockerfile: 'build', log_driver: 'logging', log_opt: 'logging' },
}

/** Keys at the top of a file with `services`. */
export const topKeys = split(
  'version name include services networks volumes configs secrets models',
)

/** Keys of maps inside of a service, by the way to them. */
export const nestedKeys: Readonly<Record<string, readonly string[]>> = {
  build:
    split(`context dockerfile dockerfile_inline entitlements args ssh labels cache_from cache_to
    no_cache no_cache_filter additional_contexts network provenance sbom pull target shm_size
    extra_hosts isolation privileged secrets tags ulimits platforms`),
  blkio_config: split(`device_read_bps device_read_iops device_write_bps device_write_iops weight
    weight_device`),
  deploy: split(`mode endpoint_mode replicas labels rollback_config update_config resources
    restart_policy placement`),
  'deploy.placement': split('constraints preferences max_replicas_per_node'),
  'deploy.resources': split('limits reservations'),
  'deploy.resources.limits': split('cpus memory pids'),
  'deploy.resources.reservations': split('cpus memory generic_resources devices'),
  'deploy.restart_policy': split('condition delay max_attempts window'),
  'deploy.update_config': split('parallelism delay failure_action monitor max_failure_ratio order'),
  'deploy.rollback_config': split(
    'parallelism delay failure_action monitor max_failure_ratio order',
  ),
  healthcheck: split('disable interval retries test timeout start_period start_interval'),
  logging: split('driver options'),
  credential_spec: split('config file registry'),
}

/** Why a key of `deploy` changes nothing under classic Swarm. */
export const inertDeployKeys: Readonly<Record<string, string>> = {
  endpoint_mode: 'classic Swarm has no service addresses',
  labels: 'classic Swarm has no services to label',
  update_config: 'classic Swarm has no rolling updates',
  rollback_config: 'classic Swarm has no rolling updates',
  restart_policy: 'it belongs to swarm mode; restart: is the engine’s own policy',
  'placement.preferences': 'classic Swarm spreads with its strategy only',
  'placement.max_replicas_per_node': 'classic Swarm has no such limit; use an affinity',
  'resources.limits.pids': 'classic Swarm counts CPUs and memory only',
  'resources.reservations.generic_resources': 'classic Swarm counts CPUs and memory only',
  'resources.reservations.devices': 'classic Swarm counts CPUs and memory only',
}

export const networkKeys = split(`name driver driver_opts ipam external internal enable_ipv4
  enable_ipv6 attachable labels`)
export const volumeKeys = split('name driver driver_opts external labels')
export const portKeys = split('name mode host_ip target published protocol app_protocol')
export const mountKeys = split('type source target read_only consistency bind volume tmpfs image')
export const attachmentKeys = split(`aliases interface_name ipv4_address ipv6_address link_local_ips
  mac_address driver_opts priority gw_priority`)
export const dependencyKeys = split('condition restart required')
