/** A recorded specification as the manager takes it, with the defaults filled in. */
import {
  defaultRestart,
  defaultRollback,
  defaultUpdate,
} from '../../../manager/swarmkit/constants.ts'
import type { ServiceMode, ServiceSpec, UpdateConfig } from '../../../model/swarm-mode.ts'
import type { RecordedSpec } from './record.ts'

const ms = 1000

export function specOf(recorded: RecordedSpec): ServiceSpec {
  const { restart } = recorded
  return {
    name: recorded.name,
    mode: modeOf(recorded),
    task: {
      image: recorded.image,
      env: [],
      args: [],
      labels: {},
      mounts: [],
      limits: { nanoCpus: 0, memoryBytes: 0 },
      stopGraceUs: 10_000 * ms,
      restart: restart
        ? {
            condition: restart.condition,
            delayUs: restart.delayMs * ms,
            maxAttempts: restart.maxAttempts,
            windowUs: restart.windowMs * ms,
          }
        : defaultRestart,
      placement: {
        constraints: recorded.constraints,
        preferences: recorded.preferences,
        maxReplicas: recorded.maxReplicas,
        platforms: [],
      },
      reservations: { ...recorded.reservations, generic: [] },
      volumeDrivers: [],
      networkDrivers: [],
      logDriver: '',
      secrets: [],
      configs: [],
      networks: [],
      forceUpdate: recorded.forceUpdate,
    },
    ports: [],
    update: configOf(recorded.update, defaultUpdate),
    rollback: configOf(recorded.rollback, defaultRollback),
  }
}

function modeOf(recorded: RecordedSpec): ServiceMode {
  const { mode, maxConcurrent, totalCompletions = maxConcurrent } = recorded
  switch (mode) {
    case 'replicated':
      return { type: mode, replicas: recorded.replicas }
    case 'replicated-job':
      return { type: mode, maxConcurrent, totalCompletions }
    default:
      return { type: mode }
  }
}

function configOf(recorded: RecordedSpec['update'], otherwise: UpdateConfig): UpdateConfig {
  if (!recorded) return otherwise
  const { parallelism, failureAction, maxFailureRatio, order } = recorded
  return {
    parallelism,
    failureAction,
    maxFailureRatio,
    order,
    delayUs: recorded.delayMs * ms,
    monitorUs: recorded.monitorMs * ms,
  }
}
