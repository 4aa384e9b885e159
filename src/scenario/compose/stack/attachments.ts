/** What a service is attached to: ports, volumes, networks, secrets and configs. */
import type { Mount, ServicePort } from '../../../model/swarm-mode.ts'
import { parsePublished } from '../../container/ports.ts'
import { Refused, refuse } from '../../schema-values.ts'
import { type ServiceMount, serviceMount } from '../../service/mounts.ts'
import { readServicePorts, servicePorts } from '../../service/ports.ts'
import { resolvePath } from '../../text/paths.ts'
import { shown } from '../../text/place.ts'
import { isRecord } from '../../text/plain.ts'
import type { RawService } from '../file.ts'
import { entriesOf, type Located, memberOf } from '../located.ts'
import { lastOf } from '../resources.ts'
import { listAt, report } from './deploy.ts'
import { fullName, isExternal, lookUp, type StackScope } from './scope.ts'
import { type ScalarType, textOf } from './shape.ts'

/** Sorted by published port, as docker stack deploy sends them; each with its place. */
export function readStackPorts(
  service: RawService,
  scope: StackScope,
): readonly { readonly port: ServicePort; readonly at: Located }[] {
  const found = (service.keys.get('ports') ?? []).flatMap(listAt).flatMap((at) => {
    const ports = isRecord(at.value) ? longPorts(at, scope) : shortPorts(at, scope)
    return ports.map((port) => ({ port, at }))
  })
  const distinct = new Map(found.map((entry) => [JSON.stringify(entry.port), entry]))
  return [...distinct.values()].sort(
    ({ port: a }, { port: b }) =>
      a.published - b.published ||
      a.target - b.target ||
      (a.protocol < b.protocol ? -1 : Number(a.protocol > b.protocol)),
  )
}

function shortPorts(at: Located, { workspace }: StackScope): readonly ServicePort[] {
  const { issues } = workspace
  const text = textOf(at, 'number') ?? textOf(at, 'text')
  if (text === undefined) return []
  const withIp = (parsePublished(text) ?? []).find(({ hostIp }) => hostIp !== '')
  if (withIp !== undefined) {
    const says = `docker: ignoring IP-address (${text}) service will listen on '0.0.0.0'`
    issues.warn({ place: at.place, says })
  }
  const bare =
    withIp === undefined ? text : text.replace(/^(\[[^\]]*\]|[0-9.]*):/, '').replace(/^:/, '')
  const expected = refuse('ports such as 80, "8080:80" or "53:53/udp"')
  const ports = bare.includes('=') ? expected : readServicePorts(bare)
  if (!(ports instanceof Refused)) return ports
  report(at, expected, issues)
  return []
}

function longPorts(at: Located, { workspace }: StackScope): readonly ServicePort[] {
  const part = (key: string, type: ScalarType) => textOf(memberOf(at, key), type) ?? ''
  const [protocol, mode] = [part('protocol', 'text'), part('mode', 'text')]
  const target = part('target', 'whole')
  // A target of another type has been reported.
  if (target === '' && memberOf(at, 'target') !== undefined) return []
  const ports = servicePorts({
    target,
    published: part('published', 'whole'),
    ...(protocol === '' ? {} : { protocol }),
    ...(mode === '' ? {} : { mode }),
  })
  if (!(ports instanceof Refused)) return ports
  const isMode = mode !== '' && !['ingress', 'host'].includes(mode.toLowerCase())
  workspace.issues.error({
    place: isMode ? (memberOf(at, 'mode') as Located).place : at.place,
    found: isMode ? shown(mode) : 'a port that cannot be read',
    ...(isMode ? ports.refusal : { expected: 'target: and a port number' }),
  })
  return []
}

/** The mounts of a service and the volume drivers that a node must have for them. */
export function readStackMounts(
  service: RawService,
  scope: StackScope,
): { readonly mounts: readonly Mount[]; readonly drivers: readonly string[] } {
  const { issues } = scope.workspace
  // A later file replaces what a former one mounts at a path; within one file nothing may do so.
  const byTarget = new Map<string, ServiceMount>()
  for (const layer of service.keys.get('volumes') ?? []) {
    const inLayer = new Set<string>()
    for (const at of listAt(layer)) {
      const found = isRecord(at.value) ? longMount(at, scope) : shortMount(at, scope)
      if (found === undefined) continue
      if (found instanceof Refused) {
        report(at, found, issues)
        continue
      }
      const { target } = found.mount
      if (inLayer.has(target)) {
        const because = `docker: Duplicate mount point: ${target}`
        const found = `a second mount at ${target}`
        issues.error({ place: at.place, found, expected: 'one mount for each path', because })
      }
      inLayer.add(target)
      byTarget.set(target, found)
    }
  }
  const all = [...byTarget.values()]
  return {
    mounts: all.map(({ mount }) => mount),
    drivers: [...new Set(all.map(({ driver }) => driver))].filter((driver) => driver !== '').sort(),
  }
}

type FoundMount = ServiceMount | Refused | undefined

function shortMount(at: Located, scope: StackScope): FoundMount {
  const text = textOf(at, 'text')
  if (text === undefined) return undefined
  const parts = text.split(':')
  const mistake = specMistake(text, parts)
  if (mistake !== '') {
    const expected = 'a volume such as data:/var/lib/data'
    const because = `docker: ${mistake}`
    scope.workspace.issues.error({ place: at.place, found: shown(text), expected, because })
    return undefined
  }
  const [source, target] = parts.length === 1 ? ['', text] : (parts as [string, string])
  const type = /^[./~]/.test(source) ? 'bind' : 'volume'
  return mountOf({ type, source, target }, at, scope)
}

function specMistake(text: string, parts: readonly string[]): string {
  if (text === '') return 'invalid empty volume spec'
  if (parts.includes('')) return `invalid spec: ${text}: empty section between colons`
  return parts.length > 3 ? `invalid spec: ${text}: too many colons` : ''
}

const mountTypes = ['volume', 'bind', 'tmpfs']

function longMount(at: Located, scope: StackScope): FoundMount {
  const part = (key: string) => textOf(memberOf(at, key), 'text') ?? ''
  const type = part('type')
  const { issues } = scope.workspace
  if (!mountTypes.includes(type)) {
    // A type that is missing, or is no text, has been reported.
    const found = memberOf(at, 'type')
    if (type === '' || found === undefined) return undefined
    const because = ['npipe', 'cluster'].includes(type)
      ? 'others are not simulated'
      : 'docker: volume type must be volume, bind, tmpfs, npipe, or cluster'
    const expected = `one of ${mountTypes.join(', ')}`
    issues.error({ place: found.place, found: shown(type), expected, because })
    return undefined
  }
  if (part('target') === '') {
    const expected = 'target: and a path'
    issues.error({ place: at.place, found: 'a mount without target', expected })
    return undefined
  }
  for (const key of ['bind', 'volume', 'tmpfs', 'cluster']) {
    const options = memberOf(at, key)
    if (options === undefined || key === type) continue
    const because = `docker: ${key} options are incompatible with type ${type}`
    const expected = `options of ${type}`
    issues.error({ place: options.place, spot: 'key', found: `the key ${key}`, expected, because })
  }
  if (type === 'tmpfs' && part('source') !== '') {
    const because = 'docker: invalid tmpfs source, source must be empty'
    const { place, value } = memberOf(at, 'source') as Located
    issues.error({ place, found: shown(value), expected: 'a tmpfs without source', because })
  }
  if (type === 'bind' && part('source') === '') {
    const because = 'docker: invalid mount config for type "bind": field Source must not be empty'
    const found = 'a bind mount without source'
    issues.error({ place: at.place, found, expected: 'source: and a path', because })
    return undefined
  }
  return mountOf({ type, source: part('source'), target: part('target') }, at, scope)
}

function mountOf(
  mount: { type: string; source: string; target: string },
  at: Located,
  scope: StackScope,
): FoundMount {
  const { type, source, target } = mount
  if (target !== '' && !target.startsWith('/')) {
    return refuse('a volume whose path in the container begins with a slash')
  }
  if (type === 'bind' && /^\.{1,2}(\/|$)/.test(source)) {
    return serviceMount({ ...mount, source: resolvePath(scope.files.path, source) })
  }
  if (type !== 'volume' || source === '') return serviceMount(mount)
  const declared = lookUp(scope, 'volume', { name: source, at })
  if (declared === undefined) return undefined
  const driver = textOf(lastOf(declared, ['driver']), 'text') ?? ''
  return serviceMount({ ...mount, source: fullName(scope, 'volume', source), driver })
}

/** The networks of a service by their full names, sorted; their drivers if the stack makes them. */
export function readStackNetworks(
  service: RawService,
  scope: StackScope,
): {
  readonly names: readonly string[]
  readonly drivers: readonly string[]
  readonly keys: readonly string[]
} {
  const layers = service.keys.get('networks') ?? []
  const named = layers.flatMap((layer): readonly (readonly [string, Located])[] => {
    if (isRecord(layer.value)) return entriesOf(layer)
    return listAt(layer).flatMap((at) => {
      const name = textOf(at, 'text')
      return name === undefined ? [] : [[name, at] as const]
    })
  })
  // Without any, a service is on the network of the stack that nobody needs to declare.
  const keys = named.length === 0 ? ['default'] : [...new Set(named.map(([name]) => name))]
  for (const [name, at] of named) if (name !== 'default') lookUp(scope, 'network', { name, at })
  return {
    keys,
    names: sorted(keys.map((name) => fullName(scope, 'network', name))),
    drivers: sorted(keys.flatMap((name) => networkDriver(scope, name))),
  }
}

/** `docker stack deploy` makes overlay networks; who made an external one chose its driver. */
function networkDriver({ files }: StackScope, name: string): readonly string[] {
  const layers = files.networks.get(name) ?? []
  return isExternal(layers) ? [] : [textOf(lastOf(layers, ['driver']), 'text') || 'overlay']
}

/** The secrets or configs of a service by their full names, sorted. */
export function readReferences(
  service: RawService,
  kind: 'secret' | 'config',
  scope: StackScope,
): readonly string[] {
  const layers = service.keys.get(`${kind}s`) ?? []
  const names = layers.flatMap(listAt).flatMap((at): readonly string[] => {
    const source = isRecord(at.value) ? memberOf(at, 'source') : at
    const name = textOf(source, 'text')
    if (source !== undefined && name === undefined) return []
    const found = lookUp(scope, kind, { name: name ?? '', at: source ?? at })
    return found === undefined ? [] : [fullName(scope, kind, name ?? '')]
  })
  return sorted(names)
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort((a, b) => (a < b ? -1 : Number(a > b)))
}
