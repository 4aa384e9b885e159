/**
 * The shape of recorded decisions of the real Swarm 1.1: JSON objects, one per line, empty fields
 * left out. Unknown fields are ignored; a wrong shape is reported with its place in the record.
 */
import { z } from 'zod'

const texts = z.array(z.string()).default([])
const whole = z.int().default(0)
const labels = z.record(z.string(), z.string()).default({})
const ports = z
  .record(
    z.string(),
    z.array(z.object({ ip: z.string().default(''), port: z.string().default('') })),
  )
  .default({})
const strategy = z.enum(['spread', 'binpack', 'random'])
const filterName = z.enum(['health', 'port', 'dependency', 'affinity', 'constraint'])
const state = z.enum(['healthy', 'unhealthy', 'pending']).default('healthy')

const containerSchema = z.object({
  id: z.string().default(''),
  names: texts,
  labels,
  cpus: whole,
  memory: whole,
  ports,
  bound: ports,
  exposed: texts,
  net: z.string().default(''),
})

const nodeSchema = z.object({
  name: z.string(),
  id: z.string(),
  addr: z.string().default(''),
  cpus: z.int(),
  memory: z.int(),
  totalCpus: z.int(),
  totalMemory: z.int(),
  usedCpus: whole,
  usedMemory: whole,
  state,
  failures: whole,
  health: z.int().default(100),
  labels,
  images: z.array(z.object({ id: z.string().default(''), tags: texts })).default([]),
  containers: z.array(containerSchema).default([]),
})

const configSchema = z.object({
  image: z.string().default(''),
  name: z.string().default(''),
  env: texts,
  labels,
  cpus: whole,
  memory: whole,
  ports,
  exposed: texts,
  net: z.string().default(''),
  links: texts,
  volumesFrom: texts,
})

const resultSchema = z.object({
  order: z.array(z.string()).optional(),
  members: z.array(z.string()).optional(),
  error: z.string().optional(),
  panic: z.string().optional(),
})

const placementSchema = z.object({
  id: z.string(),
  family: z.string(),
  strategy,
  filters: z.array(filterName).default(['health', 'port', 'dependency', 'affinity', 'constraint']),
  overcommit: z.number().default(0.05),
  failureRetry: z.int().positive().default(3),
  nodes: z.array(nodeSchema).default([]),
  config: configSchema,
  parsed: z
    .object({ affinities: texts, constraints: texts, policies: texts, env: texts })
    .optional(),
  validateError: z.string().default(''),
  passes: z
    .array(
      z.object({
        soft: z.boolean(),
        steps: z
          .array(
            z.object({
              filter: filterName,
              left: z.array(z.int()).optional(),
              error: z.string().optional(),
            }),
          )
          .default([]),
        weights: z.array(z.tuple([z.int(), z.int(), z.int()])).optional(),
        error: z.string().default(''),
      }),
    )
    .default([]),
  result: resultSchema,
  top: texts,
  orderAmongTiesUndefined: z.boolean().default(false),
  alsoSeen: z.array(resultSchema).default([]),
})

const streamStepSchema = z.union([
  z.object({
    k: z.int().nonnegative(),
    n: z.string(),
    on: z.string().optional(),
    error: z.string().optional(),
    tied: z.int().default(1),
    top: z.array(z.string()).optional(),
  }),
  z.object({ rm: z.string() }),
  z.object({ node: z.string(), state, failures: whole }),
])

const streamSchema = z.object({
  id: z.string(),
  family: z.string(),
  strategy,
  filters: placementSchema.shape.filters,
  overcommit: z.number().default(0.05),
  failureRetry: z.int().positive().default(3),
  nodes: z.array(nodeSchema).default([]),
  kinds: z.array(configSchema),
  steps: z.array(streamStepSchema),
  final: z.array(
    z.object({ name: z.string(), containers: whole, usedCpus: whole, usedMemory: whole }),
  ),
  exactOrder: z.boolean(),
})

export type RecordedNode = z.infer<typeof nodeSchema>
export type RecordedContainer = z.infer<typeof containerSchema>
export type RecordedConfig = z.infer<typeof configSchema>
export type RecordedResult = z.infer<typeof resultSchema>
export type RecordedPlacement = z.infer<typeof placementSchema>
export type RecordedStream = z.infer<typeof streamSchema>
export type StreamStep = RecordedStream['steps'][number]

/** The record, or what is wrong with it. */
export type Read<Shape> =
  | { readonly type: 'read'; readonly record: Shape }
  | { readonly type: 'unreadable'; readonly problems: readonly string[] }

export function readPlacement(value: unknown): Read<RecordedPlacement> {
  return read(placementSchema, value)
}

export function readStream(value: unknown): Read<RecordedStream> {
  return read(streamSchema, value)
}

function read<Shape>(schema: z.ZodType<Shape>, value: unknown): Read<Shape> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return { type: 'read', record: parsed.data }
  const problems = parsed.error.issues.map(({ path, message }) => {
    return `cannot read ${path.length === 0 ? 'the record' : path.join('.')}: ${message}`
  })
  return { type: 'unreadable', problems }
}
