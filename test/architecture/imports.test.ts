/**
 * The sources keep to the rules of `rules.ts`. The second half shows on small made-up sources
 * that each check can fail, and that it says where and why.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  brokenImports,
  folderCycles,
  importCycles,
  impureUses,
  longFiles,
  missingDependencies,
  wrongImports,
} from './check.ts'
import { readSource } from './source.ts'

const paths = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((path) => `src/${path.replaceAll('\\', '/')}`)
  .filter((path) => /\.(ts|tsx|mjs|css)$/.test(path))
const files = paths.map((path) => readSource(path, readFileSync(path, 'utf8')))
const sources = files.filter(({ path }) => !path.endsWith('.css'))
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies: Record<string, string>
}

describe('the sources', () => {
  test('are found', () => {
    expect(paths).toContain('src/model/model.ts')
  })

  test('import downwards only', () => {
    expect(wrongImports(sources)).toEqual([])
  })

  test('import files that exist, with their endings', () => {
    expect(brokenImports(sources, existsSync)).toEqual([])
  })

  test('import at run time only what the package installs', () => {
    // The scripts that run in a clone (`.mjs`) are no part of the package.
    const packed = sources.filter(({ path }) => !path.endsWith('.mjs'))
    expect(missingDependencies(packed, Object.keys(dependencies))).toEqual([])
  })

  test('have no circle of folders', () => {
    expect(folderCycles(sources)).toEqual([])
  })

  test('have no circle of files that load each other', () => {
    expect(importCycles(sources)).toEqual([])
  })

  test('depend on nothing but scenario and seed below docker, cli and web', () => {
    expect(impureUses(sources)).toEqual([])
  })

  test('are short enough to be read in one go', () => {
    expect(longFiles(files)).toEqual([])
  })
})

describe('the checks', () => {
  test('refuse an import that points upwards, with file, line and rule', () => {
    const source = readSource('src/model/a.ts', "\nimport { x } from '../run/b.ts'\n")
    expect(wrongImports([source])).toEqual([
      'src/model/a.ts:2 imports ../run/b.ts: "model" may import sim only',
    ])
  })

  test.each([
    ['src/scheduler/a.ts', "import type { X } from '../machine/b.ts'"],
    ['src/manager/classic/a.ts', "export { x } from '../../engine/b.ts'"],
    ['src/sim/a.ts', "type X = import('../model/b.ts').X"],
    ['src/web/a.ts', "const x = import('../cli/b.ts')"],
    ['src/run/a.ts', "import { readFileSync } from 'node:fs'"],
    ['src/run/a.ts', "import { createMachine } from 'xstate'"],
    ['src/cli/a.ts', "import * as d3 from 'd3'"],
    ['src/projection/a.ts', "import data from '../../package.json'"],
    ['src/elsewhere/a.ts', "import { x } from '../sim/b.ts'"],
  ])('refuse in %s: %s', (path, text) => {
    expect(wrongImports([readSource(path, text)])).toHaveLength(1)
  })

  test.each([
    ['src/manager/classic/a.ts', "import { x } from '../shared.ts'"],
    ['src/machine/a.ts', "import { createMachine } from 'xstate'"],
    ['src/web/a.ts', "import * as d3 from 'd3'"],
    ['src/cli/a.ts', "import { readFileSync } from 'node:fs'"],
    ['src/cli/a.ts', "import data from '../../package.json'"],
    ['src/index.ts', "export { simulate } from './run/simulate.ts'"],
  ])('accept in %s: %s', (path, text) => {
    expect(wrongImports([readSource(path, text)])).toEqual([])
  })

  test.each([
    'const at = Date.now()',
    'const at = new Date()',
    'const draw = Math.random()',
    'const angle = Math.sin(1)',
    'setTimeout(() => {}, 1)',
    'const order = a.localeCompare(b)',
    'async function f() { await g() }',
    'const f = (): Promise<void> => g()',
    'console.log(1)',
    'const home = process.env.HOME',
    'const text = { document }',
  ])('refuse below docker, cli and web: %s', (text) => {
    expect(impureUses([readSource('src/sim/a.ts', text)]).length).toBeGreaterThan(0)
    expect(impureUses([readSource('src/cli/a.ts', text)])).toEqual([])
  })

  test.each([
    'const document = parse(text); const x = document.contents',
    'const x = { process: 1, Date: 2 }.process',
    'interface X { readonly process: string }',
    'const x = Math.floor(1.5)',
    "const x = 'Date.now()' // Date.now()",
  ])('accept below docker, cli and web: %s', (text) => {
    expect(impureUses([readSource('src/sim/a.ts', text)])).toEqual([])
  })

  test('find files that load each other, but not through types', () => {
    const a = readSource('src/sim/a.ts', "import { b } from './b.ts'")
    const b = readSource('src/sim/b.ts', "import { a } from './a.ts'")
    const bTypes = readSource('src/sim/b.ts', "import type { a } from './a.ts'")
    expect(importCycles([a, b])).toEqual(['src/sim/a.ts -> src/sim/b.ts -> src/sim/a.ts'])
    expect(importCycles([a, bTypes])).toEqual([])
  })

  test('find folders that need each other, through others and types too', () => {
    const texts = [
      ['src/a/x.ts', "import '../b/x.ts'"],
      ['src/b/x.ts', "import '../c/x.ts'"],
      ['src/c/x.ts', "import type { x } from '../a/x.ts'"],
      ['src/d/x.ts', "import '../a/x.ts'"],
    ] as const
    expect(folderCycles(texts.map(([path, text]) => readSource(path, text)))).toEqual([
      'src/a is in a circle of folders',
      'src/b is in a circle of folders',
      'src/c is in a circle of folders',
    ])
  })

  test('find imports without an ending and packages that are not installed', () => {
    const source = readSource('src/run/a.ts', "import './b'\nimport 'left-pad/x'\nimport 'zod'")
    expect(brokenImports([source], (path) => path === 'src/run/b.ts')).toEqual([
      'src/run/a.ts:1 imports ./b: no such file',
    ])
    expect(missingDependencies([source], ['zod'])).toEqual([
      'src/run/a.ts:2 imports left-pad/x: not in "dependencies"',
    ])
  })

  test('count the lines of a file', () => {
    expect(longFiles([readSource('src/sim/a.ts', '\n'.repeat(300))])).toEqual([])
    expect(longFiles([readSource('src/sim/a.ts', '\n'.repeat(301))])).toEqual([
      'src/sim/a.ts has 301 lines, more than 300: split it',
    ])
  })
})
