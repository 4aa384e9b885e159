/** The options of `docker service create` and `docker service update`, all that Docker 28 lists. */
import type { OptionSpec, OptionTable } from '../../../docker/options.ts'

const inert = 'it does not change placement or restarts'
const unhealthy = 'containers here have no health checks'
const unfollowed = 'networks carry no traffic here'
const unlimited = 'only --limit-memory ends a container here'
const undefinedImage = 'images have no digests here'

const value: OptionSpec = { type: 'value' }
const flag: OptionSpec = { type: 'flag' }

function ignored(because: string, names: string): OptionTable {
  return tableOf(names, { type: 'value', ignored: because })
}

function tableOf(names: string, spec: OptionSpec): OptionTable {
  return Object.fromEntries(names.split(' ').map((name) => [name, spec]))
}

/** What both have, whether it means anything here or not. */
const common: OptionTable = {
  ...tableOf('replicas max-concurrent replicas-max-per-node', value),
  ...tableOf('reserve-cpu reserve-memory limit-cpu limit-memory', value),
  ...tableOf('restart-condition restart-delay restart-max-attempts restart-window', value),
  ...policyOptions('update'),
  ...policyOptions('rollback'),
  ...tableOf('stop-grace-period log-driver', value),
  // Whether the client waits and what it prints changes nothing in the swarm.
  detach: { ...flag, short: 'd' },
  quiet: { ...flag, short: 'q' },
  'no-resolve-image': { type: 'flag', ignored: undefinedImage },
  'with-registry-auth': { type: 'flag', ignored: 'registries here ask for no password' },
}

/** Options of the container that are not followed. An update that gives one replaces the tasks. */
const inertOfTask: OptionTable = {
  ...ignored(
    inert,
    'credential-spec entrypoint hostname isolation log-opt oom-score-adj stop-signal',
  ),
  ...tableOf('init no-healthcheck read-only', { type: 'flag', ignored: inert }),
  ...ignored(unhealthy, 'health-cmd health-interval health-retries health-start-interval'),
  ...ignored(unhealthy, 'health-start-period health-timeout'),
  ...ignored(unlimited, 'limit-pids'),
  ...ignored(inert, 'cap-add cap-drop'),
  tty: { type: 'flag', short: 't', ignored: inert },
  user: { type: 'value', short: 'u', ignored: inert },
  workdir: { type: 'value', short: 'w', ignored: inert },
}

const inertOfTaskCreate: OptionTable = ignored(
  inert,
  'dns dns-option dns-search group host sysctl ulimit',
)

const inertOfTaskUpdate: OptionTable = ignored(
  inert,
  'dns-add dns-rm dns-option-add dns-option-rm dns-search-add dns-search-rm group-add group-rm ' +
    'host-add host-rm sysctl-add sysctl-rm ulimit-add ulimit-rm',
)

const serviceLabels = 'labels of a service are for people; --container-label is for containers'

export const createOptions: OptionTable = {
  name: value,
  mode: value,
  constraint: value,
  'placement-pref': value,
  'generic-resource': value,
  env: { ...value, short: 'e' },
  'env-file': value,
  'container-label': value,
  label: { type: 'value', short: 'l', ignored: serviceLabels },
  publish: { ...value, short: 'p' },
  mount: value,
  network: value,
  secret: value,
  config: value,
  'endpoint-mode': { type: 'value', ignored: unfollowed },
  ...common,
  ...inertOfTask,
  ...inertOfTaskCreate,
}

export const updateOptions: OptionTable = {
  ...tableOf('image args', value),
  force: flag,
  rollback: flag,
  ...added('constraint placement-pref generic-resource env container-label publish mount network'),
  ...added('secret config'),
  ...ignored(serviceLabels, 'label-add label-rm'),
  'endpoint-mode': { type: 'value', ignored: unfollowed },
  ...common,
  ...inertOfTask,
  ...inertOfTaskUpdate,
}

/** Options of an update that change the task in a way that is not followed here. */
export const unfollowedTaskOptions: readonly string[] = [
  ...Object.keys(inertOfTask),
  ...Object.keys(inertOfTaskUpdate),
]

function policyOptions(policy: string): OptionTable {
  const fields = 'parallelism delay failure-action max-failure-ratio monitor order'.split(' ')
  return Object.fromEntries(fields.map((field) => [`${policy}-${field}`, value]))
}

function added(names: string): OptionTable {
  const pairs = names.split(' ').flatMap((name) => [`${name}-add`, `${name}-rm`])
  return tableOf(pairs.join(' '), value)
}
