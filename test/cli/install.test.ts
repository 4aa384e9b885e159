/** What `npm start` and `npm test` decide before anything is installed. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { installReason, nodeProblem } from '../../src/cli/install.mjs'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reberth-install-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('packages are installed', () => {
  test('when there are none yet', () => {
    lock({ 'node_modules/a': { version: '1.0.0' } })
    expect(installReason(folder)).toBe('none are installed yet')
  })

  test('not again when all are there', () => {
    lock({ '': { version: '0.1.0' }, 'node_modules/a': { version: '1.0.0', integrity: 'x' } })
    install({ 'node_modules/a': { version: '1.0.0', integrity: 'x' } })
    expect(installReason(folder)).toBeUndefined()
  })

  test('when the lock file names another version, or one more', () => {
    lock({ 'node_modules/a': { version: '1.0.1' }, 'node_modules/b': { version: '2.0.0' } })
    install({ 'node_modules/a': { version: '1.0.0' } })
    expect(installReason(folder)).toBe('node_modules/a is 1.0.0, not 1.0.1')

    install({ 'node_modules/a': { version: '1.0.1' } })
    expect(installReason(folder)).toBe('node_modules/b is missing')
  })

  test('when the same version has another checksum', () => {
    lock({ 'node_modules/a': { version: '1.0.0', integrity: 'x' } })
    install({ 'node_modules/a': { version: '1.0.0', integrity: 'y' } })
    expect(installReason(folder)).toBe('node_modules/a has another checksum')
  })

  test('when somebody deleted a folder', () => {
    lock({ 'node_modules/a': { version: '1.0.0' } })
    install({ 'node_modules/a': { version: '1.0.0' } })
    rmSync(join(folder, 'node_modules/a'), { recursive: true })
    expect(installReason(folder)).toBe('node_modules/a is gone')
  })

  test('not for packages that only other systems need', () => {
    lock({ 'node_modules/a-darwin': { version: '1.0.0', optional: true } })
    install({})
    expect(installReason(folder)).toBeUndefined()
  })
})

test.each(['18.20.0', '20.18.3'])(
  'Node %s is too old, and the sentence says what to do',
  (found) => {
    expect(nodeProblem(found)).toContain(`needs Node 20.19 or newer, and this is Node ${found}`)
  },
)

test.each(['20.19.0', '20.20.2', '22.0.0', '26.1.0'])('Node %s will do', (found) => {
  expect(nodeProblem(found)).toBeUndefined()
})

interface Entry {
  readonly version: string
  readonly integrity?: string
  readonly optional?: boolean
}

function lock(packages: Record<string, Entry>): void {
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages }))
}

/** Leaves `node_modules` as npm would. */
function install(packages: Record<string, Entry>): void {
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  for (const path of Object.keys(packages)) mkdirSync(join(folder, path), { recursive: true })
  writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages }))
}
