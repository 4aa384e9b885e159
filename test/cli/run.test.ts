/** `reberth run`, through the built command. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createWorkplace, nodeDies, type Workplace } from './command.ts'

let place: Workplace
beforeEach(() => {
  place = createWorkplace()
})
afterEach(() => place.close())

test('a run tells who noticed when, what moved where, and why one container stayed away', () => {
  place.file('node-dies.yaml', nodeDies)
  const { status, stdout, stderr } = place.reberth('run', 'node-dies.yaml')
  expect(stderr).toBe('')
  expect(status).toBe(0)
  expect(stdout).toMatch(/30\.0 s {2}node-2 crashed: its \d containers stopped/)
  expect(stdout).toMatch(/the manager noticed that node-2 is gone, [\d.]+ s after it crashed/)
  expect(stdout).toContain('db found no node: unable to find a node that satisfies node==node-2')
  expect(stdout).toMatch(/the manager heard from node-2 again/)
  expect(stdout).toMatch(/met {5}running\(web\) == 6 at 20:00\.0/)
  expect(stdout).toMatch(/seed 7, digest [0-9a-f]{64}\n$/)
})

test('without a terminal there is no colour, and no line is wider than 100 columns', () => {
  place.file('node-dies.yaml', nodeDies)
  const { stdout } = place.reberth('run', 'node-dies.yaml')
  expect(stdout).not.toContain('\u001b')
  const lines = stdout.split('\n').filter((line) => !line.includes('digest'))
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100)
})

test('same scenario and seed give the same digest, another seed another one', () => {
  place.file('node-dies.yaml', nodeDies)
  const digest = (...args: string[]) =>
    place.reberth('run', 'node-dies.yaml', '--quiet', ...args).stdout.match(/digest (\S+)/)?.[1]
  expect(digest()).toBe(digest())
  expect(digest('--seed', '8')).not.toBe(digest())
})

test('--json is one document with everything the text says', () => {
  place.file('node-dies.yaml', nodeDies)
  const { stdout } = place.reberth('run', 'node-dies.yaml', '--json')
  const { runs } = JSON.parse(stdout)
  expect(runs).toHaveLength(1)
  expect(runs[0]).toMatchObject({
    scenario: 'node-dies.yaml',
    seed: '7',
    end: 'reached',
    services: [
      { service: 'db', asked: 1 },
      { service: 'web', asked: 6, running: 6 },
    ],
  })
  expect(runs[0].story.length).toBeGreaterThan(5)
})

test('a broken expectation ends with 1 and says what was measured and what led there', () => {
  place.file('hopeful.yaml', nodeDies.replace('running(web) == 6', 'running(db) == 1'))
  const { status, stdout } = place.reberth('run', 'hopeful.yaml')
  expect(status).toBe(1)
  expect(stdout).toMatch(/broken {2}running\(db\) == 1 at 20:00\.0 \(line \d+\): was 0 at 20:00\.0/)
  expect(stdout).toMatch(/what led there/)
})

test('--until ends the run early, and what comes later is neither met nor broken', () => {
  place.file('node-dies.yaml', nodeDies)
  const { status, stdout } = place.reberth('run', 'node-dies.yaml', '--until', '20s')
  expect(status).toBe(0)
  expect(stdout).toContain('in 20.0 s of simulated time')
  expect(stdout).not.toContain('crashed')
})

test('--set changes one value of the scenario', () => {
  place.file('node-dies.yaml', nodeDies)
  const args = ['run', 'node-dies.yaml', '--json', '--set', 'swarm.strategy=binpack']
  const { runs } = JSON.parse(place.reberth(...args).stdout)
  const onNode = (name: string) =>
    runs[0].nodes.find((node: { name: string }) => node.name === name)
  // Packed, all of web goes to db, and after the failure to one node.
  expect([onNode('node-1').booked, onNode('node-3').booked].sort()).toEqual([0, 6])
})

test('--trace writes the whole trace under its name, and nothing else stays behind', () => {
  place.file('node-dies.yaml', nodeDies)
  const { status } = place.reberth('run', 'node-dies.yaml', '--quiet', '--trace', 'run.jsonl')
  expect(status).toBe(0)
  expect(readdirSync(place.folder).sort()).toEqual(['node-dies.yaml', 'run.jsonl'])
  const lines = readFileSync(join(place.folder, 'run.jsonl'), 'utf8').trimEnd().split('\n')
  const header = JSON.parse(lines[0])
  expect(header).toMatchObject({ format: 'reberth-trace', model: { seed: '7' } })
  expect(lines).toHaveLength(2 + header.facts)

  const replayed = place.reberth('replay', 'run.jsonl')
  expect(replayed.stdout).toMatch(/^legal: \d+ steps/)
  expect(replayed.status).toBe(0)
})

test('a Compose file runs without a scenario, and --save writes the scenario that was run', () => {
  place.file('docker-compose.yml', 'web:\n  image: nginx\nredis:\n  image: redis\n')
  const args = ['--compose', 'docker-compose.yml', '--nodes', '4', '--kill', 'node-2@30s']
  const quick = place.reberth('run', ...args, '--scale', 'web=3', '--save', 'mine.yaml', '--json')
  expect(quick.status).toBe(0)
  const [run] = JSON.parse(quick.stdout).runs
  expect(run.nodes).toHaveLength(4)
  expect(run.total.asked).toBe(4)

  const saved = place.reberth('run', 'mine.yaml', '--json')
  expect(JSON.parse(saved.stdout).runs[0].digest).toBe(run.digest)
})

test('a stack runs in swarm mode, and what its file asks for finds its place among the managers', () => {
  const deploy = '{ replicas: 3, placement: { constraints: [node.role == manager] } }'
  place.file('stack.yml', `version: "3"\nservices:\n  web: { image: nginx, deploy: ${deploy} }\n`)
  const args = [
    '--compose',
    'stack.yml',
    '--manager',
    'swarmkit',
    '--managers',
    '2',
    '--nodes',
    '3',
  ]
  const quick = place.reberth('run', ...args, '--save', 'stack.yaml', '--json')
  expect(quick.status).toBe(0)
  const [run] = JSON.parse(quick.stdout).runs
  expect(run.total).toMatchObject({ asked: 3, running: 3 })
  expect(run.nodes.map(({ running }: { running: number }) => running > 0)).toEqual([
    true,
    true,
    false,
  ])

  const saved = place.reberth('run', 'stack.yaml', '--json')
  expect(JSON.parse(saved.stdout).runs[0].digest).toBe(run.digest)
})

test('several scenarios are all read before the first one runs', () => {
  place.file('good.yaml', nodeDies)
  place.file('bad.yaml', 'nodes: [{ name: a, memory: -1g }]\n')
  const { status, stdout, stderr } = place.reberth('run', 'good.yaml', 'bad.yaml')
  expect(status).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toContain('bad.yaml:1:')
})

test('bad input is shown with file, line, column and a caret below the place', () => {
  place.file('bad.yaml', 'nodes:\n  - { name: a, memroy: 8g }\nfoo: 1\n')
  const { status, stderr } = place.reberth('run', 'bad.yaml')
  expect(status).toBe(2)
  const lines = stderr.split('\n')
  const at = lines.findIndex((line) => line.startsWith('bad.yaml:2:16 error:'))
  expect(lines[at]).toContain('did you mean memory')
  expect(lines[at + 1]).toContain('2 |   - { name: a, memroy: 8g }')
  expect(lines[at + 2].indexOf('^')).toBe(lines[at + 1].indexOf('memroy'))
  expect(stderr).toContain('bad.yaml:3:1')
  expect(stderr).toContain('2 problems in bad.yaml; nothing was run.')
})

test.each([
  [['run'], 'no scenario was named'],
  [['run', 'no-such.yaml'], 'no such file'],
  [['run', '--no-such-option'], "unknown option '--no-such-option'"],
  [['run', 'x.yaml', '--kill', 'a@1s'], '--kill belongs to --compose'],
  [['run', '--compose', 'c.yml', '--nodes', 'many'], 'expected a whole number'],
  [['run', '--compose', 'c.yml', '--kill', 'node-2'], 'expected a node and a time'],
  [['run', 'x.yaml', '--manager', 'swarmkit'], '--manager belongs to --compose'],
  [
    ['run', '--compose', 'c.yml', '--manager', 'swarmkit', '--strategy', 'binpack'],
    'expected no strategy: swarm mode always spreads',
  ],
  [['run', 'x.yaml', '--until', 'soon'], 'expected a time such as 30s'],
  [['explain', 'x.yaml'], "required option '--container <name>'"],
  [['no-such-command'], "unknown command 'no-such-command'"],
])('%j ends with 2 and says %s', (args, message) => {
  const { status, stdout, stderr } = place.reberth(...args)
  expect(stderr).toContain(message)
  expect(stdout).toBe('')
  expect(status).toBe(2)
  expect(existsSync(join(place.folder, 'command-line.yaml'))).toBe(false)
})

test.each(['run', 'explain', 'test', 'validate', 'replay', 'open', 'start', 'conform'])(
  '%s --help has examples and exit codes',
  (name) => {
    const { status, stdout } = place.reberth(name, '--help')
    expect(status).toBe(0)
    expect(stdout).toContain(`Usage: reberth ${name}`)
    expect(stdout).toContain('Examples:')
    expect(stdout).toContain('Exit codes:')
  },
)
