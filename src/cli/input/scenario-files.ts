/** Which files below a folder can be tested: YAML files with nodes, and lessons. Compose files have none. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../exit-codes.ts'
import { isLessonFile } from './lessons.ts'

/** Files as they are, folders with everything below them, in order of their names. */
export function scenarioFiles(paths: readonly string[]): readonly string[] {
  const files = paths.flatMap((path) => {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (stat === undefined) throw new UsageError(`${path}: no such file or folder`)
    return stat.isDirectory() ? below(path) : [path]
  })
  if (files.length === 0) throw new UsageError(`${paths.join(', ')}: no scenario files found`)
  return [...new Set(files)]
}

function below(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true })
  const sorted = entries.sort((one, other) => (one.name < other.name ? -1 : 1))
  return sorted.flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : below(path)
    if (isLessonFile(path)) return [path]
    const isScenario = /\.ya?ml$/.test(entry.name) && /^nodes\s*:/m.test(readFileSync(path, 'utf8'))
    return isScenario ? [path] : []
  })
}
