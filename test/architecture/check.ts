/** Holds sources against the rules. Each finding is a sentence that begins with file and line. */
import { posix } from 'node:path'
import {
  allowedFolders,
  impureGlobals,
  impureMath,
  linesMax,
  localeMethods,
  nodeFolders,
  pureFolders,
  restrictedPackages,
} from './rules.ts'
import type { Import, Source } from './source.ts'

/** Imports that break the table of folders or the table of packages. */
export function wrongImports(sources: readonly Source[]): string[] {
  return sources.flatMap((source) =>
    source.imports.flatMap((found) => {
      const problem = problemOfImport(source, found)
      return problem === undefined ? [] : [`${source.path}:${found.line} ${problem}`]
    }),
  )
}

function problemOfImport(source: Source, { specifier }: Import): string | undefined {
  const folder = folderOf(source.path)
  const allowed = allowedFolders[folder]
  if (allowed === undefined) {
    return `is in the folder "${folder}", which has no rule yet: add it to test/architecture/rules.ts`
  }
  if (specifier.startsWith('.')) {
    const target = folderOf(targetOf(source, specifier))
    if (target === folder || allowed.includes(target)) return undefined
    // Files outside `src`, such as package.json or a scenario, are for the outermost layers.
    if (target === '' && !pureFolders.includes(folder)) return undefined
    return `imports ${specifier}: "${folder}" may import ${listed(allowed)} only`
  }
  if (specifier.startsWith('node:')) {
    if (nodeFolders.includes(folder)) return undefined
    return `imports ${specifier}: only ${listed(nodeFolders)} may use Node's modules`
  }
  const name = packageOf(specifier)
  const rule = restrictedPackages.find(({ packages }) => packages.includes(name))
  if (rule === undefined || rule.folders.includes(folder)) return undefined
  return `imports ${specifier}: only ${listed(rule.folders)} may import ${name}`
}

/** Packages that an installed `reberth` would miss: imported outside the bundle, not dependencies. */
export function missingDependencies(
  sources: readonly Source[],
  dependencies: readonly string[],
): string[] {
  return sources
    .filter(({ path }) => folderOf(path) !== 'web') // Bundled.
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ isTypeOnly }) => !isTypeOnly)
        .filter(({ specifier }) => !/^(\.|node:)/.test(specifier))
        .filter(({ specifier }) => !dependencies.includes(packageOf(specifier)))
        .map(
          ({ specifier, line }) => `${path}:${line} imports ${specifier}: not in "dependencies"`,
        ),
    )
}

/** Uses of the clock, of chance, of the outside world or of the machine's language. */
export function impureUses(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path }) => pureFolders.includes(folderOf(path)))
    .flatMap(({ path, uses }) =>
      uses.flatMap(({ name, line }) => {
        const why = impurity(name)
        return why === undefined ? [] : [`${path}:${line} uses ${name}: ${why}`]
      }),
    )
}

function impurity(name: string): string | undefined {
  if (name === 'await') return impureGlobals.Promise
  if (name === 'Math.random') return 'chance comes from a named stream of the seed'
  if (name.startsWith('Math.') && impureMath.includes(name.slice(5))) {
    return 'JavaScript engines differ in the last bit; use the software functions'
  }
  if (name.startsWith('.') && localeMethods.includes(name.slice(1))) return impureGlobals.Intl
  return Object.hasOwn(impureGlobals, name) ? impureGlobals[name] : undefined
}

/** Groups of files that need each other to load: which one runs first depends on who asks. */
export function importCycles(sources: readonly Source[]): string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const state = new Map<string, 'open' | 'done'>()
  const cycles: string[] = []
  for (const { path } of sources) visit(path, [])
  return cycles

  function visit(path: string, way: readonly string[]): void {
    const source = byPath.get(path)
    if (source === undefined || state.get(path) === 'done') return
    if (state.get(path) === 'open') {
      cycles.push([...way.slice(way.indexOf(path)), path].join(' -> '))
      return
    }
    state.set(path, 'open')
    for (const { specifier, isTypeOnly, isDynamic } of source.imports) {
      if (isTypeOnly || isDynamic || !specifier.startsWith('.')) continue
      visit(targetOf(source, specifier), [...way, path])
    }
    state.set(path, 'done')
  }
}

/** Folders that import each other, directly or through others. */
export function folderCycles(sources: readonly Source[]): string[] {
  const targets = new Map<string, Set<string>>()
  for (const source of sources) {
    const folder = folderOf(source.path)
    const found = targets.get(folder) ?? new Set<string>()
    targets.set(folder, found)
    for (const { specifier } of source.imports) {
      if (!specifier.startsWith('.')) continue
      const target = folderOf(targetOf(source, specifier))
      if (target !== folder && target !== '') found.add(target)
    }
  }
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    [...(targets.get(from) ?? [])].some((next) => {
      if (next === to) return true
      if (seen.has(next)) return false
      seen.add(next)
      return reaches(next, to, seen)
    })
  return [...targets.keys()]
    .filter((folder) => reaches(folder, folder))
    .map((folder) => `src/${folder} is in a circle of folders`)
}

/** Relative imports that name no file. Bundlers guess an ending, Node does not. */
export function brokenImports(sources: readonly Source[], exists: (path: string) => boolean) {
  return sources.flatMap((source) =>
    source.imports
      .filter(({ specifier }) => specifier.startsWith('.'))
      .filter(({ specifier }) => !exists(targetOf(source, specifier)))
      .map(({ specifier, line }) => `${source.path}:${line} imports ${specifier}: no such file`),
  )
}

/** Files that have grown too long to be read in one go. */
export function longFiles(sources: readonly Source[]): string[] {
  return sources
    .filter(({ lines }) => lines > linesMax)
    .map(({ path, lines }) => `${path} has ${lines} lines, more than ${linesMax}: split it`)
}

/** `src/scheduler/classic/spread.ts` → `scheduler`; `src/index.ts` → `index`; outside `src` → ``. */
function folderOf(path: string): string {
  const [top, folder = ''] = path.split('/')
  return top === 'src' ? folder.replace(/\.\w+$/, '') : ''
}

function targetOf({ path }: Source, specifier: string): string {
  return posix.join(posix.dirname(path), specifier.replace(/\?.*$/, ''))
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/')
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'nothing of ours' : names.join(', ')
}
