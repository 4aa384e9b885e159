/**
 * Where the full recordings are, if they are anywhere: in the folder that REBERTH_ORACLE names, or
 * in an `oracle` folder next to the checkout. The sample in this folder is always there.
 */
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

export const sampleFolder = join(root, 'test/oracle')

/** Why tests on the full recordings are skipped. */
export const whySkipped =
  'the full recordings are not here: name their folder with REBERTH_ORACLE to run this'

/** Folder that holds `classic/`, or undefined. */
export function recordingsFolder(): string | undefined {
  const named = process.env.REBERTH_ORACLE
  if (named) return named
  const around = dirname(root)
  return readdirSync(around, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && join(around, entry.name) !== root)
    .map(({ name }) => join(around, name, 'oracle'))
    .find((folder) => existsSync(join(folder, 'classic')))
}
