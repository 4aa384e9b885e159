/** Replicated, global, or a job: how many tasks a service has, and whether they end. */
import type { ServiceMode } from '../../model/swarm-mode.ts'

export const serviceModes = ['replicated', 'global', 'replicated-job', 'global-job'] as const
export type ServiceModeName = (typeof serviceModes)[number]

/** What `docker service create` makes of its mode: one replica, and a job runs all of its tasks at once. */
export function serviceMode(
  mode: ServiceModeName,
  { replicas = 1, maxConcurrent }: { replicas?: number; maxConcurrent?: number } = {},
): ServiceMode {
  switch (mode) {
    case 'replicated':
      return { type: mode, replicas }
    case 'replicated-job':
      return { type: mode, maxConcurrent: maxConcurrent ?? replicas, totalCompletions: replicas }
    case 'global':
    case 'global-job':
      return { type: mode }
  }
}
