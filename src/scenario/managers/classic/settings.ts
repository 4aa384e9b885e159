/** From `swarm:` to the settings of classic Swarm: the flags of `swarm manage` 1.1 and ours. */
import type { ClassicSettings, ManagerSpec } from '../../../model/model.ts'
import { experimental, rebalancePerMinute, swarmDefaults } from '../../defaults.ts'
import type { IssueList } from '../../issue-list.ts'
import { inside, type Place, shown } from '../../text/place.ts'
import { formatDuration } from '../../text/units.ts'
import type { ClassicEntry } from './schema.ts'

/** Flags that are right and change nothing here. */
const inertFlags: Readonly<Record<string, string>> = {
  'engine-refresh-retry': 'it is the dead predecessor of engine-failure-retry',
  'discovery-opt': 'discovery is always reachable',
  'api-enable-cors': 'there is no browser client of its API',
  tls: 'connections are not encrypted',
  tlsverify: 'connections are not encrypted',
  host: 'there is one cluster',
}

export function classicSettings(
  entry: ClassicEntry,
  managers: readonly ManagerSpec[],
): ClassicSettings {
  const { flags = {}, extensions = {} } = entry
  return {
    type: 'classic',
    strategy: entry.strategy ?? swarmDefaults.strategy,
    filters: entry.filters ?? swarmDefaults.filters,
    overcommit: entry.overcommit ?? swarmDefaults.overcommit,
    createRetry: entry.createretry ?? swarmDefaults.createRetry,
    experimental: entry.experimental ?? experimental,
    refreshMinUs: flags['engine-refresh-min-interval'] ?? swarmDefaults.refreshMinUs,
    refreshMaxUs: flags['engine-refresh-max-interval'] ?? swarmDefaults.refreshMaxUs,
    failureRetry: flags['engine-failure-retry'] ?? swarmDefaults.failureRetry,
    heartbeatUs: flags.heartbeat ?? swarmDefaults.heartbeatUs,
    managers,
    replicationTtlUs: flags['replication-ttl'] ?? swarmDefaults.replicationTtlUs,
    ties: entry.ties ?? 'random',
    keepHostConfig: entry['host-config'] === 'kept',
    slashCrash: entry.slash === 'original',
    extensions: {
      rebalance: extensions.rebalance ?? 'none',
      rebalancePerMinute: extensions['rebalance-rate'] ?? rebalancePerMinute,
      reschedulePerMinute: extensions['reschedule-rate'] ?? 0,
      rescheduleGraceUs: extensions['reschedule-grace'] ?? 0,
      retryUnplaced: extensions['retry-unplaced'] ?? false,
    },
  }
}

/** What `swarm manage` itself refuses at its start. */
export function checkClassic(
  { flags = {}, filters }: ClassicEntry,
  place: Place,
  issues: IssueList,
): void {
  const flag = (name: string) => inside(place, 'flags', name)
  const min = flags['engine-refresh-min-interval'] ?? swarmDefaults.refreshMinUs
  const max = flags['engine-refresh-max-interval'] ?? swarmDefaults.refreshMaxUs
  if (min <= 0) {
    issues.error({
      place: flag('engine-refresh-min-interval'),
      found: 'no time',
      expected: 'a positive duration',
    })
  }
  if (max < min) {
    const name =
      flags['engine-refresh-max-interval'] === undefined
        ? 'engine-refresh-min-interval'
        : 'engine-refresh-max-interval'
    const found = `a maximum of ${formatDuration(max)} below the minimum of ${formatDuration(min)}`
    issues.error({ place: flag(name), found, expected: 'a maximum that is not below the minimum' })
  }
  if ((flags.heartbeat ?? swarmDefaults.heartbeatUs) < 1_000_000) {
    issues.error({ place: flag('heartbeat'), found: 'less than a second', expected: 'at least 1s' })
  }
  if (flags['replication-ttl'] === 0) {
    issues.error({
      place: flag('replication-ttl'),
      found: 'no time',
      expected: 'a positive duration',
    })
  }
  for (const [name, because] of Object.entries(inertFlags)) {
    if (Object.hasOwn(flags, name)) issues.ignore(`the flag ${name}`, flag(name), because)
  }
  const repeated = filters?.findIndex((name, index) => filters.indexOf(name) !== index) ?? -1
  if (repeated >= 0) {
    const found = `${shown(filters?.[repeated])} a second time`
    issues.error({
      place: inside(place, 'filters', repeated),
      found,
      expected: 'every filter once',
    })
  }
}
