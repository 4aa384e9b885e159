/** The page's side of the worker that checks: one for all, started when the editor opens. */
import type { ScenarioFiles } from '../run/protocol.ts'
import type { CheckAnswer, Checked } from './check-protocol.ts'
import type { JsonSchema } from './schema-words.ts'

interface Asked {
  readonly resolve: (checked: Checked) => void
  readonly reject: (error: Error) => void
}

let worker: Worker | undefined
let nextId = 0
let schema: JsonSchema | undefined
const asked = new Map<number, Asked>()

/** Nothing until the worker has told it, a moment after the editor opened. */
export function knownSchema(): JsonSchema | undefined {
  return schema
}

export function warmUp(): void {
  worker ??= start()
}

export function check(scenario: ScenarioFiles): Promise<Checked> {
  warmUp()
  const id = nextId++
  return new Promise((resolve, reject) => {
    asked.set(id, { resolve, reject })
    worker?.postMessage({ id, scenario })
  })
}

function start(): Worker {
  const started = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' })
  started.onmessage = ({ data }: MessageEvent<CheckAnswer>) => {
    if (data.type === 'schema') {
      schema = data.schema
      return
    }
    asked.get(data.id)?.resolve(data.checked)
    asked.delete(data.id)
  }
  started.onerror = (event) => {
    event.preventDefault()
    started.terminate()
    worker = undefined
    for (const { reject } of asked.values()) reject(new Error(event.message))
    asked.clear()
  }
  return started
}
