/**
 * The names of a stack: everything it makes is called `stack_name`, unless the file fixes the name or
 * the thing is external.
 */
import { resolvePath } from '../../text/paths.ts'
import { shown } from '../../text/place.ts'
import { isRecord } from '../../text/plain.ts'
import { listed, nearest } from '../../text/suggest.ts'
import type { Workspace } from '../../workspace.ts'
import { type Located, memberOf } from '../located.ts'
import { lastOf } from '../resources.ts'
import type { Declared, StackFiles } from './load.ts'
import { textOf } from './shape.ts'

export interface StackScope {
  readonly stack: string
  readonly files: StackFiles
  readonly workspace: Workspace
}

export type ObjectKind = 'network' | 'volume' | 'secret' | 'config'

export function declaredOf({ files }: StackScope, kind: ObjectKind): Declared {
  return files[`${kind}s`]
}

/** What it is called in the swarm. */
export function fullName(scope: StackScope, kind: ObjectKind, name: string): string {
  const layers = declaredOf(scope, kind).get(name) ?? []
  const given = (...way: readonly string[]) => {
    const value = lastOf(layers, way)?.value
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const fixed = given('name') ?? given('external', 'name')
  if (fixed !== undefined) return fixed
  return isExternal(layers) ? name : `${scope.stack}_${name}`
}

/** Whether somebody else makes it. */
export function isExternal(layers: readonly Located[]): boolean {
  const external = lastOf(layers, ['external'])
  // A variable leaves text, which the check of the file has taken for true or false.
  return external !== undefined && !/^(false|no|n|off)$/i.test(String(external.value))
}

/** The layers of what a service names; a name that nobody declared is reported. */
export function lookUp(
  scope: StackScope,
  kind: ObjectKind,
  { name, at }: { readonly name: string; readonly at: Located },
): readonly Located[] | undefined {
  const declared = declaredOf(scope, kind)
  const found = declared.get(name)
  if (found !== undefined) return found
  const known = [...declared.keys()]
  scope.workspace.issues.error({
    place: at.place,
    found: `the unknown ${kind} ${shown(name)}`,
    expected:
      known.length === 0 ? `a declared ${kind}, but none is declared` : `one of ${listed(known)}`,
    because: `docker: undefined ${kind} ${JSON.stringify(name)}`,
    suggestion: nearest(name, known),
  })
  return undefined
}

/** Checks what is declared at the top: what contradicts itself, and files that are not there. */
export function checkDeclared(scope: StackScope): void {
  const { issues } = scope.workspace
  for (const kind of ['network', 'volume', 'secret', 'config'] as const) {
    for (const [name, layers] of declaredOf(scope, kind)) {
      const external = lastOf(layers, ['external'])
      if (external === undefined || !isExternal(layers)) {
        if (kind === 'secret' || kind === 'config') checkFile(scope, kind, { name, layers })
        continue
      }
      const fixed = lastOf(layers, ['name'])
      if (fixed !== undefined && memberOf(external, 'name') !== undefined) {
        const because = `docker: ${kind} ${name}: ${kind}.external.name and ${kind}.name conflict; only use ${kind}.name`
        issues.error({
          place: fixed.place,
          found: 'a second name',
          expected: 'one of them',
          because,
        })
      }
      for (const key of kind === 'volume' ? ['driver', 'driver_opts', 'labels'] : []) {
        const found = lastOf(layers, [key])
        if (found === undefined) continue
        const because = `docker: conflicting parameters "external" and "${key}" specified for volume "${name}"`
        const expected = 'no more than external and name'
        issues.error({
          place: found.place,
          spot: 'key',
          found: `the key ${key}`,
          expected,
          because,
        })
      }
    }
  }
}

/** A secret's content does not matter here, so a missing file, which would end the deploy, is a warning. */
function checkFile(
  { files, workspace }: StackScope,
  kind: 'secret' | 'config',
  { name, layers }: { readonly name: string; readonly layers: readonly Located[] },
): void {
  const { issues } = workspace
  const found = lastOf(layers, ['file'])
  const driver = lastOf(layers, ['driver'])
  const first = layers[0] as Located
  if (driver !== undefined && found !== undefined) {
    const because = `docker: ${kind} ${name}: ${kind}.driver and ${kind}.file conflict; only use ${kind}.driver`
    issues.error({
      place: found.place,
      found: 'a file and a driver',
      expected: 'one of them',
      because,
    })
  } else if (found === undefined && driver === undefined) {
    // Content of other kinds is an unknown key, which has been reported.
    const isOther = ['environment', 'content'].some((key) => lastOf(layers, [key]) !== undefined)
    if (isOther || !isRecord(first.value)) return
    const expected = 'file: and a path, or external: true'
    issues.error({ place: first.place, spot: 'key', found: `a ${kind} without content`, expected })
  } else if (found !== undefined) {
    const path = textOf(found, 'text')
    if (path === undefined) return
    if (workspace.files.read(resolvePath(files.path, path)) !== undefined) return
    const says = `there is no file ${shown(path)}: docker stack deploy would end here; the ${kind} is taken as created`
    issues.warn({ place: found.place, says })
  }
}
