/** What the docker client can ask the manager, by its words; `docker-queries.ts` answers. */
import type { ManagerType } from '../model/model.ts'

export const dockerQueries: Readonly<Record<ManagerType, readonly string[]>> = {
  classic: ['ps', 'info'],
  swarmkit: ['node ls', 'service ls', 'service ps'],
}
