/** A cluster that no browser can hold is refused with a way out, before anything is computed. */
import { expect, test } from 'vitest'
import { compileScenario } from '../../src/scenario/index.ts'
import { askedFor, containersMax, refuseTooLarge } from '../../src/web/run/too-large.ts'

function modelOf(text: string) {
  return compileScenario('s.yaml', {
    files: { read: (path) => (path === 's.yaml' ? text : undefined) },
  }).model
}

const swarm = (replicas: number) => `
swarm: { manager: swarmkit }
nodes: [{ count: 3 }]
timeline:
  - { at: 1s, docker: "service create --name web --replicas ${replicas} nginx" }
  - { at: 2s, docker: "service create --name agent --mode global agent" }
  - { at: 3s, docker: "service scale web=7" }
`

test('what is asked for is counted, however it is asked', () => {
  expect(askedFor(modelOf(swarm(5)))).toBe(5 + 3 + 7)
  const runs =
    'nodes: [{ count: 3 }]\ntimeline:\n  - { at: 1s, docker: "run -d --name web-{1..40} nginx" }\n'
  expect(askedFor(modelOf(runs))).toBe(40)
})

test('two million tasks are refused, in words for whoever must go on', () => {
  expect(() => refuseTooLarge(modelOf(swarm(1_900_000)))).toThrow(
    '1.9 million containers are asked for, and 1 million is what fits in a browser. Use reberth run',
  )
  expect(() => refuseTooLarge(modelOf(swarm(containersMax - 10)))).not.toThrow()
})
