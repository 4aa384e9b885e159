/** The examples in their groups, as the files say. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { aboutOf, galleryGroups } from '../../../src/web/gallery/gallery-groups.ts'

const folder = new URL('../../../scenarios/', import.meta.url)
const entries = readdirSync(folder)
  .filter((path) => /\.ya?ml$/.test(path))
  .map((path) => {
    const text = readFileSync(new URL(path, folder), 'utf8')
    return { path, text, name: path, about: '' }
  })

function shown(filter: string): Record<string, string[]> {
  return Object.fromEntries(
    galleryGroups(entries, filter).map(({ name, entries }) => [
      name,
      entries.map(({ path }) => path),
    ]),
  )
}

test('every example is in one group, by what it runs on', () => {
  const groups = shown('')
  expect(Object.keys(groups)).toEqual(['Classic Swarm', 'Swarm mode', 'Compose'])
  expect(Object.values(groups).flat()).toHaveLength(entries.length)
  expect(groups['Classic Swarm']).toContain('node-failure.yaml')
  expect(groups['Swarm mode']).toContain('swarm-quorum-loss.yaml')
  expect(groups.Compose).toEqual(['voting-app.yml'])
})

test('a filter keeps what has all of its words, and no empty group', () => {
  expect(shown('swarm QUORUM')).toEqual({ 'Swarm mode': ['swarm-quorum-loss.yaml'] })
  expect(shown('nothing-of-the-kind')).toEqual({})
})

test('a Compose file tells of itself in its first comment', () => {
  const [voting] = entries.filter(({ path }) => path === 'voting-app.yml')
  expect(aboutOf(voting)).toMatch(/^The voting application as it was deployed/)
  expect(aboutOf({ path: 'a', name: 'a', about: '', text: 'web: {}\n' })).toBe('')
})
