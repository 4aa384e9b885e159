/** What a dropped file is taken for. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fileKind, isForSwarmMode, refusalOf } from '../../../src/web/input/file-kind.ts'

const cases: readonly (readonly [kind: string, name: string, text: string])[] = [
  ['scenario', 'a.yaml', 'name: a\nnodes:\n  - {}\n'],
  ['scenario', 'a.json', '{ "name": "a", "nodes": [{}] }'],
  ['compose', 'c.yml', 'version: "3"\nservices:\n  web: { image: nginx }\n'],
  ['compose', 'c.yml', 'web:\n  image: nginx:1.9\n'],
  ['compose', 'c.json', '{ "services": { "web": { "image": "nginx" } } }'],
  ['trace', 'run.jsonl', '{"format":"reberth-trace","version":1}\n'],
  ['trace', 'cut.jsonl', '[1,2]\n'],
  ['empty', 'a.yaml', ' \n'],
  ['binary', 'photo.png', '\uFFFDPNG\r\n\0\0\0'],
  ['unknown', 'list.yaml', '- milk\n- bread\n'],
]

test.each(cases)('a %s file is known: %s', (kind, name, text) => {
  expect(fileKind({ name, text })).toBe(kind)
})

test('every example that comes with the product is known', () => {
  const folder = new URL('../../../scenarios/', import.meta.url)
  for (const name of readdirSync(folder).filter((path) => /\.ya?ml$/.test(path))) {
    const text = readFileSync(new URL(name, folder), 'utf8')
    expect([name, fileKind({ name, text })]).toEqual([
      name,
      name === 'voting-app.yml' ? 'compose' : 'scenario',
    ])
  }
})

test('a Compose file that says how it is deployed is for swarm mode', () => {
  expect(isForSwarmMode('version: "3.8"\nservices: {}\n')).toBe(true)
  expect(isForSwarmMode('services:\n  web:\n    deploy: { replicas: 2 }\n')).toBe(true)
  expect(isForSwarmMode('version: "2"\nservices: {}\n')).toBe(false)
})

test('a refusal says what is wrong and what can be opened instead', () => {
  expect(refusalOf({ name: 'photo.png', text: '\0' })).toMatch(
    /^photo\.png is no text\. Drop a scen/,
  )
  expect(refusalOf({ name: 'a.yaml', text: '' })).toMatch(/^a\.yaml is empty/)
  expect(refusalOf({ name: 'list.yaml', text: '- milk' })).toContain('neither the nodes')
})
