/** `docker stack deploy`: from Compose files to the services of a stack. */
import type { SwarmAction } from '../../model/swarm-action.ts'
import type { Place } from '../text/place.ts'
import type { Workspace } from '../workspace.ts'

export interface StackRequest {
  readonly files: readonly string[]
  readonly stack: string
  readonly prune: boolean
  /** Number of tasks by service, in place of what the file says. */
  readonly scale?: Record<string, number>
  readonly place: Place
}

/** Nothing if the files cannot be read, which is then among the issues. */
export function readStackDeploy(
  { place }: StackRequest,
  { issues }: Workspace,
): Extract<SwarmAction, { type: 'stack.deploy' }> | undefined {
  issues.error({
    place,
    found: 'a stack',
    expected: 'services one by one, until stacks can be read',
  })
  return undefined
}
