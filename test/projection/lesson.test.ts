/** Answers of lessons are measured in the run, and follow it when the scenario changes. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { PredictScene } from '../../src/model/lesson.ts'
import { type Answer, answerOf } from '../../src/projection/lesson/answer.ts'
import { choiceOfTime, choicesOf } from '../../src/projection/lesson/choices.ts'
import { decidedUs, explainAnswer } from '../../src/projection/lesson/explain-answer.ts'
import { stageOf } from '../../src/projection/lesson/stage.ts'
import { simulate } from '../../src/run/simulate.ts'
import { compileLesson } from '../../src/scenario/index.ts'

const root = new URL('../../scenarios/lessons/', import.meta.url)
const shipped = readdirSync(root).filter((name) => name.endsWith('.lesson.yaml'))

/** Compiles a lesson of one question, or one of the repository, and measures its answers. */
function taken(path: string, files: Readonly<Record<string, string>> = {}) {
  const read = (name: string) => {
    const file = new URL(`../../${name}`, root)
    return files[name] ?? (existsSync(file) ? readFileSync(file, 'utf8') : undefined)
  }
  const { lesson, scenarios } = compileLesson(path, { files: { read } })
  const traces = new Map(
    [...scenarios].map(([name, { model }]) => [name, simulate(model).trace] as const),
  )
  const answers = lesson.scenes.map((scene) => {
    const trace = traces.get(scene.scenario)
    return scene.type === 'predict' && trace !== undefined ? answerOf(trace, scene) : undefined
  })
  const told = lesson.scenes.flatMap((scene, index) => {
    const [trace, answer] = [traces.get(scene.scenario), answers[index]]
    if (scene.type !== 'predict' || trace === undefined || answer === undefined) return []
    return explainAnswer(trace, scene, answer)
  })
  return { lesson, answers, told }
}

function asked(question: string, strategy = 'spread') {
  const files = {
    'a.lesson.yaml': `name: A\nscenario: run.yaml\nscenes:\n  - { predict: What?, ${question} }`,
    'run.yaml': `
swarm: { strategy: ${strategy}, ties: name }
nodes: [{ name: "node-{1..2}", cpus: 4, memory: 4g }]
until: 10m
timeline:
  - { at: 5s, docker: "run -d --name web-{1..2} -m 1g -e reschedule:on-node-failure nginx:1.9", every: 2s }
  - { at: 2m, fault: crash, node: node-1 }
`,
  }
  const { answers, told } = taken('a.lesson.yaml', files)
  return { answer: answers[0] as Answer, told }
}

test.each(shipped)('every question of %s has one answer in its run', (name) => {
  const { lesson, answers } = taken(`scenarios/lessons/${name}`)
  const questions = lesson.scenes.filter((scene) => scene.type === 'predict')
  expect(questions.length).toBeGreaterThanOrEqual(4)
  expect(answers.flatMap((answer) => (answer === undefined ? [] : [answer.problem]))).toEqual(
    questions.map(() => ''),
  )
})

test('the same question has another answer under another strategy', () => {
  const question = 'at: 6s, until: 1m, where: node(web-2)'
  expect(asked(question).told).toEqual(['web-2 went to node-2 at 0:07.0.'])
  expect(asked(question, 'binpack').told).toEqual(['web-2 went to node-1 at 0:07.0.'])
})

test('when a node is noticed is said with when it failed, and what was asked in vain', () => {
  const { answer, told } = asked('at: 2m1s, when: state(node-1) == unhealthy, bounds: [3m, 5m]')
  expect(answer.type === 'when' && answer.timeUs).toBeGreaterThan(180_000_000)
  expect(told[0]).toMatch(/^node-1 stopped answering at 2:00\.0; the manager noticed at 3:\d/)
  expect(told[1]).toMatch(/asked in vain at .* and .*: failure 3 in a row/)
})

test('which containers run elsewhere is told with why the others do not', () => {
  expect(asked('at: 1m, until: 110s, which: node-1').told).toEqual([
    'None of them runs elsewhere.',
    'web-1 does not: its turn did not come.',
  ])
  expect(asked('at: 1m, which: node-1').told).toEqual(['web-1 runs on another node.'])
})

test('a question that the run cannot answer says why', () => {
  const problem = (question: string) => asked(question).answer.problem
  expect(problem('at: 1m, when: running() == 2')).toBe('running() == 2 is true already at 1:00.0')
  expect(problem('at: 1m, until: 90s, when: moves() == 1')).toBe(
    'moves() == 1 does not become true until 1:30.0',
  )
  expect(problem('at: 1m, until: 90s, when: moves() == 1, never: true')).toBe('')
  expect(problem('at: 1m, until: 90s, where: node(web-1)')).toBe(
    'no node is chosen for web-1 between 1:00.0 and 1:30.0',
  )
  const both = '{ says: A, that: running() >= 1 }, { says: B, that: running() >= 2 }'
  expect(problem(`at: 1m, until: 90s, what: [${both}]`)).toBe(
    'two choices are right: running() >= 1, running() >= 2',
  )
  const none = '{ says: A, that: running() == 7 }, { says: B, that: running() == 8 }'
  expect(problem(`at: 1m, until: 90s, first: [${none}]`)).toBe(
    'none of the choices is true until 1:30.0',
  )
})

test('the first of several is the one that becomes true first, not one that is true before', () => {
  const choices = [
    '{ says: All, that: running() == 2 }',
    '{ says: Noticed, that: state(node-1) == unhealthy }',
    '{ says: Half, that: running() == 1 }',
  ]
  const { answer, told } = asked(`at: 121s, first: [${choices.join(', ')}]`)
  expect(answer.type === 'first' && answer.choice).toBe(1)
  expect(told[0]).toMatch(/^Noticed: first, at 3:/)
})

test('the silent node is never noticed, takes what is sent there, and runs twice in swarm mode', () => {
  const { answers, told } = taken('scenarios/lessons/blind-spot.lesson.yaml')
  const given = answers.flatMap((answer) => {
    if (answer === undefined) return []
    if (answer.type === 'where') return [answer.node]
    return [
      answer.type === 'when' ? answer.timeUs / 1_000_000 : answer.type === 'which' || answer.choice,
    ]
  })
  // The two of node-2; never; node-4; the user waits; 12 s after the cut; eleven run.
  expect(given.map((value) => (typeof value === 'number' ? Math.floor(value) : value))).toEqual([
    1, -1, 3, 2, 132, 2,
  ])
  expect(told).toContain(
    'node-4 stopped answering at 2:00.0; until 11:50.0 the manager did not notice.',
  )
  expect(told).toContain(
    'It was heard of last at 1:41.5, and since then no connection to it was refused.',
  )
})

test('what was not noticed yet is told with the refusals so far, and what is no node as it is asked', () => {
  const short = 'at: 2m1s, until: 2m40s, never: true, when: '
  expect(asked(`${short}state(node-1) == unhealthy`).told).toEqual([
    expect.stringMatching(
      /^node-1 stopped answering at 2:00\.0; until 2:40\.0 the manager did not/,
    ),
    expect.stringMatching(
      /^It was heard of last at 1:\d.*since then 1 connection to it was refused/,
    ),
  ])
  expect(asked(`${short}state(node-2) == unhealthy`).told).toEqual([
    'Until 2:40.0 it did not happen: state(node-2) == unhealthy.',
  ])
  expect(asked(`${short}moves() == 2`).told).toEqual([
    'Until 2:40.0 it did not happen: moves() == 2.',
  ])
})

test('a mark on the timeline lies in one of the choices', () => {
  const { lesson } = taken('scenarios/lessons/a-node-dies.lesson.yaml')
  const scene = lesson.scenes.find(({ type }) => type === 'predict') as PredictScene
  expect(choicesOf(scene.question)).toEqual([
    'before 2:30',
    'between 2:30 and 3:00',
    'between 3:00 and 4:00',
    'later, or never',
  ])
  const bounds = [150_000_000, 180_000_000, 240_000_000]
  expect([140, 150, 239, 240].map((at) => choiceOfTime(bounds, at * 1_000_000))).toEqual([
    0, 1, 2, 3,
  ])
})

test('a run ends with its answer, and what follows stands there', () => {
  const { lesson, answers } = taken('scenarios/lessons/a-node-dies.lesson.yaml')
  const known = (predict: number) => decidedUs(answers[predict] as Answer)
  const at = lesson.scenes.findIndex(({ type }) => type === 'predict')
  const run = stageOf(lesson, at + 1, 1_200_000_000, known)
  expect(run).toEqual({ fromUs: 125_000_000, untilUs: known(at) + 1_000_000 })
  expect(stageOf(lesson, at + 2, 1_200_000_000, known).fromUs).toBe(run.untilUs)
  expect(stageOf(lesson, at, 1_200_000_000, known)).toEqual({
    fromUs: 125_000_000,
    untilUs: 125_000_000,
  })
})
