/** What a scenario knows of the services it asks for, so that later entries and claims can name them. */

import type { SwarmAction } from '../../../model/swarm-action.ts'
import type { ServiceSpec } from '../../../model/swarm-mode.ts'
import { containersMax } from '../../defaults.ts'
import type { CommandLine } from '../../docker/options.ts'
import type { Token } from '../../docker/tokens.ts'
import { shown } from '../../text/place.ts'
import { listed, nearest } from '../../text/suggest.ts'
import type { Workspace } from '../../workspace.ts'

type StackDeploy = Extract<SwarmAction, { type: 'stack.deploy' }>

/** Registers a service, its slots and its image. */
export function registerService({ name, mode, task }: ServiceSpec, workspace: Workspace): void {
  const { services, images, nodes } = workspace
  images.add(task.image)
  services.add(name, '')
  switch (mode.type) {
    case 'replicated':
      registerSlots(name, mode.replicas, workspace)
      return
    case 'replicated-job':
      // Slots of a job count from 0.
      services.addSlot(name, `${name}.0`)
      registerSlots(name, mode.totalCompletions - 1, workspace)
      return
    case 'global':
    case 'global-job':
      for (const node of nodes.specs) services.addSlot(name, `${name}.${node.name}`)
  }
}

/** The slots `web.1` to `web.n`. */
export function registerSlots(service: string, count: number, { services }: Workspace): void {
  for (let slot = 1; slot <= Math.min(count, containersMax); slot++) {
    services.addSlot(service, `${service}.${slot}`)
  }
}

export function registerStack({ services, objects }: StackDeploy, workspace: Workspace): void {
  for (const { kind, name } of objects) workspace.objects.add(kind, name)
  for (const spec of services) registerService(spec, workspace)
}

/** A number of tasks that a run can hold. */
export function checkReplicas(count: number, token: Token, line: CommandLine): void {
  if (count <= containersMax) return
  const expected = `at most ${containersMax}`
  const { place } = line
  line.issues.error({ place, offset: token.offset, found: `${count} tasks`, expected })
}

/** Reports a service that no earlier entry creates. */
export function checkService(
  { text, offset }: Token,
  line: CommandLine,
  { services }: Workspace,
): void {
  const known = [...services.containers.keys()]
  if (!services.isComplete || known.includes(text)) return
  const expected =
    known.length === 0
      ? 'a service that an earlier entry creates'
      : `a service that an earlier entry creates (${listed(known)})`
  const { place } = line
  line.issues.error({
    place,
    offset,
    found: shown(text),
    expected,
    suggestion: nearest(text, known),
  })
}
