/** What `service create` and `service update` read alike: policies, resources, names that a task needs. */
import type { NamedObject } from '../../../../model/swarm-action.ts'
import type {
  Mount,
  RestartPolicy,
  ServicePort,
  UpdateConfig,
} from '../../../../model/swarm-mode.ts'
import type { Token } from '../../../docker/tokens.ts'
import { Refused, refuse } from '../../../schema-values.ts'
import { readMount } from '../../../service/mounts.ts'
import { readPairs } from '../../../service/pairs.ts'
import {
  readPolicy,
  restartFields,
  restartReaders,
  rollbackReaders,
  updateFields,
  updateReaders,
} from '../../../service/policies.ts'
import { readServicePorts } from '../../../service/ports.ts'
import { readMemory, readMemoryLimit, readNanoCpus, splitPair } from '../../../service/reading.ts'
import { shown } from '../../../text/place.ts'
import { nearest } from '../../../text/suggest.ts'
import type { Workspace } from '../../../workspace.ts'
import { type Given, known } from './given.ts'

/** Networks that every engine has from the start, with their drivers. */
const builtInNetworks: Readonly<Record<string, string>> = {
  host: 'host',
  none: 'null',
  bridge: 'bridge',
  ingress: 'overlay',
}

export interface Policies {
  readonly restart: Partial<RestartPolicy>
  readonly update: Partial<UpdateConfig>
  readonly rollback: Partial<UpdateConfig>
}

export function policiesOf(given: Given): Policies {
  const policy = <T extends object>(
    prefix: string,
    fields: Parameters<typeof readPolicy<T>>[0],
    readers: Parameters<typeof readPolicy<T>>[1],
  ) => {
    const option = (name: string) => `${prefix}-${name.replaceAll('_', '-')}`
    return readPolicy<T>(
      fields,
      readers,
      (name) => given.last(option(name))?.text,
      (name, refused) => given.refuse(given.last(option(name)) as Token, refused),
    )
  }
  return {
    restart: policy<RestartPolicy>('restart', restartFields, restartReaders),
    update: policy<UpdateConfig>('update', updateFields, updateReaders),
    rollback: policy<UpdateConfig>('rollback', updateFields, rollbackReaders),
  }
}

export function amountsOf(given: Given) {
  return {
    reservations: known({
      nanoCpus: given.one('reserve-cpu', readNanoCpus),
      memoryBytes: given.one('reserve-memory', readMemory),
    }),
    limits: known({
      nanoCpus: given.one('limit-cpu', readNanoCpus),
      memoryBytes: given.one('limit-memory', readMemoryLimit),
    }),
  }
}

export function portsOf(given: Given, option: string): readonly ServicePort[] {
  return given.each(option, readServicePorts).flat()
}

export function mountsOf(given: Given, option: string) {
  const read = given.each(option, readMount)
  const mounts: readonly Mount[] = read.map(({ mount }) => mount)
  return { mounts, drivers: distinct(read.map(({ driver }) => driver).filter(Boolean)) }
}

export function labelsOf(given: Given, option: string): Readonly<Record<string, string>> {
  return Object.fromEntries(given.each(option, splitPair))
}

/** Names of secrets, configs or networks; a warning for those that no earlier entry creates. */
export function namesOf(
  kind: NamedObject,
  given: Given,
  option: string,
  { objects, services }: Workspace,
): readonly string[] {
  return given.all(option).flatMap((token) => {
    const name = given.read(token, (text) => readName(kind, text))
    if (name === undefined || isBuiltIn(kind, name)) return []
    if (!objects.has(kind, name) && services.isComplete) {
      const { issues, place } = given.line
      const says = `no earlier entry creates a ${kind} ${shown(name)}`
      const suggestion = nearest(name, objects.names(kind))
      issues.warn({ place, offset: token.offset, says, suggestion })
    }
    return [name]
  })
}

/** The drivers that a node needs for the networks of an option. */
export function networkDriversOf(given: Given, option: string, workspace: Workspace) {
  const drivers = given.all(option).flatMap(({ text }) => {
    const name = readName('network', text)
    if (name instanceof Refused) return []
    const builtIn = Object.hasOwn(builtInNetworks, name) ? builtInNetworks[name] : undefined
    // A network of a stack whose driver is not known is taken for the usual kind.
    return [builtIn ?? (workspace.objects.driverOf(name) || 'overlay')]
  })
  return distinct(drivers)
}

function isBuiltIn(kind: NamedObject, name: string): boolean {
  return kind === 'network' && Object.hasOwn(builtInNetworks, name)
}

const longKeys = {
  network: ['name', 'alias', 'driver-opt', 'ip', 'ip6'],
  secret: ['source', 'src', 'target', 'uid', 'gid', 'mode'],
  config: ['source', 'src', 'target', 'uid', 'gid', 'mode'],
} as const

/** `tok`, `source=tok,target=/run/tok`, `name=front,alias=web`. */
function readName(kind: NamedObject, text: string): string | Refused {
  if (!text.includes('=')) return text === '' ? refuse(`a ${kind}`) : text
  const pairs = readPairs<string>(text, longKeys[kind])
  if (pairs instanceof Refused) return pairs
  const name = pairs.get('name') ?? pairs.get('source') ?? pairs.get('src')
  return name ?? refuse(kind === 'network' ? 'name= and a network' : `source= and a ${kind}`)
}

function distinct(words: readonly string[]): readonly string[] {
  return [...new Set(words)]
}
