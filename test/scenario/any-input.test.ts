/**
 * Goal: no file, however damaged, ends in anything but a model or a list of issues with positions.
 * Method: real scenarios and Compose files, with pieces cut out, doubled or replaced at random.
 */
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileScenario, type Issue, ScenarioError } from '../../src/scenario/index.ts'

const composeFolder = new URL('compose/', import.meta.url)
const scenarioFolder = new URL('../../scenarios/', import.meta.url)
const swarmModeFolder = new URL('swarm-mode/', import.meta.url)

function textsIn(folder: URL, ending: RegExp): readonly string[] {
  const names = readdirSync(folder).filter((name) => ending.test(name))
  // The large one would only make the test slow.
  return names
    .filter((name) => !name.startsWith('thousand'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
}

const scenarios = [scenarioFolder, swarmModeFolder].flatMap((folder) => textsIn(folder, /\.yaml$/))
const composeFiles = textsIn(composeFolder, /\.ya?ml$/)

/** Pieces that mean something to YAML, to Compose or to this compiler. */
const pieces = [
  '',
  ' ',
  '\n',
  '-',
  ':',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '*a',
  '&a ',
  '<<: ',
  '$',
  '${',
  '!!x',
  '0',
  '-1',
  '1e999',
  '~',
  '{1..3}',
  '/',
  'null',
  '__proto__',
  'constructor',
  '\t',
]
const cut = fc.record({ at: fc.nat(), length: fc.nat(12), piece: fc.constantFrom(...pieces) })

function damaged(
  text: string,
  cuts: readonly { at: number; length: number; piece: string }[],
): string {
  return cuts.reduce((result, { at, length, piece }) => {
    const start = at % (result.length + 1)
    return result.slice(0, start) + piece + result.slice(start + length)
  }, text)
}

function issuesIn(files: Readonly<Record<string, string>>): readonly Issue[] {
  try {
    const { warnings, ignoredKeys } = compileScenario('scenario.yaml', {
      files: { read: (path) => files[path] },
    })
    return [...warnings, ...ignoredKeys]
  } catch (error) {
    if (error instanceof ScenarioError) return error.issues
    throw error
  }
}

function expectReadable(issues: readonly Issue[]): void {
  for (const { line, column, message } of issues) {
    expect(line).toBeGreaterThan(0)
    expect(column).toBeGreaterThan(0)
    expect(message).not.toMatch(/undefined|\[object/)
  }
}

const damage = fc.array(cut, { minLength: 1, maxLength: 4 })

test('a damaged scenario gives a model or issues with positions', () => {
  const anyScenario = fc.constantFrom(...scenarios)
  fc.assert(
    fc.property(anyScenario, damage, (text, cuts) => {
      expectReadable(issuesIn({ 'scenario.yaml': damaged(text, cuts) }))
    }),
    { numRuns: 300 },
  )
})

test('a damaged Compose file gives a model or issues with positions', () => {
  const anyFile = fc.constantFrom(...composeFiles)
  fc.assert(
    fc.property(anyFile, damage, (text, cuts) => {
      const files = { 'scenario.yaml': 'nodes: [{ count: 3 }]\napps: [{ compose: shop.yml }]' }
      expectReadable(issuesIn({ ...files, 'shop.yml': damaged(text, cuts) }))
    }),
    { numRuns: 300 },
  )
})
