/**
 * The published JSON Schema of scenario files: editors complete and check with it. `swarm:` has one
 * variant per manager; nodes list the keys of all of them, because a node does not say who manages it.
 */

import { managerInputs } from './managers/index.ts'
import {
  actionKeys,
  appSchema,
  eventSchemaOf,
  expectSchema,
  nodeSchemaOf,
  partSchemas,
} from './schema.ts'
import { z } from './zod.ts'

const managers = Object.values(managerInputs)

const node = nodeSchemaOf(Object.assign({}, ...managers.map(({ nodeShape }) => nodeShape))).meta({
  id: 'node',
})
const event = eventSchemaOf(node).meta({
  id: 'event',
  oneOf: actionKeys.map((key) => ({ required: [key] })),
})
const { images, costs, ...head } = partSchemas

const scenarioSchema = z.strictObject({
  ...head,
  swarm: z
    .union(managers.map(({ swarmSchema, title }) => swarmSchema.meta({ title })))
    .optional()
    .meta({
      description: 'The manager and its settings. Default: classic Swarm 1.1 with rescheduling on.',
    }),
  nodes: z.array(node).min(1).meta({ description: 'The machines. One entry can make many.' }),
  images,
  costs,
  apps: z.array(appSchema).optional().meta({ description: 'Compose projects to bring up.' }),
  timeline: z.array(event).optional().meta({ description: 'What happens, and when.' }),
  expect: z
    .array(expectSchema)
    .optional()
    .meta({ description: 'Claims that must hold; reberth test checks them.' }),
})

export function jsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(scenarioSchema, { io: 'input' })
  return {
    $schema,
    title: 'Reberth scenario',
    description: 'Nodes, applications, what happens to them, and what must hold.',
    ...schema,
  }
}
