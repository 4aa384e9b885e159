/** `apps:` under swarm mode: `docker stack deploy` of Compose files. */
import type { TimelineEntry } from '../../../model/model.ts'
import { projectNameOf } from '../../compose/project-name.ts'
import { readStackDeploy } from '../../compose/stack.ts'
import { appStartUs } from '../../defaults.ts'
import type { AppEntry } from '../../schema.ts'
import type { Placed } from '../../sections.ts'
import { formatPairs } from '../../text/flow.ts'
import { inside } from '../../text/place.ts'
import type { Workspace } from '../../workspace.ts'
import type { Apps } from '../manager.ts'
import { registerStack } from './services.ts'

export function openStacks(apps: readonly Placed<AppEntry>[], workspace: Workspace): Apps {
  return {
    starts: apps.map((app) => ({
      atUs: app.entry.at ?? appStartUs,
      read: () => deploy(app, workspace),
    })),
    readCompose({ place, issues, command, tokens }) {
      issues.error({
        place,
        offset: Math.max(0, (tokens[0]?.offset ?? 1) - command.length - 1),
        found: command,
        expected: 'docker stack deploy -c FILE NAME',
        because: 'it starts containers on one engine, outside of the swarm',
      })
      return []
    },
  }
}

function deploy(
  { entry, raw, place }: Placed<AppEntry>,
  workspace: Workspace,
): readonly TimelineEntry[] {
  const { compose: files, project = '', scale, at: atUs = appStartUs, reschedule } = entry
  if (reschedule !== undefined) {
    workspace.issues.error({
      place: inside(place, 'reschedule'),
      spot: 'key',
      found: 'the key reschedule',
      expected: 'no such key',
      because: 'swarm mode replaces the tasks of every service by itself',
    })
  }
  const { environment, file } = workspace
  const request = { name: project, paths: files }
  const stack = project === '' ? projectNameOf(request, [], environment, file) : project
  const action = readStackDeploy(
    {
      files,
      stack,
      prune: false,
      ...(scale === undefined ? {} : { scale }),
      place: inside(place, 'compose'),
    },
    workspace,
  )
  if (action === undefined) {
    workspace.services.isComplete = false
    return []
  }
  registerStack(action, workspace)
  const { at: _, ...rest } = raw
  return [{ atUs, action, text: formatPairs(rest) }]
}
