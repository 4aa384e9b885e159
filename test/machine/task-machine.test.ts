/**
 * Goal: who may move a task of swarm mode from where to where, as one table.
 * Method: the table of steps is shown by owner; the compiled machine and the check agree with it.
 */
import { expect, test } from 'vitest'
import {
  mayMove,
  observedStates,
  type TaskOwner,
  taskMachine,
  taskSteps,
  taskTable,
} from '../../src/machine/task-machine.ts'
import { taskStateCode } from '../../src/model/swarm-mode.ts'

test('each step has one owner', () => {
  const table = taskSteps.map(({ owner, from, to }) =>
    from.length === 1
      ? `${owner}: ${from[0]} -> ${to}`
      : `${owner}: ${from[0]}..${from.at(-1)} -> ${to}`,
  )
  expect(table).toMatchInlineSnapshot(`
    [
      "allocator: new -> pending",
      "scheduler: pending -> assigned",
      "scheduler: pending -> shutdown",
      "worker: assigned -> accepted",
      "worker: assigned..accepted -> preparing",
      "worker: assigned..preparing -> ready",
      "worker: assigned..ready -> starting",
      "worker: assigned..starting -> running",
      "worker: assigned..running -> complete",
      "worker: assigned..complete -> shutdown",
      "worker: assigned..shutdown -> failed",
      "worker: assigned..failed -> rejected",
      "enforcer: new..failed -> rejected",
      "dispatcher: assigned..running -> orphaned",
      "control: new..running -> orphaned",
    ]
  `)
})

test('a task never goes back', () => {
  for (const { from, to } of taskSteps) {
    for (const state of from) expect(taskStateCode[to]).toBeGreaterThan(taskStateCode[state])
  }
})

test('only its owner may make a step', () => {
  const owners = [...new Set(taskSteps.map(({ owner }) => owner))]
  const legal = new Set(
    taskSteps.flatMap(({ owner, from, to }) => from.map((state) => `${owner} ${state} ${to}`)),
  )
  for (const owner of owners) {
    for (const from of observedStates) {
      for (const to of observedStates) {
        const [a, b] = [taskStateCode[from], taskStateCode[to]]
        expect(mayMove(owner as TaskOwner, a, b)).toBe(legal.has(`${owner} ${from} ${to}`))
      }
    }
  }
})

test('every state can be reached, and nothing leads out of ORPHANED', () => {
  expect(new Set(taskSteps.map(({ to }) => to))).toEqual(
    new Set(observedStates.filter((state) => state !== 'new')),
  )
  expect(taskMachine.config.states?.orphaned?.on).toEqual({})
  expect(taskTable.states).toEqual(observedStates)
})
