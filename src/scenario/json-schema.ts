/**
 * The published JSON Schema of scenario files: editors complete and check with it. `swarm:` has one
 * variant per manager; nodes list the keys of all of them, because a node does not say who manages it.
 */
import { z } from 'zod'
import { managerInputs } from './managers/index.ts'
import {
  actionKeys,
  appSchema,
  eventSchemaOf,
  expectSchema,
  nodeSchemaOf,
  partSchemas,
} from './schema.ts'

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
  swarm: z.union(managers.map(({ swarmSchema, title }) => swarmSchema.meta({ title }))).optional(),
  nodes: z.array(node).min(1),
  images,
  costs,
  apps: z.array(appSchema).optional(),
  timeline: z.array(event).optional(),
  expect: z.array(expectSchema).optional(),
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
