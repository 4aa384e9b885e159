/**
 * The package as npm would publish it, unpacked in an empty folder beside its run-time packages
 * and nothing else.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const repository = resolve(import.meta.dirname, '../..')
let folder: string
let installed: string

beforeAll(() => {
  if (!existsSync(join(repository, 'dist/types/index.d.ts'))) {
    throw new Error('the package is not built: npm run build')
  }
  folder = mkdtempSync(join(tmpdir(), 'reberth-package-'))
  installed = join(folder, 'node_modules/reberth')
  unpack()
  linkRunTimePackages()
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

test('the installed command runs', () => {
  const command = join(installed, 'dist/node/reberth.js')
  expect(readFileSync(command, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  const version = run(process.execPath, [command, '--version'])
  expect(version.trim()).toBe(packageJson().version)
})

test('the installed library can be imported, and has types', () => {
  const program = "import('reberth').then((library) => console.log(typeof library))"
  expect(run(process.execPath, ['--eval', program]).trim()).toBe('object')
  expect(existsSync(join(installed, packageJson().exports['.'].types))).toBe(true)
})

test('the workbench is in the package, with every file its page asks for', () => {
  const page = readFileSync(join(installed, 'dist/web/index.html'), 'utf8')
  const asked = [...page.matchAll(/(?:src|href)="(\.\/[^"]+)"/g)].map(([, path = '']) => path)
  expect(asked).not.toEqual([])
  expect(asked.filter((path) => !existsSync(join(installed, 'dist/web', path)))).toEqual([])
})

test('the package holds no sources, no tests and no marks of the build', () => {
  for (const path of ['src', 'test', 'dist/.built']) {
    expect(existsSync(join(installed, path)), path).toBe(false)
  }
})

function unpack(): void {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  // Without its scripts: the stage before this one has built what is packed.
  const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder]
  const name = execFileSync(npm, args, { cwd: repository, encoding: 'utf8' }).trim()
  mkdirSync(installed, { recursive: true })
  run('tar', ['-xzf', join(folder, name), '-C', installed, '--strip-components=1'])
}

/** Links what `npm install reberth` would install: the packages that the lock file does not call `dev`. */
function linkRunTimePackages(): void {
  const lock = JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean }>
  }
  for (const [path, { dev }] of Object.entries(lock.packages)) {
    // Packages inside packages come along with the outer link.
    if (dev || !path.startsWith('node_modules/') || path.indexOf('node_modules/', 1) > 0) continue
    if (!existsSync(join(repository, path))) continue
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    symlinkSync(join(repository, path), join(folder, path), 'junction')
  }
}

function packageJson() {
  return JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    version: string
    exports: { '.': { types: string } }
  }
}

function run(program: string, args: readonly string[]): string {
  return execFileSync(program, args, { cwd: folder, encoding: 'utf8' })
}
