/** What can be searched for, and what is found at a moment of the story with six nodes. */
import { describe, expect, test } from 'vitest'
import { parseSearch, vocabularyOf } from '../../src/projection/search.ts'
import { searchMatches } from '../../src/projection/search-match.ts'
import { simulate } from '../../src/run/simulate.ts'
import { modelOf, sixNodes } from '../browser/scenarios.ts'
import { sampleTrace } from '../fixtures/sample-trace.ts'
import { harbourAt } from './harbour-moment.ts'

const { trace } = simulate(modelOf('six.yaml', sixNodes))
const vocabulary = vocabularyOf(trace)

function found(text: string, at: number, of = trace) {
  const input = harbourAt(of, at)
  const matches = searchMatches(input, parseSearch(text, vocabulary).terms)
  if (matches === undefined) return undefined
  const names = (flags: Uint8Array, nameOf: (index: number) => string) =>
    [...flags.keys()].filter((index) => flags[index] === 1).map(nameOf)
  return {
    containers: names(matches.containers, (index) => of.tables.containers[index].name),
    nodes: names(matches.nodes, (index) => of.model.nodes[index].name),
    slots: names(matches.slots, (index) => of.tables.slots[index].name),
    counts: matches.counts,
  }
}

describe('what is found', () => {
  test('nothing that was typed finds nothing, and leaves the picture alone', () => {
    expect(found('', 20)).toBeUndefined()
    expect(found('service:', 20)).toBeUndefined()
  })

  test('terms of one key are alternatives, terms of different keys hold together', () => {
    const both = found('service:web service:db', 20)
    expect(both?.counts.containers).toBe(8)
    const inZone = found('service:web service:db zone:b', 20)
    expect(inZone?.nodes).toEqual(['node-5'])
    expect(inZone?.containers.every((name) => /^(web|db)-/.test(name))).toBe(true)
    expect(found('service:web,db zone:b', 20)).toEqual(inZone)
  })

  test('a name is found whole, so that node-1 is not node-10, and a star stands for the rest', () => {
    expect(found('node:node', 20)?.nodes).toEqual([])
    expect(found('node:node-3', 20)?.nodes).toEqual(['node-3'])
    expect(found('node:*-3', 20)?.nodes).toEqual(['node-3'])
  })

  test('an image is found with and without its tag', () => {
    const tagged = found('image:nginx:1.9', 20)
    expect(tagged?.counts.containers).toBe(6)
    expect(found('image:nginx', 20)).toEqual(tagged)
  })

  test('a state is that of the box or that of the node; a ghost runs only for its manager', () => {
    const crashed = found('state:crashed', 40)
    expect(crashed?.nodes).toEqual(['node-2'])
    const ghosts = found('state:ghost', 40)
    expect(ghosts?.containers).toEqual(crashed?.containers)
    expect(ghosts?.counts.containers).toBeGreaterThan(0)
    expect(found('state:ghost', 20)?.counts).toEqual({ containers: 0, nodes: 0, waiting: 0 })
  })

  test('what waits in the roads is found as well', () => {
    // The sample's db found no place when its node was lost.
    const late = sampleTrace()
    expect(found('state:waiting', 200, late)).toEqual({
      containers: [],
      nodes: [],
      slots: ['db'],
      counts: { containers: 0, nodes: 0, waiting: 1 },
    })
    expect(found('state:refused', 200, late)?.slots).toEqual(['db'])
    expect(found('-state:waiting', 200, late)?.slots).toEqual([])
  })

  test('words without a key look at every name, and all of them must be there', () => {
    expect(found('web', 20)?.counts.containers).toBe(6)
    expect(found('web-1 nginx', 20)?.containers).toEqual(['web-1'])
    expect(found('web redis', 20)?.counts.containers).toBe(0)
    expect(found('-web', 20)?.counts.containers).toBe(17)
  })
})

describe('what cannot be meant', () => {
  test('an unknown name says what is known and puts the nearest one in its place', () => {
    const { problems, terms } = parseSearch('zone:b service:wbe', vocabulary)
    expect(terms).toHaveLength(2)
    expect(problems).toEqual([
      {
        word: 'service:wbe',
        message:
          'There is no service “wbe”. Did you mean web? Known: redis, db, web, worker, batch, search.',
        instead: 'zone:b service:web',
      },
    ])
  })

  test('an unknown key is no term', () => {
    const { problems, terms } = parseSearch('sevice:web', vocabulary)
    expect(terms).toEqual([])
    expect(problems[0].instead).toBe('service:web')
  })

  test('a key of which the run has nothing says so', () => {
    expect(parseSearch('network:front', vocabulary).problems[0].message).toBe(
      'Nothing in this run has a network.',
    )
  })

  test('an image with its tag is no key', () => {
    expect(parseSearch('nginx:1.9', vocabulary)).toEqual({
      terms: [{ key: 'text', value: 'nginx:1.9', isNot: false }],
      problems: [],
    })
  })

  test('quotes keep a name with spaces together', () => {
    expect(parseSearch('"my web"', vocabulary).terms).toEqual([
      { key: 'text', value: 'my web', isNot: false },
    ])
  })
})
