/** What the editor offers at a place in a half-written scenario, from the schema of scenarios. */
import { expect, test } from 'vitest'
import { jsonSchema } from '../../../src/scenario/index.ts'
import { helpAt, type JsonSchema, wordsAt } from '../../../src/web/editor/schema-words.ts'
import { readingPlace, writingPlaces } from '../../../src/web/editor/yaml-place.ts'

const schema = jsonSchema() as JsonSchema

/** The words offered at `|`, where the letters before it are the beginning of one. */
function offered(marked: string): string[] {
  const pos = marked.indexOf('|')
  const text = marked.replace('|', '')
  const from = pos - (/[\w.%-]*$/.exec(marked.slice(0, pos))?.[0].length ?? 0)
  const places = writingPlaces(text, from, pos)
  return places.flatMap((place) => wordsAt(schema, place).map((word) => word.text))
}

function helpOf(text: string, word: string) {
  const place = readingPlace(text, text.indexOf(word) + 1)
  return place === undefined ? undefined : helpAt(schema, place.path, place.data)
}

const nodes = 'nodes:\n  - { name: a }\n'

test('an empty line at the left edge offers the sections that are not there yet', () => {
  const words = offered(`${nodes}|`)
  expect(words).toContain('timeline')
  expect(words).toContain('expect')
  expect(words).not.toContain('nodes')
})

test('a half-written key in braces offers the keys of its map, without those it has', () => {
  const words = offered(`${nodes}timeline:\n  - { at: 3s, fa| }\n`)
  expect(words).toContain('fault')
  expect(words).not.toContain('at')
})

test('a half-written key in block style offers the same', () => {
  expect(offered('swarm:\n  strategy: spread\n  ov|\nnodes:\n  - {}\n')).toContain('overcommit')
  expect(offered('nodes:\n  - name: a\n    cp|\n')).toContain('cpus')
})

test('after a dash stand the keys of an entry', () => {
  expect(offered('nodes:\n  - |\n')).toContain('memory')
})

test('a value offers its words', () => {
  expect(offered(`${nodes}timeline:\n  - { at: 3s, fault: cr| }\n`)).toEqual([
    'crash',
    'freeze',
    'unreachable',
    'recover',
    'reboot',
    'flap',
    'partition',
    'heal',
  ])
  expect(offered(`swarm: { experimental: | }\n${nodes}`)).toEqual(['true', 'false'])
  expect(offered(`until: |\n${nodes}`)).toContain('1m30s')
})

test('the keys of swarm: are those of the manager that is named, classic when none is', () => {
  expect(offered(`swarm: { manager: swarmkit, | }\n${nodes}`)).toContain('orphan-after')
  expect(offered(`swarm: { manager: swarmkit, | }\n${nodes}`)).not.toContain('strategy')
  expect(offered(`swarm: { | }\n${nodes}`)).toContain('strategy')
  expect(offered(`swarm: { | }\n${nodes}`)).not.toContain('orphan-after')
  expect(offered(`swarm: { manager: | }\n${nodes}`)).toEqual(['classic', 'swarmkit'])
})

test('nothing is offered inside of a command line', () => {
  expect(offered(`${nodes}timeline:\n  - { at: 3s, docker: "run -d --na| x" }\n`)).toEqual([])
})

test('a key and its value tell what they mean', () => {
  const text = `${nodes}timeline:\n  - { at: 3s, fault: crash, node: a, for: 10s }\n`
  expect(helpOf(text, 'for')).toMatchObject({
    name: 'for',
    description: 'The fault ends by itself after this time.',
  })
  expect(helpOf(text, 'crash')?.about).toMatch(/^one of crash, freeze/)
  expect(helpOf(text, 'nodes')).toMatchObject({ name: 'nodes', about: 'a list' })
  expect(helpOf('nodes:\n  - { colour: red }\n', 'colour')).toBeUndefined()
})

test('text that is no YAML yet is no obstacle', () => {
  expect(offered('nodes:\n  - { name: a, [\n|')).toBeInstanceOf(Array)
  expect(helpOf('a: *nowhere\n', 'nowhere')).toBeUndefined()
})
