/** `docker service update`, `scale`, `rollback` and `rm`: changes to services that are there. */
import type { Action } from '../../../../model/action.ts'
import type { ServiceChange, ServiceLists, ServiceNames } from '../../../../model/swarm-action.ts'
import type { CommandLine } from '../../../docker/options.ts'
import { isImage } from '../../../docker/run.ts'
import { type Token, tokenize } from '../../../docker/tokens.ts'
import { type Refused, refuse } from '../../../schema-values.ts'
import { readConstraint, readPreference } from '../../../service/placement.ts'
import { readPortTarget } from '../../../service/ports.ts'
import { readCount, readDuration } from '../../../service/reading.ts'
import { readGenericResources } from '../../../service/resources.ts'
import { expandRange } from '../../../text/ranges.ts'
import type { Workspace } from '../../../workspace.ts'
import type { CommandContext } from '../../manager.ts'
import { noteLabels } from '../labels.ts'
import { checkReplicas, checkService, registerSlots } from '../services.ts'
import { Given, known } from './given.ts'
import { unfollowedTaskOptions, updateOptions } from './service-options.ts'
import { amountsOf, labelsOf, mountsOf, namesOf, policiesOf, portsOf } from './service-parts.ts'

export function readServiceUpdate(
  line: CommandLine,
  { workspace }: CommandContext,
): readonly Action[] {
  const given = new Given(line, updateOptions)
  const change = changeOf(given, workspace)
  return servicesOf(given, workspace).map((service): Action => {
    if (change.replicas !== undefined) registerSlots(service, change.replicas, workspace)
    return { type: 'service.update', service, change }
  })
}

/** `docker service scale web=3 db=2`. */
export function readServiceScale(
  line: CommandLine,
  { workspace }: CommandContext,
): readonly Action[] {
  const given = new Given(line, { detach: { type: 'flag', short: 'd' } })
  const expected = 'a service and a number, such as web=3'
  if (given.rest.length === 0) given.missing(`${line.command} without a service`, expected)
  return given.rest.flatMap((token): readonly Action[] => {
    const [, service = '', count = ''] = /^([^=]+)=(\d+)$/.exec(token.text) ?? []
    if (service === '') {
      given.refuse(token, refuse(expected))
      return []
    }
    checkService({ text: service, offset: token.offset }, line, workspace)
    const replicas = Number(count)
    checkReplicas(replicas, token, line)
    registerSlots(service, replicas, workspace)
    return [{ type: 'service.update', service, change: { replicas } }]
  })
}

export function readServiceRollback(
  line: CommandLine,
  { workspace }: CommandContext,
): readonly Action[] {
  const flags = {
    detach: { type: 'flag', short: 'd' },
    quiet: { type: 'flag', short: 'q' },
  } as const
  return servicesOf(new Given(line, flags), workspace).map((service) => {
    return { type: 'service.rollback', service }
  })
}

export function readServiceRemove(
  line: CommandLine,
  { workspace }: CommandContext,
): readonly Action[] {
  return servicesOf(new Given(line, {}), workspace).map((service) => {
    return { type: 'service.rm', service }
  })
}

function servicesOf(given: Given, workspace: Workspace): readonly string[] {
  if (given.rest.length === 0) {
    given.missing(`${given.line.command} without a service`, 'the name of a service')
  }
  return given.rest.flatMap((token) => {
    const names = expandRange(token.text) ?? [token.text]
    for (const text of names) checkService({ ...token, text }, given.line, workspace)
    return names
  })
}

function changeOf(given: Given, workspace: Workspace): ServiceChange {
  const { restart, update, rollback } = policiesOf(given)
  const { reservations, limits } = amountsOf(given)
  const image = given.one('image', readImage)
  if (image !== undefined) workspace.images.add(image)
  const replicas = given.one('replicas', readCount)
  if (replicas !== undefined) checkReplicas(replicas, given.last('replicas') as Token, given.line)
  // What is not followed still makes the tasks of another version, and these are replaced.
  const isUnfollowed = unfollowedTaskOptions.some((option) => given.has(option))
  const isForced = given.isSet('force') || isUnfollowed
  const driver = given.last('log-driver')?.text
  return known({
    image,
    args: given.one('args', readArgs),
    replicas,
    maxConcurrent: given.one('max-concurrent', readCount),
    force: isForced ? true : undefined,
    restart: full(restart),
    update: full(update),
    rollback: full(rollback),
    reservations: full(reservations),
    limits: full(limits),
    maxReplicas: given.one('replicas-max-per-node', readCount),
    stopGraceUs: given.one('stop-grace-period', readDuration),
    logDriver: driver === 'none' ? '' : driver,
    add: full(additionsOf(given, workspace)),
    remove: full(removalsOf(given)),
    isRollback: given.isSet('rollback') ? true : undefined,
  })
}

function additionsOf(given: Given, workspace: Workspace): ServiceLists {
  noteLabels(given, ['constraint-add', 'placement-pref-add'], workspace)
  const { mounts, drivers } = mountsOf(given, 'mount-add')
  if (drivers.length > 0) {
    const { issues, place } = given.line
    const because = 'an update keeps the drivers that the service was created with'
    issues.ignore('volume-driver= of --mount-add', place, because, given.last('mount-add')?.offset)
  }
  return known({
    env: listed(given.all('env-add').map(({ text }) => text)),
    labels: full(labelsOf(given, 'container-label-add')),
    constraints: listed(given.each('constraint-add', readConstraint)),
    preferences: listed(given.each('placement-pref-add', readPreference)),
    ports: listed(portsOf(given, 'publish-add')),
    mounts: listed(mounts),
    generic: listed(given.each('generic-resource-add', readGenericResources).flat()),
    secrets: listed(namesOf('secret', given, 'secret-add', workspace)),
    configs: listed(namesOf('config', given, 'config-add', workspace)),
    networks: listed(namesOf('network', given, 'network-add', workspace)),
  })
}

function removalsOf(given: Given): ServiceNames {
  const texts = (option: string) => listed(given.all(option).map(({ text }) => text))
  return known({
    env: texts('env-rm'),
    labels: texts('container-label-rm'),
    constraints: texts('constraint-rm'),
    preferences: listed(given.each('placement-pref-rm', readPreference)),
    ports: listed(given.each('publish-rm', readPortTarget).flat()),
    mounts: texts('mount-rm'),
    generic: texts('generic-resource-rm'),
    secrets: texts('secret-rm'),
    configs: texts('config-rm'),
    networks: texts('network-rm'),
  })
}

function readImage(text: string): string | Refused {
  return isImage(text) ? text : refuse('an image name such as redis or nginx:1.27')
}

/** One text with the words of a command in it. */
function readArgs(text: string): readonly string[] | Refused {
  const tokens = tokenize(text)
  return 'length' in tokens ? tokens.map((token) => token.text) : refuse('a closing quote')
}

function listed<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length === 0 ? undefined : items
}

function full<T extends object>(fields: T): T | undefined {
  return Object.keys(fields).length === 0 ? undefined : fields
}
