/** What the containers of a service are: image, arguments, environment, labels and how they log. */
import { readEnvironmentFile } from '../../container/environment-file.ts'
import { isSwarmEntry } from '../../container/swarm-entries.ts'
import { isImage } from '../../docker/run.ts'
import { tokenize } from '../../docker/tokens.ts'
import { wordOf } from '../../schema-values.ts'
import { resolvePath } from '../../text/paths.ts'
import { shown } from '../../text/place.ts'
import { isRecord } from '../../text/plain.ts'
import type { RawService } from '../file.ts'
import { entriesOf, itemsOf, type Located, memberOf } from '../located.ts'
import type { StackScope } from './scope.ts'
import { textOf } from './shape.ts'

/** A stack cannot build: `docker stack deploy` refuses a service without an image. */
export function readImage(service: RawService, { workspace }: StackScope): string {
  const at = service.keys.get('image')?.at(-1)
  const image = textOf(at, 'text')
  // What is no text has been reported.
  if (at !== undefined && image === undefined) return ''
  const place = at?.place ?? service.place
  const refusal = `docker: invalid image reference for service ${service.name}:`
  if (image === undefined || image === '') {
    workspace.issues.error({
      place,
      spot: at === undefined ? 'key' : 'value',
      found: service.keys.has('build') ? 'build without image' : 'no image',
      expected: 'image: and the name of a pushed image',
      because: `${refusal} no image specified`,
    })
  } else if (!isImage(image)) {
    const expected = 'an image name such as redis or postgres:9.4'
    const because = `${refusal} invalid reference format`
    workspace.issues.error({ place, found: shown(image), expected, because })
  }
  return image ?? ''
}

/** Entrypoint and command in one: swarm mode compares both, and neither is simulated. */
export function readArguments(service: RawService, { workspace }: StackScope): readonly string[] {
  return ['entrypoint', 'command'].flatMap((key) => {
    const at = service.keys.get(key)?.at(-1)
    if (at === undefined) return []
    if (Array.isArray(at.value)) return itemsOf(at).flatMap((item) => textOf(item, 'text') ?? [])
    const text = textOf(at, 'text')
    if (text === undefined) return []
    const words = tokenize(text)
    if (!('openQuoteAt' in words)) return words.map((word) => word.text)
    const expected = 'a command with closed quotes'
    workspace.issues.error({
      place: at.place,
      offset: words.openQuoteAt,
      found: 'an open quote',
      expected,
    })
    return []
  })
}

/** Files first, then `environment:`; sorted by name, as docker stack deploy sends them. */
export function readStackEnvironment(service: RawService, scope: StackScope): readonly string[] {
  const { issues } = scope.workspace
  const { variables } = scope.files
  const entries = new Map<string, string>()
  const add = (name: string, value: string | undefined) => {
    // The client's own environment fills in what has no value, or an empty one.
    const own = Object.hasOwn(variables, name) ? variables[name] : undefined
    const filled = value === undefined || value === '' ? (own ?? value) : value
    entries.set(name, filled === undefined ? name : `${name}=${filled}`)
  }
  for (const line of environmentFiles(service, scope)) {
    const end = line.indexOf('=')
    if (end < 0) add(line, undefined)
    else add(line.slice(0, end), line.slice(end + 1))
  }
  for (const layer of service.keys.get('environment') ?? []) {
    for (const { name, value, at } of pairsIn(layer)) {
      add(name, value)
      if (!isSwarmEntry(name)) continue
      const says = `${shown(name)} means nothing to swarm mode: deploy.placement.constraints does`
      issues.warn({ place: at.place, says, once: 'stack swarm entries' })
    }
  }
  return [...entries.values()].sort((a, b) => (a < b ? -1 : Number(a > b)))
}

function environmentFiles(
  service: RawService,
  { files, workspace }: StackScope,
): readonly string[] {
  return (service.keys.get('env_file') ?? []).flatMap(itemsOf).flatMap((item) => {
    const path = textOf(item, 'text')
    if (path === undefined) return []
    const content = workspace.files.read(resolvePath(files.path, path))
    if (content !== undefined) return readEnvironmentFile(content)
    const says = `there is no file ${shown(path)}: docker stack deploy would end here; its variables are missing from the tasks`
    workspace.issues.warn({ place: item.place, says })
    return []
  })
}

/** Labels of the containers; the stack's own label is among them. */
export function readStackLabels(
  service: RawService,
  { stack }: StackScope,
): Readonly<Record<string, string>> {
  const labels = new Map<string, string>()
  for (const layer of service.keys.get('labels') ?? []) {
    for (const { name, value = '' } of pairsIn(layer)) labels.set(name, value)
  }
  labels.set('com.docker.stack.namespace', stack)
  return Object.fromEntries([...labels].sort(([a], [b]) => (a < b ? -1 : Number(a > b))))
}

export function readLogDriver(service: RawService): string {
  const drivers = (service.keys.get('logging') ?? []).flatMap(
    (layer) => textOf(memberOf(layer, 'driver'), 'text') ?? [],
  )
  return drivers.at(-1) ?? ''
}

interface NamedValue {
  readonly name: string
  readonly value: string | undefined
  readonly at: Located
}

/** The entries of `KEY: value` and of `- KEY=value` that have passed the check of the file. */
function pairsIn(layer: Located): readonly NamedValue[] {
  if (isRecord(layer.value)) {
    return entriesOf(layer).map(([name, at]) => ({ name, value: wordOf(at.value), at }))
  }
  return itemsOf(layer).flatMap((at): readonly NamedValue[] => {
    const text = textOf(at, 'text')
    if (text === undefined) return []
    const end = text.indexOf('=')
    if (end < 0) return [{ name: text, value: undefined, at }]
    return [{ name: text.slice(0, end), value: text.slice(end + 1), at }]
  })
}
