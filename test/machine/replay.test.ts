/** The compiled tables and the XState machines say the same, and a trace can be checked by them. */
import { expect, test } from 'vitest'
import { getNextSnapshot } from 'xstate'
import { illegal } from '../../src/machine/compile.ts'
import { type MachineName, machines } from '../../src/machine/machines.ts'
import { replay } from '../../src/machine/replay.ts'
import { tables } from '../../src/machine/steps.ts'
import { factCode } from '../../src/model/facts.ts'
import { sampleTrace } from '../fixtures/sample-trace.ts'

for (const name of Object.keys(machines) as MachineName[]) {
  test(`the table of ${name} agrees with its machine on every state and event`, () => {
    const machine = machines[name]
    const table = tables[name]
    expect([...table.states].sort()).toEqual(Object.keys(machine.states).sort())
    expect([...table.events].sort()).toEqual([...new Set<string>(machine.events)].sort())
    for (const [state, value] of table.states.entries()) {
      const snapshot = machine.resolveState({ value, context: {} } as never)
      for (const [event, type] of table.events.entries()) {
        const next = table.next[state * table.events.length + event]
        const isLegal = snapshot.can({ type } as never)
        expect(next !== illegal, `${value} on ${type}`).toBe(isLegal)
        if (!isLegal) continue
        const target = getNextSnapshot(machine as never, snapshot as never, { type } as never)
        expect(table.states[next], `${value} on ${type}`).toBe((target as { value: string }).value)
      }
    }
  })
}

test('a legal trace is replayed to its end', () => {
  // Managers 2, nodes 5, engines 8, containers 13.
  expect(replay(sampleTrace())).toEqual({ type: 'legal', steps: 28 })
})

test('the first illegal step is named with its thing, its state and its event', () => {
  const trace = sampleTrace()
  // node-2 crashes once more instead of coming back.
  const row = trace.type.lastIndexOf(factCode['node.recovered'])
  const type = trace.type.slice()
  type[row] = factCode['node.crashed']
  expect(replay({ ...trace, type })).toEqual({
    type: 'illegal',
    row,
    timeUs: 600_000_000,
    machine: 'node',
    entity: 'node-2',
    state: 'crashed',
    event: 'crash',
  })
})
