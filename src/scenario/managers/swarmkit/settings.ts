/** From `swarm:` to the settings of swarm mode, and who its managers are. */

import type { ManagerSpec } from '../../../model/model.ts'
import {
  downToOrphanUs,
  graceMultiplier,
  heartbeatJitterUs,
  heartbeatPeriodUs,
  noExtensions,
  raftDefaults,
  statusBatchUs,
  taskHistoryLimit,
} from '../../../model/swarm-defaults.ts'
import type { RaftTiming, SwarmkitSettings } from '../../../model/swarm-settings.ts'
import { inside, type Place } from '../../text/place.ts'
import { formatDuration } from '../../text/units.ts'
import type { SwarmContext } from '../manager.ts'
import type { SwarmkitEntry } from './schema.ts'

/** Flags that are right and change nothing here. */
export const inertSwarmFlags: Readonly<Record<string, string>> = {
  autolock: 'managers here start without a key',
  'cert-expiry': 'certificates do not expire here',
  'external-ca': 'certificates are not followed',
  'max-snapshots': 'what a manager keeps on its disk is not followed',
  'snapshot-interval': 'what a manager keeps on its disk is not followed',
}

export function swarmkitSettings(
  entry: SwarmkitEntry,
  managers: readonly ManagerSpec[],
): SwarmkitSettings {
  const { flags = {}, extensions = {} } = entry
  return {
    type: 'swarmkit',
    managers,
    heartbeatPeriodUs: flags['dispatcher-heartbeat'] ?? heartbeatPeriodUs,
    heartbeatJitterUs: entry['heartbeat-jitter'] ?? heartbeatJitterUs,
    graceMultiplier: entry['grace-multiplier'] ?? graceMultiplier,
    downToOrphanUs: entry['orphan-after'] ?? downToOrphanUs,
    statusBatchUs: entry['status-batch'] ?? statusBatchUs,
    taskHistoryLimit: flags['task-history-limit'] ?? taskHistoryLimit,
    raft: raftOf(entry),
    extensions: {
      rebalance: extensions.rebalance ?? noExtensions.rebalance,
      rebalancePerMinute: extensions['rebalance-rate'] ?? noExtensions.rebalancePerMinute,
      replacePerMinute: extensions['replace-rate'] ?? noExtensions.replacePerMinute,
      replaceDomain: extensions['replace-domain'] ?? noExtensions.replaceDomain,
      isolation: extensions.isolation ?? noExtensions.isolation,
      isolationStopUs: extensions['isolation-stop'] ?? noExtensions.isolationStopUs,
      spreadBy: extensions['spread-by'] ?? noExtensions.spreadBy,
    },
  }
}

function raftOf({ raft = {} }: SwarmkitEntry): RaftTiming {
  return {
    tickUs: raft.tick ?? raftDefaults.tickUs,
    electionTicks: raft['election-tick'] ?? raftDefaults.electionTicks,
    heartbeatTicks: raft['heartbeat-tick'] ?? raftDefaults.heartbeatTicks,
  }
}

/** Numbers that cannot work together. */
export function checkSwarmkit(entry: SwarmkitEntry, { place, issues }: SwarmContext): void {
  const { flags = {}, raft = {} } = entry
  for (const [name, because] of Object.entries(inertSwarmFlags)) {
    if (!Object.hasOwn(flags, name)) continue
    issues.ignore(`the flag ${name}`, inside(place, 'flags', name), because)
  }
  const positive = (us: number | undefined, at: Place) => {
    if (us === 0) issues.error({ place: at, found: 'no time', expected: 'a positive duration' })
  }
  positive(flags['dispatcher-heartbeat'], inside(place, 'flags', 'dispatcher-heartbeat'))
  positive(raft.tick, inside(place, 'raft', 'tick'))
  positive(entry['status-batch'], inside(place, 'status-batch'))
  const periodUs = flags['dispatcher-heartbeat'] ?? heartbeatPeriodUs
  const jitterUs = entry['heartbeat-jitter'] ?? heartbeatJitterUs
  if (periodUs > 0 && jitterUs >= periodUs) {
    const isGiven = entry['heartbeat-jitter'] !== undefined
    const at = isGiven
      ? inside(place, 'heartbeat-jitter')
      : inside(place, 'flags', 'dispatcher-heartbeat')
    const found = `a jitter of ${formatDuration(jitterUs)} with a heartbeat of ${formatDuration(periodUs)}`
    issues.error({ place: at, found, expected: 'a jitter below the heartbeat' })
  }
  const { electionTicks, heartbeatTicks } = raftOf(entry)
  if (heartbeatTicks < electionTicks) return
  const key = raft['heartbeat-tick'] === undefined ? 'election-tick' : 'heartbeat-tick'
  issues.error({
    place: inside(place, 'raft', key),
    found: `${heartbeatTicks} ticks between beats and an election after ${electionTicks}`,
    expected: 'more ticks until an election than between two beats',
  })
}
