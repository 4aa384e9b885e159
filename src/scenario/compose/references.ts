/** The keys of a service that name other services, and the networks it joins. */
import { networkOf } from '../docker/run.ts'
import { reportUnknownKey } from '../schema-issues.ts'
import { inside, type Place } from '../text/place.ts'
import { isRecord } from '../text/plain.ts'
import type { Workspace } from '../workspace.ts'
import type { RawService } from './file.ts'
import { entriesOf, type Located, memberOf, textOf, textsOf } from './located.ts'
import type { Service, ServiceContext } from './service.ts'
import { attachmentKeys, dependencyKeys } from './vocabulary.ts'

/** A word that names another service, and what for. */
export interface Reference {
  readonly service: string
  /** `link`, `volumes_from`, `network_mode`, `depends_on`. */
  readonly why: string
  /** Alias of a link, mode of a volume. */
  readonly suffix: string
  readonly place: Place
  /** False for `depends_on` with `required: false`. */
  readonly required: boolean
}

export function readLinks(layers: readonly Located[], { issues }: Workspace): readonly Reference[] {
  return layers.flatMap((layer) =>
    textsOf(layer, issues, 'a list of services').map(({ text, place }) => {
      const [service = '', alias = service] = text.split(':')
      return { service, why: 'links', suffix: alias, place, required: true }
    }),
  )
}

export function readDependsOn(
  layers: readonly Located[],
  { issues }: Workspace,
): readonly Reference[] {
  return layers.flatMap((layer): readonly Reference[] => {
    if (!isRecord(layer.value)) {
      return textsOf(layer, issues, 'a list of services').map(({ text, place }) => {
        return { service: text, why: 'depends_on', suffix: '', place, required: true }
      })
    }
    return entriesOf(layer).map(([service, item]) => {
      for (const key of isRecord(item.value) ? Object.keys(item.value) : []) {
        const place = inside(item.place, key)
        if (!dependencyKeys.includes(key) && !key.startsWith('x-'))
          reportUnknownKey(place, key, dependencyKeys, issues)
        else if (key === 'condition' && memberOf(item, key)?.value !== 'service_started') {
          issues.ignore(
            'depends_on condition',
            place,
            'containers are healthy once they run; only the order counts',
          )
        }
      }
      const required = memberOf(item, 'required')?.value !== false
      return { service, why: 'depends_on', suffix: '', place: item.place, required }
    })
  })
}

export interface VolumesFrom {
  readonly references: readonly Reference[]
  readonly external: readonly string[]
}

/** A service, or with `container:` (in version 1 without it) any other container. */
export function readVolumesFrom(
  raw: RawService,
  { workspace, services }: ServiceContext,
): VolumesFrom {
  const references: Reference[] = []
  const external: string[] = []
  for (const layer of raw.keys.get('volumes_from') ?? []) {
    for (const { text, place } of textsOf(layer, workspace.issues, 'a list of services')) {
      const [first = '', ...rest] = text.split(':')
      const isOther = raw.format === 'version 1' ? !services.has(first) : first === 'container'
      if (isOther) external.push(first === 'container' ? rest.join(':') : text)
      else
        references.push({
          service: first,
          why: 'volumes_from',
          suffix: rest.join(':'),
          place,
          required: true,
        })
    }
  }
  return { references, external }
}

export interface NetworkMode {
  readonly mode: string
  readonly isSet: boolean
  readonly references: readonly Reference[]
}

/** `network_mode: service:web`, and in version 1 `net: container:web`. */
export function readNetworkMode(
  raw: RawService,
  { workspace, services }: ServiceContext,
): NetworkMode {
  const located = raw.keys.get(raw.format === 'version 1' ? 'net' : 'network_mode')?.at(-1)
  const text = located === undefined ? undefined : textOf(located, workspace.issues)
  if (located === undefined || text === undefined || text === '')
    return { mode: '', isSet: false, references: [] }
  const [, kind, name = ''] = /^(service|container):(.+)$/.exec(text) ?? []
  const isService =
    kind === 'service' || (kind === 'container' && raw.format === 'version 1' && services.has(name))
  if (!isService) return { mode: networkOf(text), isSet: true, references: [] }
  const reference = {
    service: name,
    why: 'network_mode',
    suffix: '',
    place: located.place,
    required: true,
  }
  return { mode: '', isSet: true, references: [reference] }
}

export function readNetworks(
  layers: readonly Located[],
  { issues }: Workspace,
): Service['networks'] {
  const found = new Map<string, { name: string; place: Place; priority: number }>()
  for (const layer of layers) {
    if (!isRecord(layer.value)) {
      for (const { text, place } of textsOf(layer, issues, 'a list of networks')) {
        found.set(text, { name: text, place, priority: 0 })
      }
      continue
    }
    for (const [name, item] of entriesOf(layer)) {
      for (const key of isRecord(item.value) ? Object.keys(item.value) : []) {
        if (!attachmentKeys.includes(key) && !key.startsWith('x-')) {
          reportUnknownKey(inside(item.place, key), key, attachmentKeys, issues)
        }
      }
      found.set(name, {
        name,
        place: item.place,
        priority: Number(memberOf(item, 'priority')?.value ?? 0),
      })
    }
  }
  return [...found.values()].sort((a, b) => b.priority - a.priority)
}
