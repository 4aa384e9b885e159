/** Issues of the compiler, at their characters in the text. */
import { expect, test } from 'vitest'
import { compileScenario, type Issue, ScenarioError } from '../../../src/scenario/index.ts'
import { fixOf, spanOf } from '../../../src/web/editor/issue-range.ts'

function issuesOf(text: string): readonly Issue[] {
  try {
    return compileScenario('a.yaml', { files: { read: () => text } }).warnings
  } catch (error) {
    if (error instanceof ScenarioError) return error.issues
    throw error
  }
}

const text = `name: bad
swarm: { overcomit: 0.1, strategy: "spred" }
nodes:
  - { name: a, memory: -8g }
timeline:
  - { at: 4s, docker: "run -d --nme x -m 1g nginx" }
`

test('the characters of an issue are the word that was found', () => {
  const marked = issuesOf(text).map((issue) => {
    const { from, to } = spanOf(text, issue)
    return text.slice(from, to)
  })
  expect(marked).toEqual(['overcomit', 'spred', '-8g', '--nme'])
})

test('writing all suggestions leaves only the issues that have none', () => {
  let mended = text
  for (const issue of [...issuesOf(text)].reverse()) {
    const fix = fixOf(text, issue)
    if (fix !== undefined) mended = mended.slice(0, fix.from) + fix.text + mended.slice(fix.to)
  }
  expect(mended).toContain('strategy: "spread"')
  expect(mended).toContain('--name x')
  expect(issuesOf(mended).map(({ path }) => path)).toContain('nodes[0].memory')
  expect(issuesOf(mended).map(({ path }) => path)).not.toContain('timeline[0].docker')
})

test('a word inside of another one can be mended, too', () => {
  const constrained = `nodes:
  - { name: a, labels: { storage: ssd } }
timeline:
  - { at: 4s, docker: "run -d -e constraint:storag==ssd nginx" }
`
  const [issue] = issuesOf(constrained)
  expect(fixOf(constrained, issue)).toMatchObject({ was: 'storag', text: 'storage' })
})

test('an issue at the end of a text or of a line still has a character', () => {
  for (const end of ['', '\n', 'nodes:']) {
    const { from, to } = spanOf(`name: a${end}`, { line: 9, column: 3, found: 'nothing' })
    expect(to).toBeGreaterThan(from)
    expect(to).toBeLessThanOrEqual(7 + end.length)
  }
})
