/// <reference lib="webworker" />
/**
 * Checks the text of the editor away from the page, and tells the schema that its help comes from:
 * both are of the compiler that runs scenarios. It compiles and does not simulate.
 */
import { compileScenario, jsonSchema, ScenarioError } from '../../scenario/index.ts'
import type { ScenarioFiles } from '../run/protocol.ts'
import type { CheckAnswer, Checked, CheckRequest } from './check-protocol.ts'
import type { JsonSchema } from './schema-words.ts'

declare const self: DedicatedWorkerGlobalScope

self.onmessage = ({ data }: MessageEvent<CheckRequest>) => {
  answer({ type: 'checked', id: data.id, checked: check(data.scenario) })
}

answer({ type: 'schema', schema: jsonSchema() as JsonSchema })

function check({ path, files }: ScenarioFiles): Checked {
  const reads = new Set<string>()
  const read = (name: string) => {
    reads.add(name)
    return files[name]
  }
  try {
    const { warnings, ignoredKeys } = compileScenario(path, { files: { read } })
    return { errors: [], notes: [...warnings, ...ignoredKeys], reads: [...reads] }
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    return { errors: error.issues, notes: [], reads: [...reads] }
  }
}

function answer(message: CheckAnswer): void {
  self.postMessage(message)
}
