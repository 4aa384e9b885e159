/**
 * The stored digests of scenarios: one `digests.json` in the folder of the scenarios, from file name
 * to digest. A change of behaviour shows there as a changed line.
 */
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { UsageError } from '../exit-codes.ts'
import { writeText } from '../output/write-file.ts'

const fileName = 'digests.json'

export interface DigestStore {
  of(scenario: string): string | undefined
  set(scenario: string, digest: string): void
  /** Writes the files that changed, and returns their names. */
  save(): readonly string[]
}

export function createDigestStore(): DigestStore {
  const folders = new Map<string, Record<string, string>>()
  const changed = new Set<string>()

  function ofFolder(scenario: string): Record<string, string> {
    const folder = dirname(scenario)
    const known = folders.get(folder) ?? readDigests(join(folder, fileName))
    folders.set(folder, known)
    return known
  }

  return {
    of(scenario) {
      const digests = ofFolder(scenario)
      const name = basename(scenario)
      return Object.hasOwn(digests, name) ? digests[name] : undefined
    },
    set(scenario, digest) {
      const digests = ofFolder(scenario)
      if (digests[basename(scenario)] === digest) return
      digests[basename(scenario)] = digest
      changed.add(dirname(scenario))
    },
    save: () =>
      [...changed].map((folder) => {
        const path = join(folder, fileName)
        const sorted = Object.entries(folders.get(folder) ?? {}).sort(([one], [other]) =>
          one < other ? -1 : 1,
        )
        writeText(path, JSON.stringify(Object.fromEntries(sorted), null, 2))
        return path
      }),
  }
}

function readDigests(path: string): Record<string, string> {
  if (!existsSync(path)) return {}
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    const isMap = typeof value === 'object' && value !== null && !Array.isArray(value)
    if (isMap && Object.values(value).every((digest) => typeof digest === 'string')) {
      return value as Record<string, string>
    }
  } catch {
    // Falls through to the message below, which is the same for text that is no JSON at all.
  }
  throw new UsageError(`${path}: expected a JSON object from file names to digests`)
}
