/**
 * Compose files of the real world, when a folder of them lies beside the repository: every one must
 * load. The folder is not part of the repository, so its absence is no failure.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { compileText } from './compile-text.ts'

const folder = fileURLToPath(new URL('../../../shared/data/compose/', import.meta.url))
const isThere = existsSync(folder)
const files = isThere ? readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)) : []

describe('given Compose files', () => {
  if (!isThere) {
    test('load', ({ skip }) => skip('no folder of Compose files lies beside the repository'))
  }

  test.each(files)('%s loads', (name) => {
    const scenario = `nodes: [{ count: 4 }]\napps: [{ compose: given/${name} }]\n`
    const content = readFileSync(`${folder}${name}`)
    const { model } = compileText(scenario, {}, { [`given/${name}`]: content })
    expect(model.timeline[0]?.action).toMatchObject({
      type: 'compose.up',
      project: expect.stringMatching(/^[a-z0-9]+$/),
    })
  })
})
