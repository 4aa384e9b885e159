/** `extends`, and further files on top of a first one: layers of one service under those of another. */

import { resolvePath } from '../text/paths.ts'
import { inside, shown } from '../text/place.ts'
import { isRecord } from '../text/plain.ts'
import { nearest } from '../text/suggest.ts'
import { type ComposeContext, type ComposeFile, type RawService, readComposeFile } from './file.ts'
import { type Located, memberOf, textOf } from './located.ts'

/** Keys whose layers add up; in all others the last layer stands alone. */
const additive = new Set([
  'environment',
  'env_file',
  'labels',
  'ports',
  'expose',
  'links',
  'external_links',
  'volumes',
  'volumes_from',
  'depends_on',
  'networks',
  'profiles',
  'deploy',
  'secrets',
  'configs',
  'logging',
])

/** Puts one service on top of another. */
export function layer(base: RawService, top: RawService): RawService {
  const keys = new Map(base.keys)
  for (const [key, layers] of top.keys) {
    keys.set(key, additive.has(key) ? [...(keys.get(key) ?? []), ...layers] : layers)
  }
  // An image on top of a build, or the other way round, replaces it.
  if (top.keys.has('image') && !top.keys.has('build')) keys.delete('build')
  keys.delete('extends')
  return { ...top, keys }
}

/** The service with everything it extends; circles are refused by name. */
export function withExtended(
  service: RawService,
  file: ComposeFile,
  context: ComposeContext,
  trail: readonly string[] = [],
): RawService {
  const found = service.keys.get('extends')?.at(-1)
  if (found === undefined) return service
  const self = `${file.path}#${service.name}`
  if (trail.includes(self)) {
    reportCircle([...trail.slice(trail.indexOf(self)), self], found, context)
    return alone(service)
  }
  const target = targetOf(found, file, context)
  if (target === undefined) return alone(service)
  const base = withExtended(target.service, target.file, context, [...trail, self])
  return layer(base, service)
}

function alone(service: RawService): RawService {
  return layer({ ...service, keys: new Map() }, service)
}

/** A circle is reported once, whichever of its services is looked at first. */
function reportCircle(steps: readonly string[], { place }: Located, context: ComposeContext): void {
  const key = [...steps].sort().join(' ')
  if (context.circles.has(key)) return
  for (const step of steps) context.circles.add([...steps.slice(0, -1), step].sort().join(' '))
  const names = steps.map((step) => step.slice(step.lastIndexOf('#') + 1))
  const found = `a circle: ${names.join(' -> ')}`
  context.workspace.issues.error({
    place,
    found,
    expected: 'services that do not extend themselves',
  })
}

function targetOf(
  located: Located,
  file: ComposeFile,
  context: ComposeContext,
): { service: RawService; file: ComposeFile } | undefined {
  const { issues } = context.workspace
  const isMap = isRecord(located.value)
  if (isMap) {
    for (const key of Object.keys(located.value as object)) {
      if (['service', 'file'].includes(key)) continue
      const place = inside(located.place, key)
      issues.error({
        place,
        spot: 'key',
        found: `the unknown key ${key}`,
        expected: 'service or file',
      })
    }
  }
  const serviceAt = isMap ? memberOf(located, 'service') : located
  const fileAt = isMap ? memberOf(located, 'file') : undefined
  if (serviceAt === undefined) {
    issues.error({
      place: located.place,
      found: 'no service',
      expected: 'service: and the name of a service',
    })
    return undefined
  }
  const name = textOf(serviceAt, issues, 'the name of a service')
  const path = fileAt === undefined ? file.path : textOf(fileAt, issues, 'the path of a file')
  if (name === undefined || path === undefined) return undefined
  const other =
    fileAt === undefined
      ? file
      : readComposeFile(resolvePath(fileAt.place.source.file, path), fileAt.place, context)
  if (other === undefined) return undefined
  const service = other.services.get(name)
  if (service !== undefined) return { service, file: other }
  const known = [...other.services.keys()]
  const expected = `a service of ${other.path} (${known.join(', ')})`
  issues.error({
    place: serviceAt.place,
    found: shown(name),
    expected,
    suggestion: nearest(name, known),
  })
  return undefined
}
