/** A key that does something is told in the list of `?` and in the guide, and nothing else is. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { keyList } from '../../../src/web/input/keys.ts'

const textOf = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')

/** Two names of one key. */
const same: Readonly<Record<string, string>> = { ' ': 'Space', '−': '-', '=': '+', Escape: 'Esc' }
const named = (key: string) => same[key] ?? key

/** Keys that the code asks for, by the cases of its switch. */
function handled(): Set<string> {
  const cases = textOf('src/web/input/keys.ts').matchAll(/case '(.+?)':/g)
  return new Set([...cases].map(([, key]) => named(key)))
}

/** Single keys among words such as `Alt with + − 0`. */
const listed = new Set(keyList.flatMap(([keys]) => keys.split(' ').map(named)))

/** What stands in backticks, or is a name, in the first column of the guide's table. */
function guided(): Set<string> {
  const table = textOf('docs/workbench.md').split('## Keys')[1]
  const rows = [...table.matchAll(/^\| (.+?) \|/gm)].map(([, keys]) => keys)
  const keys = rows.flatMap((row) => [
    ...[...row.matchAll(/`([^`]+)`/g)].flatMap(([, span]) => span.split(' ')),
    ...row.replaceAll(/`[^`]+`/g, '').split(/[\s,;]+/),
  ])
  return new Set(keys.map(named))
}

test('every key that is handled stands in the list of ? and in the guide', () => {
  const keys = [...handled()]
  expect(keys.length).toBeGreaterThan(30)
  expect(keys.filter((key) => !listed.has(key))).toEqual([])
  const inGuide = guided()
  expect(keys.filter((key) => !inGuide.has(key))).toEqual([])
})

test('every single key of the list is handled, here or by the view that it is about', () => {
  const elsewhere = ['z', 'd', 'x', 'Enter', 'Esc', 'F8', 'arrows', 'PageDown', 'PageUp']
  const known = new Set([...handled(), ...elsewhere])
  const single = keyList
    .filter(([keys]) => !/\+.|with|held|and/.test(keys))
    .flatMap(([keys]) => keys.split(' ').map(named))
  expect(single.filter((key) => !known.has(key))).toEqual([])
})
