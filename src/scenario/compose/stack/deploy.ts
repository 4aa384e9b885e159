/** The `deploy:` section of a service: how many tasks, where, with what, and how they are replaced. */
import { defaultRestart, defaultRollback, defaultUpdate } from '../../../model/swarm-defaults.ts'
import type {
  Placement,
  Reservations,
  RestartPolicy,
  ServiceMode,
  TaskTemplate,
  UpdateConfig,
} from '../../../model/swarm-mode.ts'
import { containersMax } from '../../defaults.ts'
import type { IssueList } from '../../issue-list.ts'
import { Refused, refuse } from '../../schema-values.ts'
import { serviceMode, serviceModes } from '../../service/mode.ts'
import { readConstraint, readSpread } from '../../service/placement.ts'
import {
  type Readers,
  readPolicy,
  restartFields,
  restartReaders,
  rollbackReaders,
  updateFields,
  updateReaders,
} from '../../service/policies.ts'
import { readCount, readMemoryLimit, readNanoCpus, readWord } from '../../service/reading.ts'
import { readGenericResources } from '../../service/resources.ts'
import { shown } from '../../text/place.ts'
import { isRecord } from '../../text/plain.ts'
import type { RawService } from '../file.ts'
import { itemsOf, type Located, memberOf } from '../located.ts'
import { lastOf } from '../resources.ts'
import { restartOf } from './restart.ts'
import { type ScalarType, textOf } from './shape.ts'

export interface Deploy {
  readonly mode: ServiceMode
  readonly placement: Placement
  readonly limits: TaskTemplate['limits']
  readonly reservations: Reservations
  readonly restart: RestartPolicy
  readonly update: UpdateConfig
  readonly rollback: UpdateConfig
  readonly endpointMode: 'vip' | 'dnsrr'
}

/** A smaller share is refused by the manager: controlapi/service.go of moby/swarmkit. */
const nanoCpusMin = 1_000_000

const endpointModes = ['vip', 'dnsrr'] as const

export function readDeploy(service: RawService, issues: IssueList): Deploy {
  const layers = service.keys.get('deploy') ?? []
  const at = (...way: readonly string[]) => lastOf(layers, way)
  const read = <T>(located: Located | undefined, type: ScalarType, reader: Reader<T>) =>
    readValue(located, { type, reader, issues })
  const labels = at('labels')
  if (labels !== undefined) {
    issues.ignore('deploy.labels', labels.place, 'labels of services change nothing here')
  }
  const pids = at('resources', 'limits', 'pids')
  if (pids !== undefined) {
    issues.ignore('deploy.resources.limits.pids', pids.place, 'processes are not counted')
  }
  const endpointMode = read(at('endpoint_mode'), 'text', (text) => readWord(text, endpointModes))
  return {
    mode: modeOf(layers, issues),
    placement: {
      ...readPlacement(layers, issues),
      maxReplicas: read(at('placement', 'max_replicas_per_node'), 'whole', readCount) ?? 0,
      platforms: [],
    },
    limits: {
      nanoCpus: read(at('resources', 'limits', 'cpus'), 'text', readCpus) ?? 0,
      memoryBytes: read(at('resources', 'limits', 'memory'), 'text', readMemoryLimit) ?? 0,
    },
    reservations: {
      nanoCpus: read(at('resources', 'reservations', 'cpus'), 'text', readCpus) ?? 0,
      memoryBytes: read(at('resources', 'reservations', 'memory'), 'text', readMemoryLimit) ?? 0,
      generic: readGeneric(layers, issues),
    },
    restart: restartPolicyOf(service, layers, issues),
    update: policyOf(layers, 'update_config', {
      readers: updateReaders,
      fields: updateFields,
      usual: defaultUpdate,
      issues,
    }),
    rollback: policyOf(layers, 'rollback_config', {
      readers: rollbackReaders,
      fields: updateFields,
      usual: defaultRollback,
      issues,
    }),
    endpointMode: endpointMode ?? 'vip',
  }
}

type Reader<T> = (text: string) => T | Refused

/** The value, if it has the type and can be read; what cannot be read is reported. */
export function readValue<T>(
  located: Located | undefined,
  { type, reader, issues }: { type: ScalarType; reader: Reader<T>; issues: IssueList },
): T | undefined {
  const text = textOf(located, type)
  if (located === undefined || text === undefined) return undefined
  const value = reader(text)
  if (!(value instanceof Refused)) return value
  report(located, value, issues)
  return undefined
}

export function report({ value, place }: Located, { refusal }: Refused, issues: IssueList): void {
  issues.error({ place, found: shown(value), ...refusal })
}

function readCpus(text: string): number | Refused {
  const nanoCpus = readNanoCpus(text)
  const isTooSmall = typeof nanoCpus === 'number' && nanoCpus > 0 && nanoCpus < nanoCpusMin
  return isTooSmall ? refuse('at least 0.001 CPUs') : nanoCpus
}

function modeOf(layers: readonly Located[], issues: IssueList): ServiceMode {
  const at = lastOf(layers, ['mode'])
  const reader = (text: string) => (text === '' ? 'replicated' : readWord(text, serviceModes))
  const mode = readValue(at, { type: 'text', reader, issues }) ?? 'replicated'
  const replicasAt = lastOf(layers, ['replicas'])
  const replicas = readValue(replicasAt, { type: 'whole', reader: readReplicas, issues })
  if (replicasAt !== undefined && mode.startsWith('global')) {
    issues.error({
      place: replicasAt.place,
      spot: 'key',
      found: `replicas in mode ${mode}`,
      expected: 'no replicas: there is one task on every node',
      because: 'docker: replicas can only be used with replicated or replicated-job mode',
    })
  }
  return serviceMode(mode, replicas === undefined ? {} : { replicas })
}

export function readReplicas(text: string): number | Refused {
  const count = readCount(text)
  return typeof count === 'number' && count > containersMax
    ? refuse(`at most ${containersMax} tasks`)
    : count
}

/** Lists of several files add up, as `docker stack deploy` merges them. */
function readPlacement(
  layers: readonly Located[],
  issues: IssueList,
): Pick<Placement, 'constraints' | 'preferences'> {
  const items = (key: string) =>
    layers.flatMap((layer) => listAt(memberOf(layer, 'placement', key)))
  const read = (located: Located | undefined, reader: Reader<string>) =>
    readValue(located, { type: 'text', reader, issues }) ?? []
  return {
    constraints: items('constraints').flatMap((item) => read(item, readConstraint)),
    preferences: items('preferences').flatMap((item) => read(memberOf(item, 'spread'), readSpread)),
  }
}

/** The items of a list; what is none has been reported. */
export function listAt(located: Located | undefined): readonly Located[] {
  return located !== undefined && Array.isArray(located.value) ? itemsOf(located) : []
}

function readGeneric(layers: readonly Located[], issues: IssueList): Reservations['generic'] {
  const way = ['resources', 'reservations', 'generic_resources'] as const
  return layers
    .flatMap((layer) => listAt(memberOf(layer, ...way)))
    .flatMap((item) => {
      if (!isRecord(item.value)) return []
      const spec = memberOf(item, 'discrete_resource_spec')
      const kind = spec && textOf(memberOf(spec, 'kind'), 'text')
      const value = spec && textOf(memberOf(spec, 'value'), 'number')
      const found = readGenericResources(`${kind ?? ''}=${value ?? ''}`)
      if (!(found instanceof Refused)) return found
      const expected = 'discrete_resource_spec: {kind: gpu, value: 2}'
      issues.error({ place: item.place, found: 'a resource that cannot be read', expected })
      return []
    })
}

function restartPolicyOf(
  service: RawService,
  layers: readonly Located[],
  issues: IssueList,
): RestartPolicy {
  const legacy = service.keys.get('restart')?.at(-1)
  const hasPolicy = lastOf(layers, ['restart_policy']) !== undefined
  if (!hasPolicy || legacy !== undefined) {
    const policy = restartOf(legacy, { isOverruled: hasPolicy, issues })
    if (!hasPolicy) return policy
  }
  return policyOf(layers, 'restart_policy', {
    readers: restartReaders,
    fields: restartFields,
    usual: defaultRestart,
    issues,
  })
}

const typeOfField: Readonly<Record<string, ScalarType>> = {
  parallelism: 'whole',
  max_attempts: 'whole',
  max_failure_ratio: 'number',
  delay: 'duration',
  monitor: 'duration',
  window: 'duration',
}

/** A policy with what the file says of it; what it does not say stays as usual. */
function policyOf<T extends object>(
  layers: readonly Located[],
  key: string,
  {
    readers,
    fields,
    usual,
    issues,
  }: {
    readers: Readers<T>
    fields: Readonly<Record<string, keyof T>>
    usual: T
    issues: IssueList
  },
): T {
  const given = readPolicy(
    fields,
    readers,
    (name) => {
      const text = textOf(lastOf(layers, [key, name]), typeOfField[name] ?? 'text')
      // An empty word is none to the API, as a variable without a value leaves it.
      return text === '' ? undefined : text
    },
    (name, refused) => report(lastOf(layers, [key, name]) as Located, refused, issues),
  )
  return { ...usual, ...given }
}
