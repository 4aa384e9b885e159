/**
 * Goal: whoever writes a wrong scenario is told every mistake at once, where it stands, what was
 * found, what was expected and the nearest known word.
 * Method: a table of inputs and the exact lines a person reads.
 */
import { describe, expect, test } from 'vitest'
import { claims } from './bad-input/claims.ts'
import { commands } from './bad-input/commands.ts'
import { composeFiles } from './bad-input/compose-files.ts'
import { all } from './bad-input/everything.ts'
import { files } from './bad-input/files.ts'
import { overrides } from './bad-input/overrides.ts'
import { partitions } from './bad-input/partitions.ts'
import { shapes } from './bad-input/shapes.ts'
import { swarmClaims } from './bad-input/swarm-claims.ts'
import { swarmCommands } from './bad-input/swarm-commands.ts'
import { swarmSettings } from './bad-input/swarm-settings.ts'
import { timelines } from './bad-input/timelines.ts'
import { issuesOf } from './compile-text.ts'

test('every mistake of a file is reported at once, in the order of the file', () => {
  expect(issuesOf(all.input)).toEqual(all.says)
})

const swarmMode = { swarmSettings, swarmCommands, partitions, swarmClaims }
const groups = { files, shapes, timelines, commands, claims, composeFiles, overrides, ...swarmMode }
for (const [name, cases] of Object.entries(groups)) {
  describe(name, () => {
    test.each(cases)('$title', ({ input, files: beside = {}, set = [], says }) => {
      expect(issuesOf(input, { set }, beside)).toEqual(says)
    })
  })
}
