/** The published JSON Schema of scenario files: editors complete and check with it. */
import { z } from 'zod'
import { scenarioSchema } from './schema.ts'

export function jsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(scenarioSchema, { io: 'input' })
  return {
    $schema,
    title: 'Reberth scenario',
    description: 'Nodes, applications, what happens to them, and what must hold.',
    ...schema,
  }
}
