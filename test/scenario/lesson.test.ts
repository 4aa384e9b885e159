/** Lessons as text: what is refused, with all issues at once, and what a scene becomes. */
import { expect, test } from 'vitest'
import { compileLesson, formatIssue, ScenarioError } from '../../src/scenario/index.ts'

const scenario = `
nodes: [{ name: "node-{1..2}" }]
until: 10m
timeline:
  - { at: 5s, docker: "run -d --name web-1 nginx:1.9" }
  - { at: 1m, fault: crash, node: node-1 }
`

function compiled(...scenes: readonly string[]) {
  const lesson = ['name: A lesson', 'scenario: run.yaml', 'scenes:', ...scenes].join('\n')
  const files: Readonly<Record<string, string>> = { 'a.lesson.yaml': lesson, 'run.yaml': scenario }
  return compileLesson('a.lesson.yaml', { files: { read: (path) => files[path] } }).lesson
}

function issuesOf(...scenes: readonly string[]): string[] {
  try {
    compiled(...scenes)
  } catch (error) {
    if (error instanceof ScenarioError) return error.issues.map(formatIssue)
    throw error
  }
  return []
}

test('all that is wrong is said at once, each at its line and column', () => {
  expect(
    issuesOf(
      '  - { tell: Hello, highlight: node-3 }',
      '  - { predict: When?, at: 1m, when: stat(node-1) == unhealthy }',
      '  - { predict: Where?, at: 1s, where: node(wep-1) }',
      '  - { watch: Look, to: 11m, text: More }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.lesson.yaml:4:31: scenes[0].highlight: found "node-3", expected a node (node-1, node-2)",
      "a.lesson.yaml:5:37: scenes[1].when: found "stat", expected one of running, believed, unplaced, duplicates, moves, recovery, node, state, unscheduled, time-to-recover; did you mean state?",
      "a.lesson.yaml:6:44: scenes[2].where: found "wep-1", expected a container (web-1); did you mean web-1?",
      "a.lesson.yaml:7:24: scenes[3].to: found 11m, expected a time before the end of the run (10m)",
      "a.lesson.yaml:7:29: scenes[3].text: found text in a scene of type watch, expected it only where the scene is of type predict",
    ]
  `)
})

test('a scene is one thing, and a question is one question with a moment', () => {
  expect(
    issuesOf(
      '  - { tell: Hello, watch: Look }',
      '  - { run: Go }',
      '  - { predict: What?, when: running() == 0, which: node-1 }',
      '  - { predict: When?, at: 2m, until: 1m, when: running() == 0, bounds: [4m, 3m] }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.lesson.yaml:4:5: scenes[0]: found tell and watch, expected exactly one of tell, watch, predict, run, explain, try",
      "a.lesson.yaml:5:7: scenes[1].run: found run alone, expected a predict scene of the same scenario before it",
      "a.lesson.yaml:6:5: scenes[2]: found when and which, expected exactly one of when, where, which, what, first",
      "a.lesson.yaml:6:5: scenes[2]: found no at, expected at: the moment of the question",
      "a.lesson.yaml:7:38: scenes[3].until: found a time that is over, expected a time after the moment of the question",
      "a.lesson.yaml:7:72: scenes[3].bounds: found other times, expected times after the moment of the question, each later than the one before",
    ]
  `)
})

test('a scenario that is not there is missed where it is named', () => {
  expect(issuesOf('  - { tell: Hello }', '  - { tell: Other, scenario: other.yaml }')).toEqual([
    'a.lesson.yaml:5:30: scenes[1].scenario: found no file other.yaml, expected the path of a scenario',
  ])
})

test('a run without an end of its own belongs to the question before it', () => {
  const { scenes } = compiled(
    '  - { watch: Look, from: 0s, to: 30s }',
    '  - { predict: When?, at: 70s, when: state(node-1) == unhealthy, bounds: [2m, 3m] }',
    '  - { run: Go, speed: 5 }',
    '  - { explain: So. }',
  )
  expect(scenes[1]).toMatchObject({
    type: 'predict',
    atUs: 70_000_000,
    horizonUs: 600_000_000,
    question: { type: 'when', boundsUs: [120_000_000, 180_000_000], mayBeNever: false },
  })
  expect(scenes[2]).toMatchObject({ type: 'run', predict: 1, untilUs: undefined, speed: 5 })
  expect(scenes[3]).toMatchObject({ type: 'explain', predict: 1, atUs: undefined })
})
