/**
 * Goal: nothing that people write into a stack file makes the reader crash, and nothing wrong is
 * reported twice at one place.
 * Method: the values of a complete file are replaced, one at a time, by values of other kinds.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { deployText } from './deploy-stack.ts'

const complete = parse(readFileSync(new URL('compose/stack.yml', import.meta.url), 'utf8'), {
  merge: true,
}) as object

type Path = readonly (string | number)[]

function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, child]) => pathsIn(child, [...path, key]))]
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by
  const copy = structuredClone(value) as Record<string | number, unknown>
  copy[key] = replaced(copy[key], rest, by)
  return copy
}

const odd = [null, 'word', -1, true, [null], { a: {} }].map((value, turn) => ({ value, turn }))

test.each(odd)('$value in place of any value is read or refused', ({ value, turn }) => {
  // Every third path: six kinds of values visit each path twice.
  const paths = pathsIn(complete).filter((_, index) => index % 3 === turn % 3)
  for (const path of paths) {
    const { action, errors } = deployText(stringify(replaced(complete, path, value)))
    const where = `${path.join('.')}: ${errors.join('\n')}`
    expect(action !== undefined || errors.length > 0, where).toBe(true)
    const places = errors.map((line) => line.split(': ', 2).join())
    expect(places.length - new Set(places).size, where).toBe(0)
  }
})
