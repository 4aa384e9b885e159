/** The docker prompt goes on with what the scenario's reader takes, and with names of the run. */
import { expect, test } from 'vitest'
import { dockerQueries } from '../../../src/projection/docker-words.ts'
import { managerInputs } from '../../../src/scenario/managers/index.ts'
import { completionOf } from '../../../src/web/docker/completion.ts'
import { classicView } from '../../../src/web/managers/classic.ts'
import { swarmkitView } from '../../../src/web/managers/swarmkit.ts'

const names = ['node-1', 'node-2', 'web', 'worker']
const complete = (line: string) => completionOf(line, swarmkitView.dockerCommands, names)

test('what the prompt offers is what a scenario of that manager takes, and what can be asked', () => {
  for (const view of [classicView, swarmkitView] as const) {
    const type = view === classicView ? 'classic' : 'swarmkit'
    const taken = [...managerInputs[type].commandNames, ...dockerQueries[type]]
    expect([...view.dockerCommands].sort()).toEqual(taken.sort())
  }
})

test('a word of a command is finished, as far as it is certain', () => {
  expect(complete('service sc')).toEqual({ line: 'service scale ', choices: [] })
  expect(complete('serv').line).toBe('service ')
  expect(complete('service r').choices).toEqual(['service rollback', 'service rm'])
})

test('behind a command names are finished, and options are left to its reader', () => {
  expect(complete('service scale we')).toEqual({ line: 'service scale web', choices: [] })
  expect(complete('node rm no')).toEqual({ line: 'node rm node-', choices: ['node-1', 'node-2'] })
  expect(complete('service update --im')).toEqual({ line: 'service update --im', choices: [] })
})

test('what nothing begins with stays as it is', () => {
  expect(complete('fly away')).toEqual({ line: 'fly away', choices: [] })
})
