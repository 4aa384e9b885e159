/** `reberth explain`, through the built command. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorkplace, nodeDies, type Workplace } from './command.ts'

let place: Workplace
beforeAll(() => {
  place = createWorkplace()
  place.file('node-dies.yaml', nodeDies)
  place.reberth('run', 'node-dies.yaml', '--quiet', '--trace', 'run.trace.jsonl')
})
afterAll(() => place.close())

test('a container without a place: every node says no, and what would have to change is named', () => {
  const { status, stdout } = place.reberth('explain', 'node-dies.yaml', '--container', 'db')
  expect(status).toBe(0)
  expect(stdout).toContain('decision 2 of 2')
  expect(stdout).toContain('no node: unable to find a node that satisfies node==node-2')
  expect(stdout).toMatch(/node-1 +- +constraint: /)
  expect(stdout).toMatch(/node-2 +- +health: /)
  expect(stdout).toMatch(/It would fit if you\n {2}- /)
})

test('--at goes back to an earlier decision, whose weights add up', () => {
  const args = ['explain', 'node-dies.yaml', '--container', 'web-1', '--at', '20s']
  const { stdout } = place.reberth(...args)
  expect(stdout).toMatch(/web-1 at 2\.0 s/)
  const row = /(node-\d) +1 +(-?[\d,]+) +(-?[\d,]+) +(-?[\d,]+) +(-?[\d,]+) +\d+ +chosen/.exec(
    stdout,
  )
  const [, , cpu, memory, health, weight] = row ?? []
  const [a, b, c, sum] = [cpu, memory, health, weight].map((text) => Number(text.replace(',', '')))
  expect(a + b + c).toBe(sum)
})

test('a stored trace explains the same as the run it came from', () => {
  const fromRun = place.reberth('explain', 'node-dies.yaml', '--container', 'db')
  const fromTrace = place.reberth('explain', 'run.trace.jsonl', '--container', 'db')
  expect(fromTrace.stdout).toBe(fromRun.stdout)
})

test('--json gives each node its verdict', () => {
  const { stdout } = place.reberth('explain', 'node-dies.yaml', '--container', 'db', '--json')
  const { decisions } = JSON.parse(stdout)
  expect(decisions[0]).toMatchObject({ container: 'db', node: null })
  const [pass] = decisions[0].explanation.passes
  expect(pass.nodes.map(({ name }: { name: string }) => name)).toEqual([
    'node-1',
    'node-2',
    'node-3',
  ])
})

test('above forty nodes reasons are counted, and the ten best are listed', () => {
  const nodes = '{ name: "n-{1..60}", cpus: 4, memory: 8g }, { name: "small-{1..5}", memory: 1g }'
  place.file(
    'many.yaml',
    `nodes: [${nodes}]\ntimeline:\n  - { at: 1s, docker: "run -d --name web -m 2g nginx" }\n`,
  )
  const { stdout } = place.reberth('explain', 'many.yaml', '--container', 'web')
  expect(stdout).toMatch(/ 5 {2}nodes \(small-1, small-2, small-3 and 2 more\): resources: /)
  expect(stdout).toMatch(/and 50 nodes more that would do; --all lists them/)
  expect(stdout.match(/as good/g)).toHaveLength(9)
  const all = place.reberth('explain', 'many.yaml', '--container', 'web', '--all')
  expect(all.stdout.match(/as good/g)).toHaveLength(59)
})

test.each([
  [['--container', 'dbb'], 'did you mean db?'],
  [['--container', 'db', '--at', '0.5s'], 'no decision up to 0.5s; the first one was at 1.0 s'],
])('%j ends with 2 and says %s', (args, message) => {
  const { status, stderr } = place.reberth('explain', 'node-dies.yaml', ...args)
  expect(stderr).toContain(message)
  expect(status).toBe(2)
})

test('the options of a run cannot change a stored trace', () => {
  const args = ['explain', 'run.trace.jsonl', '--container', 'db', '--seed', '8']
  const { status, stderr } = place.reberth(...args)
  expect(stderr).toContain('--seed cannot change it any more')
  expect(status).toBe(2)
})

const swarm = `
swarm: { manager: swarmkit }
nodes: [{ name: "node-{1..3}", cpus: 4, memory: 8g }]
timeline:
  - { at: 1s, docker: "service create --name web --replicas 5 nginx" }
  - { at: 30s, fault: crash, node: node-2 }
until: 2m
`

test('swarm mode: a slot, a task and a service can be named, and what led to the task comes first', () => {
  place.file('swarm.yaml', swarm)
  const explained = (name: string) =>
    place.reberth('explain', 'swarm.yaml', '--container', name).stdout
  const lost = [1, 2, 3, 4, 5].find((slot) => explained(`web.${slot}`).includes('node-2 is down'))
  const slot = explained(`web.${lost}`)
  expect(slot).toContain(`web.${lost}.2 at`)
  expect(slot).toMatch(/why +it took the place of web\.\d\.1, whose node is lost/)
  expect(slot).toMatch(/node-2 crashed\n(.*\n)*.*node-2 is down: heartbeat failure\n/)
  expect(explained(`web.${lost}.1`)).toMatch(/answer +node-2\n/)
  expect(explained('web')).toMatch(/web has 5 containers; name one of them to see why\n/)
})

test('swarm mode: --json carries the origin and the group', () => {
  const args = ['explain', 'swarm.yaml', '--container', 'web.1.1', '--json']
  const [decision] = JSON.parse(place.reberth(...args).stdout).decisions
  expect(decision).toMatchObject({ task: 'web.1.1', origin: { cause: 'asked' } })
  expect(decision.explanation.group).toMatchObject({ size: 5 })
  expect(decision.explanation.group.placed).toHaveLength(5)
})
