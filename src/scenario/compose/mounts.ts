/** `ports:`, `expose:` and `volumes:` in their short and long forms. */
import type { PortBinding } from '../../model/container-config.ts'
import { parseExposed, parsePublished } from '../container/ports.ts'
import type { IssueList } from '../issue-list.ts'
import { reportUnknownKey } from '../schema-issues.ts'
import { wordOf } from '../schema-values.ts'
import { inside, type Place, shown } from '../text/place.ts'
import { isRecord } from '../text/plain.ts'
import { itemsOf, type Located, memberOf, textOf } from './located.ts'
import { mountKeys, portKeys } from './vocabulary.ts'

export function readPorts(layers: readonly Located[], issues: IssueList): readonly PortBinding[] {
  const bindings = layers.flatMap(itemsOf).flatMap((item) => {
    const text = isRecord(item.value) ? longPort(item, issues) : wordOf(item.value)
    if (text === '') return [] // An empty variable; Compose drops it too.
    const found = text === undefined ? undefined : parsePublished(text)
    if (found !== undefined) return found
    const expected = 'ports such as 80, "8080:80" or "127.0.0.1:53:53/udp"'
    if (!isRecord(item.value))
      issues.error({ place: item.place, found: shown(item.value), expected })
    return []
  })
  return distinct(bindings, (binding) => JSON.stringify(binding))
}

/** The short form of a long port. */
function longPort(item: Located, issues: IssueList): string | undefined {
  checkKeys(item, portKeys, issues)
  const part = (key: string) => wordOf(memberOf(item, key)?.value) ?? ''
  const text = `${portHost(part('host_ip'), part('published'))}${part('target')}/${part('protocol') || 'tcp'}`
  if (parsePublished(text) !== undefined) return text
  issues.error({
    place: item.place,
    found: 'a port that cannot be read',
    expected: 'target: and a port number',
  })
  return undefined
}

function portHost(ip: string, published: string): string {
  const address = ip.includes(':') ? `[${ip}]` : ip
  if (address !== '') return `${address}:${published}:`
  return published === '' ? '' : `${published}:`
}

export function readExposed(layers: readonly Located[], issues: IssueList): readonly string[] {
  const ports = layers.flatMap(itemsOf).flatMap((item) => {
    const text = wordOf(item.value) ?? ''
    const found = parseExposed(text)
    if (found === undefined && text !== '') {
      issues.error({
        place: item.place,
        found: shown(item.value),
        expected: 'a port such as 80, 53/udp or 8000-8010',
      })
    }
    return found ?? []
  })
  return distinct(ports, (port) => port)
}

/** A mount in Docker's short form, and the named volume it uses. */
export interface Mount {
  readonly text: string
  /** `''` for a path or an anonymous volume. */
  readonly volume: string
  readonly place: Place
}

export function readMounts(
  layers: readonly Located[],
  issues: IssueList,
  fullName: (volume: string) => string,
): readonly Mount[] {
  const mounts = layers.flatMap(itemsOf).flatMap((item): readonly Mount[] => {
    if (isRecord(item.value)) return longMount(item, issues, fullName)
    const text = textOf(item, issues, 'a volume such as data:/var/lib/data')
    if (text === undefined || text === '') return []
    const [, source = '', rest = ''] = /^([a-zA-Z0-9][\w.-]+):(.*)$/s.exec(text) ?? []
    if (source === '') return [{ text, volume: '', place: item.place }]
    return [{ text: `${fullName(source)}:${rest}`, volume: source, place: item.place }]
  })
  // A later layer replaces the mount at the same path.
  const byTarget = new Map(mounts.map((mount) => [targetOf(mount.text), mount]))
  return [...byTarget.values()]
}

function longMount(
  item: Located,
  issues: IssueList,
  fullName: (volume: string) => string,
): readonly Mount[] {
  checkKeys(item, mountKeys, issues)
  const part = (key: string) => wordOf(memberOf(item, key)?.value) ?? ''
  const target = part('target')
  if (target === '') {
    issues.error({
      place: item.place,
      found: 'a mount without a target',
      expected: 'target: and a path',
    })
    return []
  }
  if (part('type') === 'tmpfs') return []
  const isVolume = part('type') === 'volume'
  const mode = part('read_only') === 'true' ? ':ro' : ''
  const source = part('source')
  if (source === '') return [{ text: `${target}${mode}`, volume: '', place: item.place }]
  const volume = isVolume ? source : ''
  return [
    { text: `${isVolume ? fullName(source) : source}:${target}${mode}`, volume, place: item.place },
  ]
}

/** The path inside of the container: the part after the source, or the only part. */
function targetOf(text: string): string {
  const parts = text.split(':')
  return (
    parts.find((part, index) => part.startsWith('/') && (index > 0 || parts.length === 1)) ?? text
  )
}

function checkKeys(item: Located, known: readonly string[], issues: IssueList): void {
  for (const key of Object.keys(item.value as Record<string, unknown>)) {
    if (known.includes(key) || key.startsWith('x-')) continue
    reportUnknownKey(inside(item.place, key), key, known, issues)
  }
}

function distinct<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()]
}
