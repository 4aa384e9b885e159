/** Bookmarks: one for a moment, in order of time, and nothing that somebody else wrote is believed. */
import { expect, test } from 'vitest'
import { added, parseBookmarks } from '../../../src/web/time/bookmarks.ts'

test('a moment has one bookmark, bookmarks stand in order of time, and no number comes twice', () => {
  const first = added({ bookmarks: [] }, { timeUs: 90_000_000.4 })
  const second = added({ bookmarks: first }, { timeUs: 30_000_000 })
  expect(second).toEqual([
    { timeUs: 30_000_000, name: 'Bookmark 2' },
    { timeUs: 90_000_000, name: 'Bookmark 1' },
  ])
  expect(added({ bookmarks: second }, { timeUs: 30_000_000 })).toBe(second)
  const without = second.slice(0, 1)
  expect(added({ bookmarks: without }, { timeUs: 1 })[0].name).toBe('Bookmark 3')
})

test('there are a hundred at most', () => {
  const full = Array.from({ length: 100 }, (_, index) => ({ timeUs: index, name: 'x' }))
  expect(added({ bookmarks: full }, { timeUs: 1_000 })).toBe(full)
  expect(parseBookmarks(JSON.stringify([...full, { timeUs: 200, name: 'y' }]))).toHaveLength(100)
})

test('of what is kept only bookmarks are taken over', () => {
  const kept = [{ timeUs: 5, name: 'a'.repeat(200) }, { timeUs: -1, name: 'b' }, null, 'c']
  expect(parseBookmarks(JSON.stringify(kept))).toEqual([{ timeUs: 5, name: 'a'.repeat(80) }])
  expect(parseBookmarks(null)).toEqual([])
  expect(parseBookmarks('{"timeUs":5}')).toEqual([])
})
