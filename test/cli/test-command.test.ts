/** `reberth test`, `validate`, `replay` and `conform`, through the built command. */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createWorkplace, nodeDies, type Workplace } from './command.ts'

let place: Workplace
beforeEach(() => {
  place = createWorkplace()
})
afterEach(() => place.close())

test('scenarios of the folder pass when their claims hold; Compose files are no scenarios', () => {
  mkdirSync(join(place.folder, 'scenarios/compose'), { recursive: true })
  place.file('scenarios/node-dies.yaml', nodeDies)
  place.file('scenarios/compose/app.yml', 'web:\n  image: nginx\n')
  const { status, stdout } = place.reberth('test')
  expect(status).toBe(0)
  expect(stdout).toContain('ok     scenarios/node-dies.yaml: 2 checks')
  expect(stdout).toContain('no stored digest')
  expect(stdout).toContain('1 scenario passed; 2 checks in 1 scenario')
})

test('a broken claim ends with 1, names its line, what was measured and what led there', () => {
  place.file('hopeful.yaml', nodeDies.replace('running(web) == 6', 'running(db) == 1'))
  const { status, stdout } = place.reberth('test', 'hopeful.yaml', '--junit', 'results.xml')
  expect(status).toBe(1)
  expect(stdout).toContain('failed hopeful.yaml')
  expect(stdout).toContain('line 14: running(db) == 1 at 20:00.0: was 0 at 20:00.0')
  expect(stdout).toContain('what led there')
  expect(stdout).toContain('see it: reberth open hopeful.yaml --at 1200s')
  const xml = readFileSync(join(place.folder, 'results.xml'), 'utf8')
  expect(xml).toContain('<testsuite name="hopeful.yaml" tests="2" failures="1" errors="0"')
  expect(xml).toContain('message="was 0 at 20:00.0"')
  expect(xml).toContain('running(web) &gt;= 4')
})

test('--update stores the digest, and a run that differs from it is shown by its first fact', () => {
  place.file('node-dies.yaml', nodeDies)
  expect(place.reberth('test', '.', '--update', '--store-traces').status).toBe(0)
  const digests = JSON.parse(readFileSync(join(place.folder, 'digests.json'), 'utf8'))
  expect(digests['node-dies.yaml']).toMatch(/^[0-9a-f]{64}$/)
  expect(place.reberth('test', '.').stdout).toContain('3 checks')

  place.file('node-dies.yaml', nodeDies.replace('at: 30s', 'at: 31s'))
  const { status, stdout } = place.reberth('test', '.')
  expect(status).toBe(1)
  expect(stdout).toMatch(/digest as stored: stored \w{12}, now \w{12}/)
  expect(stdout).toMatch(/first difference at fact \d+:\n +stored: 30.0 s .*\n +now: +31.0 s /)
  expect(stdout).toMatch(/see it: reberth open node-dies.yaml --at 30s --compare node-dies.trace/)
})

test('a scenario that cannot be read fails with 2, and the others are still tested', () => {
  place.file('bad.yaml', 'nodes: [{ name: a, memory: -1g }]\n')
  place.file('good.yaml', nodeDies)
  const { status, stdout } = place.reberth('test', '.')
  expect(status).toBe(2)
  expect(stdout).toContain('failed bad.yaml')
  expect(stdout).toContain('ok     good.yaml')
})

test('validate lists every problem of every file', () => {
  place.file('bad.yaml', 'nodes: [{ name: a, memory: -1g }]\nfoo: 1\n')
  place.file('good.yaml', nodeDies)
  const { status, stdout, stderr } = place.reberth('validate', 'bad.yaml', 'good.yaml')
  expect(status).toBe(2)
  expect(stderr).toContain('2 problems in bad.yaml')
  expect(stdout).toContain('valid good.yaml: 3 nodes')
  const json = JSON.parse(place.reberth('validate', 'bad.yaml', '--json').stdout)
  expect(json.files[0].issues.map(({ line }: { line: number }) => line)).toEqual([1, 2])
})

test('validate --compose reads a Compose file, and lists what has no effect on request', () => {
  place.file('docker-compose.yml', 'web:\n  image: nginx\n  stdin_open: true\n')
  const { status, stdout } = place.reberth('validate', '--compose', 'docker-compose.yml', '-v')
  expect(status).toBe(0)
  expect(stdout).toContain('valid docker-compose.yml')
  expect(stdout).toContain('stdin_open is ignored')
})

test('a trace that was changed by hand is refused', () => {
  place.file('node-dies.yaml', nodeDies)
  place.reberth('run', 'node-dies.yaml', '--quiet', '--trace', 'run.jsonl')
  const text = readFileSync(join(place.folder, 'run.jsonl'), 'utf8')
  place.file('changed.jsonl', text.replace('"type":"node.recovered"', '"type":"node.crashed"'))
  const { status, stderr } = place.reberth('replay', 'changed.jsonl')
  expect(status).toBe(2)
  expect(stderr).toContain('the file was changed')
})

test('conform counts by family, and ends with 1 when an answer differs', () => {
  const node = { name: 'n1', id: 'N1', addr: '10.0.0.1:2375', cpus: 4, memory: 1e9 }
  const record = {
    id: 'x-1',
    family: 'x',
    strategy: 'spread',
    nodes: [{ ...node, totalCpus: 4, totalMemory: 1_050_000_000 }],
    config: { image: 'app' },
    passes: [{ soft: true, steps: [], weights: [[0, -800, 0]] }],
    result: { order: ['n1'] },
  }
  place.file('right.jsonl', `${JSON.stringify(record)}\n`)
  const wrong = { ...record, id: 'x-2', result: { order: ['n2'] } }
  place.file('wrong.jsonl', `${JSON.stringify(record)}\n${JSON.stringify(wrong)}\n`)

  const right = place.reberth('conform', 'right.jsonl')
  expect(right.stdout).toMatch(/x +1 +1 +all/)
  expect(right.status).toBe(0)
  const { status, stdout } = place.reberth('conform', 'wrong.jsonl')
  expect(stdout).toContain('differs x-2 (family x)')
  expect(stdout).toContain('- order: recorded ["n2"], we answer ["n1"]')
  expect(stdout).toMatch(/x +2 +1 +1 differ/)
  expect(status).toBe(1)
})

test('conform says what it expected of a file that holds no recorded cases', () => {
  place.file('other.jsonl', '{"some":"thing"}\n')
  const { status, stderr } = place.reberth('conform', 'other.jsonl')
  expect(stderr).toContain('other.jsonl:1: expected a recorded placement')
  expect(status).toBe(2)
})
