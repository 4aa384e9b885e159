/**
 * `npm test` and `npm run test:browser`: installs what is missing, runs the stages of that suite whatever
 * the others gave, and closes with a table and the line `N passed, M failed, K skipped`. Names of stages
 * (`npm test -- types lint`) run those alone. Types, lint and build count as one check each. Plain
 * JavaScript on Node's built-in modules, because it runs before anything is installed.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureInstalled, repository, requireNode } from '../src/cli/install.mjs'

/** @typedef {{ name: string, passed: number, failed: string[], skipped: string[], durationMs: number }} Row */

/** No stage may hang forever; the slowest, all views, needs a quarter of an hour on two cores. */
const stageMsMax = 40 * 60_000

/** @type {Record<string, () => Promise<Row[]>>} */
const stages = {
  types: () => check('types', ['node_modules/typescript/bin/tsc', '-p', '.']),
  lint: () =>
    check('lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings']),
  build: () => check('build', ['src/cli/build.mjs', '--types']),
  tests: () => vitest('tests', 'unit'),
  smoke: () => vitest('smoke', 'smoke'),
  browser: () => vitest('browser', 'browser'),
  views: () => vitest('views', 'views'),
}

/** What a command runs when no stage is named: `npm test` stays below ten minutes. */
const suites = {
  test: ['types', 'lint', 'build', 'tests', 'smoke'],
  'test:browser': ['browser', 'views'],
}

/** The kinds of test, by where they live. The first that fits counts; the rest are unit tests. */
const kinds = /** @type {const} */ ([
  ['import rules', /^test\/architecture\//],
  ['property', /^test\/property\/|[./](property|properties)\.test\./],
  ['contract', /^test\/contract\/|\.contract\.test\./],
  ['oracle', /^test\/oracle\/|[./](oracle|recorded)\.test\./],
  ['scenario', /^test\/scenarios\//],
  ['package', /^test\/package\//],
  ['views', /^test\/browser\/views-/],
  ['browser', /^test\/browser\//],
])

const startedMs = Date.now()
const isBrowserSuite = process.env.npm_lifecycle_event === 'test:browser'
const named = process.argv.slice(2)
const chosen = named.length > 0 ? named : suites[isBrowserSuite ? 'test:browser' : 'test']
const unknown = chosen.filter((name) => !(name in stages))
if (unknown.length > 0) {
  console.error(
    `No stage named ${unknown.join(', ')}. There are: ${Object.keys(stages).join(', ')}.`,
  )
  process.exit(2)
}
requireNode()
ensureInstalled()
if (isBrowserSuite) await (await import('../src/cli/build.mjs')).ensureBuilt()

/** @type {Row[]} */
const rows = []
for (const [name, run] of Object.entries(stages)) {
  if (!chosen.includes(name)) continue
  console.log(`\n=== ${name} ===`)
  rows.push(...(await run()))
}
close(rows)

/**
 * One program that is content or not.
 *
 * @param {string} name
 * @param {string[]} args
 * @returns {Promise<Row[]>}
 */
async function check(name, args) {
  const { problem, durationMs } = await node(args)
  if (problem === undefined) console.log('fine')
  const failed = problem === undefined ? [] : [`${args[0]} ${problem}`]
  return [{ name, passed: 1 - failed.length, failed, skipped: [], durationMs }]
}

/**
 * One project of tests, counted by kind.
 *
 * @param {string} stage
 * @param {string} project
 * @returns {Promise<Row[]>}
 */
async function vitest(stage, project) {
  const folder = mkdtempSync(join(tmpdir(), 'reberth-test-'))
  const summaryFile = join(folder, 'summary.json')
  const { problem, durationMs } = await node(
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      `--project=${project}`,
      // A forgotten `.only` would leave out the rest and still look fine.
      '--allowOnly=false',
      // A missing snapshot is a missing expectation, not a new one.
      '--update=none',
      '--reporter=default',
      '--reporter=./test/summary-reporter.ts',
    ],
    { REBERTH_TEST_SUMMARY: summaryFile },
  )
  try {
    const { files, errors } = JSON.parse(readFileSync(summaryFile, 'utf8'))
    const rows = countByKind(files)
    const failures = rows.reduce((sum, { failed }) => sum + failed.length, 0)
    // What no test of ours accounts for must still fail.
    if (errors.length === 0 && failures === 0 && problem !== undefined) errors.push(problem)
    if (errors.length > 0) rows.push(broken(stage, errors, 0))
    return rows
  } catch {
    return [
      broken(stage, [`vitest gave no result: ${problem ?? 'no summary was written'}`], durationMs),
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/**
 * @param {string} name
 * @param {string[]} failed
 * @param {number} durationMs
 * @returns {Row}
 */
function broken(name, failed, durationMs) {
  return { name, passed: 0, failed, skipped: [], durationMs }
}

/**
 * @param {import('./summary-reporter.ts').FileSummary[]} files
 * @returns {Row[]}
 */
function countByKind(files) {
  /** @type {Map<string, Row>} */
  const rows = new Map()
  for (const { path, passed, failed, skipped, durationMs } of files) {
    const name = kinds.find(([, pattern]) => pattern.test(path))?.[0] ?? 'unit'
    const row = rows.get(name) ?? broken(name, [], 0)
    row.passed += passed
    row.failed.push(...failed.map((title) => `${path} > ${title}`))
    row.skipped.push(...skipped.map((title) => `${path} > ${title}`))
    row.durationMs += durationMs
    rows.set(name, row)
  }
  return [...rows.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/**
 * Runs a program of ours with its output passed through.
 *
 * @param {string[]} args
 * @param {Record<string, string>} environment
 * @returns {Promise<{ problem: string | undefined, durationMs: number }>}
 */
function node(args, environment = {}) {
  const beganMs = Date.now()
  const child = spawn(process.execPath, args, {
    cwd: repository,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: stageMsMax,
  })
  return new Promise((resolve) => {
    /** @param {string | undefined} problem */
    const end = (problem) => resolve({ problem, durationMs: Date.now() - beganMs })
    child.on('error', (error) => end(error.message))
    child.on('exit', (code, signal) => {
      if (code === 0) end(undefined)
      else end(signal === null ? `ended with code ${code}` : `was ended by ${signal}`)
    })
  })
}

/** @param {Row[]} rows */
function close(rows) {
  const failed = rows.flatMap(({ name, failed }) => failed.map((title) => `  ${name}: ${title}`))
  const skipped = rows.flatMap(({ name, skipped }) => skipped.map((title) => `  ${name}: ${title}`))
  const passed = rows.reduce((sum, { passed }) => sum + passed, 0)
  if (skipped.length > 0) console.log(`\nSkipped\n${skipped.join('\n')}`)
  if (failed.length > 0) console.log(`\nFailed\n${failed.join('\n')}`)
  const seconds = (/** @type {number} */ ms) => `${(ms / 1000).toFixed(1)} s`
  const lines = [
    ['stage', 'passed', 'failed', 'skipped', 'time'],
    ...rows.map(({ name, passed, failed, skipped, durationMs }) =>
      [name, passed, failed.length, skipped.length, seconds(durationMs)].map(String),
    ),
  ].map(([name = '', ...cells]) => name.padEnd(14) + cells.map((cell) => cell.padStart(9)).join(''))
  console.log(`\n${lines.join('\n')}\n\nin ${seconds(Date.now() - startedMs)}`)
  console.log(`${passed} passed, ${failed.length} failed, ${skipped.length} skipped`)
  process.exitCode = failed.length === 0 ? 0 : 1
}
