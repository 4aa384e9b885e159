/** A show of hands, the options it is about, and addresses of scenes: what is counted is told, not scored. */
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { createActor } from 'xstate'
import type { Lesson, PredictScene } from '../../src/model/lesson.ts'
import type { Trace } from '../../src/model/trace.ts'
import { type Answer, answerOf } from '../../src/projection/lesson/answer.ts'
import { timelineOf } from '../../src/projection/timeline.ts'
import { simulate } from '../../src/run/simulate.ts'
import { compileLesson } from '../../src/scenario/index.ts'
import { handsIn, handsInWords, noHands, shareOf, withHands } from '../../src/web/lessons/hands.ts'
import { lessonMachine } from '../../src/web/lessons/lesson-machine.ts'
import { lessonAddress, readLessonAddress } from '../../src/web/lessons/lesson-place.ts'
import { toldTimeline } from '../../src/web/lessons/lesson-stage.ts'
import { distanceInWords, markChoice } from '../../src/web/lessons/mark.ts'
import { unspoiled } from '../../src/web/lessons/open-scene.ts'
import { isChosen, markOfOption, optionsOf } from '../../src/web/lessons/options.ts'

const path = 'scenarios/lessons/blind-spot.lesson.yaml'
let lesson: Lesson
let traces: ReadonlyMap<string, Trace>

/** A lesson about a file, or about texts by their paths. */
function taken(at: string, texts: Readonly<Record<string, string>> = {}) {
  const root = new URL('../../', import.meta.url)
  const read = (name: string) => texts[name] ?? readFileSync(new URL(name, root), 'utf8')
  const compiled = compileLesson(at, { files: { read } })
  const runs = [...compiled.scenarios].map(([name, { model }]) => [name, simulate(model).trace])
  return { lesson: compiled.lesson, traces: new Map(runs as [string, Trace][]) }
}

beforeAll(() => {
  const known = taken(path)
  lesson = known.lesson
  traces = known.traces
})

/** The nth question of the lesson with its answer; hands by the number of the option. */
function asked(nth: number, hands: Readonly<Record<number, number>> = noHands) {
  const scene = lesson.scenes.filter(({ type }) => type === 'predict')[nth] as PredictScene
  const trace = traces.get(scene.scenario) as Trace
  const question = { scene, answer: answerOf(trace, scene), mark: undefined, hands }
  return { trace, question: { ...question, options: optionsOf(trace, question) } }
}

function toldOf(nth: number, hands: Readonly<Record<number, number>>): string {
  const { trace, question } = asked(nth, hands)
  return handsInWords(trace, question)
}

test('what a class said is told with what came out, whatever was asked', () => {
  expect(toldOf(0, { 1: 14, 3: 8 })).toBe('14 of 22 said “The two of node-2”, and so it was.')
  expect(toldOf(0, { 0: 3, 1: 5, 3: 14 })).toBe(
    '14 of 22 said “All five”; it was “The two of node-2”, as 5 said.',
  )
  expect(toldOf(1, { 1: 9, 2: 9 })).toBe(
    '9 of 18 said between 6:00 and 8:00, 9 said between 8:00 and 10:00; it did not happen.',
  )
  expect(toldOf(2, { 2: 14, 0: 8 })).toBe('14 of 22 said node-3; it went to node-4.')
  expect(toldOf(2, { 3: 2, [-1]: 20 })).toBe(
    '20 of 22 said on no node; it went to node-4, as 2 said.',
  )
  expect(toldOf(4, { 1: 14 })).toBe('14 of 14 said between 2:05 and 2:20; it was 2:12.1.')
  expect(toldOf(4, {})).toBe('')
  expect(toldOf(4, { 1: 0 })).toBe('')
})

test('of containers several may be named, so hands are counted for each', () => {
  const texts = {
    'a.lesson.yaml':
      'name: A\nscenario: run.yaml\nscenes:\n  - { predict: Which?, at: 1m, which: node-1 }',
    'run.yaml': `
swarm: { strategy: spread, ties: name }
nodes: [{ name: "node-{1..50}", cpus: 4, memory: 4g }]
until: 10m
timeline:
  - { at: 5s, docker: "run -d --name web-1 -m 1g -e constraint:node==node-1 nginx:1.9" }
  - { at: 2m, fault: crash, node: node-1 }
`,
  }
  const { lesson, traces } = taken('a.lesson.yaml', texts)
  const [scene] = lesson.scenes as PredictScene[]
  const trace = traces.get('run.yaml') as Trace
  const question = { scene, answer: answerOf(trace, scene), mark: undefined, hands: { 0: 4 } }
  const options = optionsOf(trace, question)
  expect(options.map(({ text }) => text)).toEqual(['web-1'])
  expect(handsInWords(trace, { ...question, options })).toBe(
    'Hands went up: 4 for web-1; it was none of them.',
  )
  // Fifty names are no list: what was clicked, or what hands went up for, is listed.
  const where: Answer = { type: 'where', node: 0, timeUs: 0, row: 0, slot: 0, problem: '' }
  const clicked = {
    scene,
    answer: where,
    mark: { type: 'where', node: 41 },
    hands: { 7: 3 },
  } as const
  expect(optionsOf(trace, clicked)).toEqual([
    { key: 7, text: 'node-8' },
    { key: 41, text: 'node-42' },
    { key: -1, text: 'on no node' },
  ])
})

test('an option that is chosen makes the mark that says so', () => {
  for (const nth of [0, 1, 2, 3, 4, 5]) {
    const { question } = asked(nth)
    for (const { key } of question.options) {
      const mark = markOfOption(question, key)
      expect(question.options.filter((one) => isChosen(mark, one.key))).toMatchObject([{ key }])
    }
  }
})

test('who said that it never happens said what came out', () => {
  const { question } = asked(1)
  const said = (choice: number) =>
    distanceInWords(question.answer, markChoice(question.scene, choice, undefined))
  expect(said(3)).toBe('as you said')
  expect(said(2)).toBe('it did not happen')
})

test('hands are whole numbers that a room can hold, and an empty field counts nothing', () => {
  expect(withHands(noHands, 2, 14)).toEqual({ 2: 14 })
  expect(withHands({ 2: 14 }, 2, undefined)).toEqual({})
  expect(withHands({ 2: 14 }, 2, Number.NaN)).toEqual({})
  expect(withHands(noHands, 0, -3)).toEqual({ 0: 0 })
  expect(withHands(noHands, 0, 2.6)).toEqual({ 0: 3 })
  expect(withHands(noHands, 0, 1e9)).toEqual({ 0: 999 })
  expect(handsIn({ 0: 3, [-1]: 4 })).toBe(7)
  expect([0, 1, 2].map((key) => shareOf({ 0: 10, 1: 5 }, key))).toEqual([1, 0.5, 0])
  expect(shareOf(noHands, 0)).toBe(0)
})

test('hands stay with their scene, come back with the lesson, and are gone when it begins anew', () => {
  const actor = createActor(lessonMachine).start()
  const opened = { path, lesson, files: {} }
  const context = () => actor.getSnapshot().context
  // What was kept before hands were counted has none.
  actor.send({ type: 'opened', opened, progress: { index: 4, marks: {}, isDone: false } })
  expect(context().hands).toEqual({})
  actor.send({ type: 'hands', key: 1, count: 14 })
  actor.send({ type: 'next' })
  expect(context().hands).toEqual({ 4: { 1: 14 } })
  const { index, marks, hands } = context()
  actor.send({ type: 'left' })
  expect(context().hands).toEqual({})
  const progress = { index, marks, hands, isDone: false }
  actor.send({ type: 'opened', opened, progress, at: 9 })
  expect(context()).toMatchObject({ index: 9, hands: { 4: { 1: 14 } } })
  actor.send({ type: 'restart' })
  expect(context().hands).toEqual({})
})

test('the address of a scene is read as it was written, and says nothing else', () => {
  const place = { path: 'lessons/blind-spot.lesson.yaml', scene: 4 }
  expect(lessonAddress(place)).toBe('v=1&lesson=blind-spot&scene=5')
  expect(readLessonAddress(`#${lessonAddress(place)}`)).toEqual({ ...place, isKnown: true })
  const whole = lessonAddress({ ...place, scene: undefined })
  expect(readLessonAddress(whole).scene).toBeUndefined()
  expect(readLessonAddress('#lesson=a&scene=two').scene).toBeUndefined()
  expect(readLessonAddress('#v=9&lesson=a').isKnown).toBe(false)
})

test('what came out is opened only for those who met the question', () => {
  const none = { index: 0, marks: {}, isDone: false }
  const at = (index: number, progress?: Parameters<typeof unspoiled>[2]) =>
    unspoiled({ lesson }, index, progress)
  expect([at(4), at(5), at(6), at(7)]).toEqual([4, 4, 4, 7])
  expect(at(6, none)).toBe(4)
  expect(at(6, { ...none, index: 6 })).toBe(6)
  expect(at(6, { ...none, isDone: true })).toBe(6)
  expect(at(6, { ...none, marks: { 4: { type: 'choice', choice: 1 } } })).toBe(6)
  expect(at(6, { ...none, hands: { 4: { 1: 14 } } })).toBe(6)
})

test('the lanes tell no more than the scene shows', () => {
  const timeline = timelineOf(traces.get('scenarios/lessons/blind-spot.yaml') as Trace)
  const stage = { path, address: '', fromUs: 0, untilUs: 300_000_000, isFree: false }
  const told = toldTimeline(timeline, { lesson: stage })
  const gaps = ({ lanes }: typeof timeline) =>
    lanes.flatMap((lane) => lane.gaps.map((gap) => gap.isNoticed))
  expect(gaps(timeline)).toEqual([true, false])
  expect(gaps(told)).toEqual([true])
  expect(told.happenings.every(({ timeUs }) => timeUs <= 300_000_000)).toBe(true)
  expect(told.happenings.length).toBe(timeline.happenings.length - 1)
  expect(toldTimeline(timeline, { lesson: { ...stage, isFree: true } })).toBe(timeline)
  expect(toldTimeline(timeline, { lesson: undefined })).toBe(timeline)
})
