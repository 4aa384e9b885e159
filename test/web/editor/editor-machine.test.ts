/** When the text of the editor is checked and run. Time is the clock of the test. */
import { expect, test } from 'vitest'
import { createActor, SimulatedClock } from 'xstate'
import type { Checked } from '../../../src/web/editor/check-protocol.ts'
import { editorMachine, quietMs } from '../../../src/web/editor/editor-machine.ts'
import type { ScenarioFiles } from '../../../src/web/run/protocol.ts'

const good: Checked = { errors: [], notes: [], reads: [] }
const bad: Checked = {
  ...good,
  errors: [
    {
      file: 'a.yaml',
      line: 1,
      column: 1,
      path: '',
      found: 'x',
      expected: 'y',
      message: 'found x, expected y',
      severity: 'error',
    },
  ],
}

function textOf(text: string): ScenarioFiles {
  return { path: 'a.yaml', files: { 'a.yaml': text } }
}

function opened(answers: Readonly<Record<string, Checked | Error>>) {
  const clock = new SimulatedClock()
  const checked: string[] = []
  const ran: string[] = []
  const actor = createActor(editorMachine, {
    clock,
    input: {
      check: async ({ files }) => {
        const text = files['a.yaml']
        checked.push(text)
        const answer = answers[text]
        if (answer instanceof Error) throw answer
        return answer
      },
      onGood: ({ files }) => ran.push(files['a.yaml']),
    },
  }).start()
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
  return { actor, clock, checked, ran, settle }
}

test('a text is checked when nothing was typed for a while, and run when it has no errors', async () => {
  const { actor, clock, checked, ran, settle } = opened({ ab: good })
  actor.send({ type: 'typed', scenario: textOf('a') })
  clock.increment(quietMs - 1)
  actor.send({ type: 'typed', scenario: textOf('ab') })
  clock.increment(quietMs - 1)
  expect(checked).toEqual([])
  clock.increment(1)
  await settle()
  expect(checked).toEqual(['ab'])
  expect(ran).toEqual(['ab'])
})

test('a text with errors is not run, and its issues are told', async () => {
  const { actor, clock, ran, settle } = opened({ x: bad })
  actor.send({ type: 'typed', scenario: textOf('x') })
  clock.increment(quietMs)
  await settle()
  expect(ran).toEqual([])
  expect(actor.getSnapshot().context.checked).toEqual(bad)
})

test('the answer about a text that was typed over is not used', async () => {
  const { actor, clock, ran, settle } = opened({ old: good, new: good })
  actor.send({ type: 'typed', scenario: textOf('old') })
  clock.increment(quietMs)
  actor.send({ type: 'typed', scenario: textOf('new') })
  await settle()
  expect(ran).toEqual([])
  clock.increment(quietMs)
  await settle()
  expect(ran).toEqual(['new'])
})

test('a check that ends by itself is said, and the next text is checked again', async () => {
  const { actor, clock, ran, settle } = opened({ a: new Error('gone'), b: good })
  actor.send({ type: 'loaded', scenario: textOf('a') })
  await settle()
  expect(actor.getSnapshot().context.isBroken).toBe(true)
  actor.send({ type: 'typed', scenario: textOf('b') })
  clock.increment(quietMs)
  await settle()
  expect(actor.getSnapshot().context.isBroken).toBe(false)
  expect(ran).toEqual(['b'])
})

test('while a hand holds something nothing is run, and at once when it is let go', async () => {
  const { actor, clock, checked, ran, settle } = opened({ ab: good })
  actor.send({ type: 'typed', scenario: textOf('a') })
  actor.send({ type: 'held' })
  actor.send({ type: 'typed', scenario: textOf('ab') })
  clock.increment(10 * quietMs)
  await settle()
  expect(checked).toEqual([])
  actor.send({ type: 'released' })
  await settle()
  expect(ran).toEqual(['ab'])
})

test('a hand that lets go of nothing starts no check', async () => {
  const { actor, checked, settle } = opened({})
  actor.send({ type: 'released' })
  await settle()
  expect(checked).toEqual([])
})
