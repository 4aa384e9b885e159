/**
 * The old `restart:` of a service. `docker stack deploy` says that it ignores it, and yet makes a
 * restart policy of it where `deploy:` has none (convertRestartPolicy in docker/cli); we do the same.
 */
import { defaultRestart } from '../../../model/swarm-defaults.ts'
import type { RestartPolicy } from '../../../model/swarm-mode.ts'
import { isRestartPolicy } from '../../docker/run.ts'
import type { IssueList } from '../../issue-list.ts'
import { shown } from '../../text/place.ts'
import type { Located } from '../located.ts'
import { textOf } from './shape.ts'

const notice = 'docker: Ignoring unsupported options: restart'

export function restartOf(
  located: Located | undefined,
  { isOverruled, issues }: { readonly isOverruled: boolean; readonly issues: IssueList },
): RestartPolicy {
  const text = textOf(located, 'text')
  if (located === undefined || text === undefined || text === '') return defaultRestart
  const { place } = located
  if (!isRestartPolicy(text)) {
    const expected = '"no", always, unless-stopped, on-failure or on-failure:5'
    issues.error({ place, found: shown(text), expected, because: 'docker: invalid restart policy' })
    return defaultRestart
  }
  const [name = '', attempts = '0'] = text.split(':')
  const condition = name === 'on-failure' ? 'on-failure' : 'any'
  const effect = isOverruled
    ? 'deploy.restart_policy counts'
    : name === 'no'
      ? 'tasks are restarted all the same; deploy: {restart_policy: {condition: none}} keeps them down'
      : `it counts as deploy.restart_policy.condition ${condition}`
  const once = `stack restart ${isOverruled ? '' : text}`
  issues.warn({ place, spot: 'key', says: `${notice} (${effect})`, once })
  return { ...defaultRestart, condition, maxAttempts: Number(attempts) }
}
