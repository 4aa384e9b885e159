/** Whole entries that are offered: at their place, in the manager's words, and without an error. */
import { readdirSync } from 'node:fs'
import { snippet } from '@codemirror/autocomplete'
import { EditorState } from '@codemirror/state'
import { describe, expect, test } from 'vitest'
import { snippetsAt } from '../../../src/web/editor/snippets.ts'
import { modelOf, scenarioText } from '../../browser/scenarios.ts'

const classic = `until: 4m
nodes:
  - { name: "node-{1..3}", zone: a, rack: "r{1..3}" }
timeline:
  - { at: 5s, docker: "run -d --name shop-{1..4} nginx:1.9" } # first
expect:
`

const swarm = `swarm: { manager: swarmkit }
nodes:
  - name: one
    cpus: 8
timeline:
  - at: 5s
    docker: service create --name shop --replicas 4 nginx:1.27
  - { at: 6s, docker: "service create --name agent --mode global agent:1" }
expect:
  - { that: "running(shop) == 4", by: 1m }
`

/** A text with `|` where something is written. */
function offered(marked: string) {
  const at = marked.indexOf('|')
  return snippetsAt(marked.replace('|', ''), at, at)
}

/** The text with a snippet inserted at a place, as the editor does it. */
function inserted(text: string, at: number, template: string): string {
  let state = EditorState.create({ doc: text })
  const editor = {
    get state() {
      return state
    },
    dispatch: (transaction: { readonly state: EditorState }) => {
      state = transaction.state
    },
  }
  snippet(template)(editor, null, at, at)
  return state.doc.toString()
}

/** The text with a line after the last one of a section, and where the line ends. */
function withLine(text: string, section: string, line: string) {
  const lines = text.split('\n')
  const head = lines.findIndex((one) => one.startsWith(`${section}:`))
  const next = lines.findIndex((one, index) => index > head && /^\S/.test(one))
  const end = next < 0 ? lines.length : next
  const blank = lines.slice(0, end).findLastIndex((one) => one.trim() !== '') + 1
  lines.splice(blank, 0, line)
  return { text: lines.join('\n'), at: lines.slice(0, blank + 1).join('\n').length }
}

const labelsOf = (marked: string) => offered(marked).map(({ label }) => label)

describe('every snippet can be inserted without an error', () => {
  const files = readdirSync(new URL('../../../scenarios', import.meta.url))
  const bundled = files.filter((name) => name.endsWith('.yaml'))
  const texts: (readonly [name: string, text: string])[] = [
    ['classic.yaml', classic],
    ['swarm.yaml', swarm],
    [
      'homes.yaml',
      classic.replace('until', 'swarm: { managers: [{ name: m, on: node-2 }] }\nuntil'),
    ],
    ['full.yaml', classic.replace('4m', '5s')],
    ['images.yaml', `images: { shop:1: 90m, shop:2: 90m }\n${swarm}`],
    ...bundled.map((name) => [name, scenarioText(name)] as const),
  ]
  test.each(texts)('in %s', (name, text) => {
    let count = 0
    for (const section of ['timeline', 'nodes', 'expect']) {
      for (const line of ['  - ', '  ']) {
        const place = withLine(text, section, line)
        for (const { label, template, plain } of snippetsAt(place.text, place.at, place.at)) {
          const whole = inserted(place.text, place.at, template)
          expect(() => modelOf(name, whole), `${label}\n${whole}`).not.toThrow()
          expect(whole.replaceAll(/\n {2}/g, '\n')).toContain(plain)
          count++
        }
      }
    }
    expect(count).toBeGreaterThan(20)
  })
})

test('classic Swarm is offered what it can do', () => {
  expect(labelsOf(classic.replace('expect', '  - |\nexpect'))).toEqual([
    'start a service',
    'crash and recover a node',
    'partition and heal',
    'rack failure',
  ])
  const app = 'apps:\n  - { compose: voting-app.yml, scale: { vote: 3 } }\n'
  expect(labelsOf(app + classic.replace('expect', '  - |\nexpect'))).toContain('scale a service')
  expect(labelsOf(classic.replace('timeline', '  - |\ntimeline'))).not.toContain('manager nodes')
})

test('swarm mode is offered drain, scale and update, about a service that has a number', () => {
  const offers = offered(swarm.replace('expect', '  - |\nexpect'))
  expect(offers.map(({ label }) => label)).toEqual([
    'start a service',
    'crash and recover a node',
    'partition and heal',
    'drain a node and activate it again',
    'scale a service',
    'update a service',
  ])
  const scale = offers.find(({ label }) => label === 'scale a service')
  expect(scale?.plain).toBe('- { at: 36s, docker: "service scale shop=5" }')
  expect(labelsOf(swarm.replace('timeline', '  - |\ntimeline'))).toContain('manager nodes')
})

test('an entry begins after a dash, or where one can be written, and nowhere else', () => {
  expect(offered(`${classic}  - |`)[0].template).toMatch(/^\{ that/)
  expect(offered(`${classic}  |`)[0].template).toMatch(/^- \{ that/)
  expect(offered(`${classic}|`)).toEqual([])
  expect(offered(`${classic}  - { |`)).toEqual([])
  expect(offered(`${classic}  - | that`)).toEqual([])
  expect(offered(classic.replace('expect', '    - |\nexpect'))).toEqual([])
  expect(offered(swarm.replace('    cpus', '    |cpus'))).toEqual([])
  expect(offered(swarm.replace('nodes:', 'about: >\n  - |\nnodes:'))).toEqual([])
  expect(offered('|')).toEqual([])
})

test('a second service has another name, and the next nodes other numbers', () => {
  const web = classic.replace('shop-', 'web-')
  expect(offered(web.replace('expect', '  - |\nexpect'))[0].template).toContain('web2')
  const [group] = offered(web.replace('timeline', '  - |\ntimeline'))
  expect(group.plain).toContain('"node-{4..7}"')
})
