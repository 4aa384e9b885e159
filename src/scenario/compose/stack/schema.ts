/**
 * The format of stack files: what `docker stack deploy` of Docker 28 takes (docker/cli, files
 * config_schema_v3.*.json and types.go in cli/compose). It is the version 3 of Compose that grew on
 * there, not today's specification: `docker compose` reads files that this one refuses.
 */
import type { Shape } from './shape.ts'

/** `version:`; none, and a plain "3", count as the newest. */
export const newestMinor = 13

const text: Shape = { type: 'text' }
const whole: Shape = { type: 'whole' }
const number: Shape = { type: 'number' }
const flag: Shape = { type: 'flag' }
const duration: Shape = { type: 'duration' }
const nothing: Shape = { type: 'nothing' }
const any: Shape = { type: 'any' }
const list = (of: Shape): Shape => ({ type: 'list', of })
const either = (...of: readonly Shape[]): Shape => ({ type: 'either', of })
type MapShape = Extract<Shape, { type: 'map' }>
const map = (
  keys: MapShape['keys'],
  more: Partial<Omit<MapShape, 'type' | 'keys'>> = {},
): Shape => ({ type: 'map', keys, ...more })
const forbidden = (says: string): Shape => ({ type: 'forbidden', says })

const texts = list(text)
const textOrTexts = either(text, texts)
const values: Shape = { type: 'names', of: either(text, number, nothing) }
/** `KEY: value` or `KEY=value`: numbers are taken, `true` and `false` are not. */
const pairs = either(values, texts)

const policyKeys = {
  parallelism: whole,
  delay: duration,
  failure_action: text,
  monitor: duration,
  max_failure_ratio: number,
  order: text,
}
const policy = map(policyKeys, { since: { order: 4 } })

const deployKeys = {
  mode: text,
  endpoint_mode: text,
  replicas: whole,
  labels: pairs,
  rollback_config: policy,
  update_config: policy,
  resources: map({
    limits: map({ cpus: text, memory: text, pids: whole }, { since: { pids: 9 } }),
    reservations: map(
      {
        cpus: text,
        memory: text,
        generic_resources: list(
          map({ discrete_resource_spec: map({ kind: text, value: number }) }),
        ),
      },
      { elsewhere: { devices: 'generic_resources' }, since: { generic_resources: 5 } },
    ),
  }),
  restart_policy: map({
    condition: text,
    delay: duration,
    max_attempts: whole,
    window: duration,
  }),
  placement: map(
    {
      constraints: texts,
      preferences: list(map({ spread: text })),
      max_replicas_per_node: whole,
    },
    { since: { preferences: 3, max_replicas_per_node: 8 } },
  ),
}
const deploy = map(deployKeys, { since: { endpoint_mode: 2, rollback_config: 7 } })

/** A file that is mounted: its source, or the long form. */
const fileReferences = list(
  either(text, map({ source: text, target: text, uid: text, gid: text, mode: any })),
)

const ports = list(
  either(
    number,
    text,
    map(
      { mode: text, target: whole, published: whole, protocol: text },
      { elsewhere: { host_ip: 'mode' }, mapSince: 2 },
    ),
  ),
)

const volumes = list(
  either(
    text,
    map(
      {
        type: text,
        source: text,
        target: text,
        read_only: flag,
        consistency: text,
        bind: any,
        volume: any,
        tmpfs: any,
        cluster: any,
      },
      { required: ['type'], mapSince: 2, since: { tmpfs: 6 } },
    ),
  ),
)

const networks = either(texts, {
  type: 'names',
  of: either(
    nothing,
    map({ aliases: texts, driver_opts: any, ipv4_address: text, ipv6_address: text }),
  ),
})

/** What stands in place of keys that other Compose formats have. */
const serviceElsewhere = {
  cpus: 'deploy.resources.limits.cpus',
  mem_reservation: 'deploy.resources.reservations.memory',
  pids_limit: 'deploy.resources.limits.pids',
  platform: 'deploy.placement.constraints',
  scale: 'deploy.replicas',
  gpus: 'deploy.resources.reservations.generic_resources',
} as const

const limitsElsewhere = 'Set resource limits using deploy.resources'

const service = map(
  {
    deploy: either(deploy, nothing),
    build: any,
    cap_add: texts,
    cap_drop: texts,
    cgroupns_mode: text,
    cgroup_parent: text,
    command: textOrTexts,
    configs: fileReferences,
    container_name: text,
    credential_spec: map({ config: text, file: text, registry: text }),
    depends_on: texts,
    devices: texts,
    dns: textOrTexts,
    dns_search: textOrTexts,
    domainname: text,
    entrypoint: textOrTexts,
    env_file: textOrTexts,
    environment: pairs,
    expose: list(either(text, number)),
    external_links: texts,
    extra_hosts: pairs,
    group_add: list(either(text, number)),
    healthcheck: map({
      disable: flag,
      interval: duration,
      retries: number,
      test: textOrTexts,
      timeout: duration,
      start_period: duration,
      start_interval: duration,
    }),
    hostname: text,
    image: text,
    init: flag,
    ipc: text,
    isolation: text,
    labels: pairs,
    links: texts,
    logging: map({ driver: text, options: values }),
    mac_address: text,
    network_mode: text,
    networks,
    oom_score_adj: whole,
    pid: either(text, nothing),
    ports,
    privileged: flag,
    read_only: flag,
    restart: text,
    secrets: fileReferences,
    security_opt: texts,
    shm_size: either(number, text),
    stdin_open: flag,
    stop_grace_period: duration,
    stop_signal: text,
    sysctls: pairs,
    tmpfs: textOrTexts,
    tty: flag,
    ulimits: any,
    user: text,
    userns_mode: text,
    volumes,
    working_dir: text,
    // Docker refuses it as well; what it stands for is deployed, and that is said.
    extends: any,
    volume_driver: forbidden(
      'Instead of setting the volume driver on the service, define a volume using the top-level `volumes` option and specify the driver there.',
    ),
    volumes_from: forbidden(
      'To share a volume between services, define it using the top-level `volumes` option and reference it from each service that shares it using the service-level `volumes` option.',
    ),
    cpu_quota: forbidden(limitsElsewhere),
    cpu_shares: forbidden(limitsElsewhere),
    cpuset: forbidden(limitsElsewhere),
    mem_limit: forbidden(limitsElsewhere),
    memswap_limit: forbidden(limitsElsewhere),
  },
  {
    elsewhere: serviceElsewhere,
    since: {
      secrets: 1,
      configs: 3,
      credential_spec: 3,
      group_add: 3,
      isolation: 5,
      init: 7,
    },
  },
)

const external = either(flag, map({ name: text }))

const network = map(
  {
    name: text,
    driver: text,
    driver_opts: values,
    ipam: map({ driver: text, config: list(map({ subnet: text })) }),
    external,
    internal: flag,
    attachable: flag,
    labels: pairs,
  },
  { since: { name: 5, attachable: 2 } },
)

const volume = map(
  { name: text, driver: text, driver_opts: values, external, labels: pairs },
  { since: { name: 4 } },
)

const secret = map(
  {
    name: text,
    file: text,
    external,
    labels: pairs,
    driver: text,
    driver_opts: values,
    template_driver: text,
  },
  {
    elsewhere: { environment: 'file', content: 'file' },
    since: { name: 5, driver: 8, driver_opts: 8, template_driver: 8 },
  },
)

const config = map(
  { name: text, file: text, external, labels: pairs, template_driver: text },
  {
    elsewhere: { environment: 'file', content: 'file' },
    since: { name: 5, template_driver: 8 },
  },
)

export const stackFile: Shape = map(
  {
    version: text,
    services: { type: 'names', of: service },
    networks: { type: 'names', of: either(network, nothing) },
    volumes: { type: 'names', of: either(volume, nothing) },
    secrets: { type: 'names', of: secret },
    configs: { type: 'names', of: config },
  },
  { since: { secrets: 1, configs: 3 } },
)
