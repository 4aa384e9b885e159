/** Lessons on the page: nobody sees past an open question, and marks are compared, not scored. */
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { createActor } from 'xstate'
import type { PredictScene } from '../../src/model/lesson.ts'
import type { Trace } from '../../src/model/trace.ts'
import { answerOf } from '../../src/projection/lesson/answer.ts'
import { simulate } from '../../src/run/simulate.ts'
import { compileLesson } from '../../src/scenario/index.ts'
import { lessonMachine } from '../../src/web/lessons/lesson-machine.ts'
import {
  distanceInWords,
  markChoice,
  markInWords,
  markTime,
  toggleSlot,
} from '../../src/web/lessons/mark.ts'
import { keepProgress, readProgress } from '../../src/web/lessons/progress.ts'

const path = 'scenarios/lessons/a-node-dies.lesson.yaml'
let trace: Trace
let scene: PredictScene
let lesson: ReturnType<typeof compileLesson>['lesson']

beforeAll(() => {
  const root = new URL('../../', import.meta.url)
  const read = (name: string) => {
    try {
      return readFileSync(new URL(name, root), 'utf8')
    } catch {
      return undefined
    }
  }
  const compiled = compileLesson(path, { files: { read } })
  lesson = compiled.lesson
  scene = lesson.scenes.find(({ type }) => type === 'predict') as PredictScene
  const [scenario] = compiled.scenarios.values()
  if (scenario === undefined) throw new Error('the lesson has no scenario')
  trace = simulate(scenario.model).trace
})

test('a mark lies in the span of its question, and a choice puts it into the middle', () => {
  expect(markTime(scene, 0)).toEqual({ type: 'when', timeUs: scene.atUs, choice: 0 })
  expect(markTime(scene, 200_400_000)).toEqual({ type: 'when', timeUs: 200_000_000, choice: 2 })
  expect(markChoice(scene, 1, undefined)).toEqual({ type: 'when', timeUs: 165_000_000, choice: 1 })
  const last = markTime(scene, 170_000_000)
  expect(markChoice(scene, 1, last)).toBe(last)
})

test('mark and truth are told with what lies between them', () => {
  const answer = answerOf(trace, scene)
  if (answer.type !== 'when') throw new Error('not a question about a time')
  const mark = markTime(scene, answer.timeUs - 30_000_000)
  expect(markInWords(trace, scene, mark)).toMatch(/^3:1\d\.0$/)
  expect(distanceInWords(answer, mark)).toMatch(/^your mark is (29|30)\.\d s before it$/)
  expect(distanceInWords(answer, undefined)).toBe('')
})

test('containers are picked and put back one by one', () => {
  const one = toggleSlot(undefined, 3)
  expect(toggleSlot(one, 5)).toEqual({ type: 'which', slots: [3, 5] })
  expect(toggleSlot(one, 3)).toEqual({ type: 'which', slots: [] })
})

test('a lesson goes on where it was left, stays within its scenes, and is lit by any step', () => {
  const actor = createActor(lessonMachine).start()
  const opened = { path, lesson, files: {} }
  actor.send({ type: 'opened', opened, progress: { index: 4, marks: {}, isDone: false } })
  expect(actor.getSnapshot().context.index).toBe(4)
  actor.send({ type: 'blank' })
  expect(actor.getSnapshot().matches({ screen: 'blank' })).toBe(true)
  actor.send({ type: 'next' })
  expect(actor.getSnapshot().matches({ screen: 'lit' })).toBe(true)
  actor.send({ type: 'go', index: 999 })
  actor.send({ type: 'next' })
  expect(actor.getSnapshot().context.index).toBe(lesson.scenes.length - 1)
  actor.send({ type: 'opened', opened, progress: { index: 9, marks: {}, isDone: true } })
  expect(actor.getSnapshot().context.index).toBe(0)
})

test('storage that is full is said in plain words, and storage that is missing is no error', () => {
  expect(readProgress()).toEqual({})
  expect(keepProgress(path, { index: 1, marks: {}, isDone: false })).toContain('could not be kept')
})
