/** The text that outlives a reload. */
import { expect, test } from 'vitest'
import { type DraftStore, dropDraft, keepDraft, readDraft } from '../../../src/web/editor/draft.ts'

function store(limit = 1000): DraftStore {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem(key, value) {
      if (value.length > limit) throw new DOMException('full', 'QuotaExceededError')
      kept.set(key, value)
    },
    removeItem: (key) => void kept.delete(key),
  }
}

const draft = { path: 'a.yaml', files: { 'a.yaml': 'name: a\n' } }

test('a draft is read as it was kept, until it is dropped', () => {
  const browser = store()
  expect(readDraft(browser)).toBeUndefined()
  expect(keepDraft(browser, draft)).toBe(true)
  expect(readDraft(browser)).toEqual(draft)
  dropDraft(browser)
  expect(readDraft(browser)).toBeUndefined()
})

test('a full browser says so and keeps what it had', () => {
  const browser = store(60)
  keepDraft(browser, draft)
  const long = { path: 'a.yaml', files: { 'a.yaml': 'x'.repeat(100) } }
  expect(keepDraft(browser, long)).toBe(false)
  expect(readDraft(browser)).toEqual(draft)
})

test('what is no draft is none', () => {
  for (const text of ['', '{', 'null', '3', '{"path":"a"}', '{"path":"a","files":{}}']) {
    expect(readDraft({ ...store(), getItem: () => text })).toBeUndefined()
  }
})
