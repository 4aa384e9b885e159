/** When `npm start` builds again. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isBuilt } from '../../src/cli/build.mjs'

let folder: string

/** A clone whose files are older than its build. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reberth-build-'))
  for (const path of ['src/sim/clock.ts', 'vite.config.ts', 'dist/.built']) write(path)
  for (const path of ['src/sim/clock.ts', 'src/sim', 'src', 'vite.config.ts']) date(path, 1_000)
  date('dist/.built', 2_000)
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

test('nothing is built again while no source is newer than the build', () => {
  expect(isBuilt(folder)).toBe(true)
})

test('a fresh clone is built', () => {
  rmSync(join(folder, 'dist'), { recursive: true })
  expect(isBuilt(folder)).toBe(false)
})

test.each(['src/sim/clock.ts', 'vite.config.ts'])('a change of %s is built', (path) => {
  date(path, 3_000)
  expect(isBuilt(folder)).toBe(false)
})

test('a new file is built, and so is the loss of one', () => {
  write('src/sim/extra.ts')
  expect(isBuilt(folder)).toBe(false)

  rmSync(join(folder, 'src/sim/extra.ts'))
  expect(isBuilt(folder)).toBe(false)
})

function write(path: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), '')
}

/** Dates a file in seconds since 1970, so that no test waits. */
function date(path: string, seconds: number): void {
  utimesSync(join(folder, path), seconds, seconds)
}
