/**
 * The shape of recorded decisions of SwarmKit's scheduler: JSON objects, one per line, defaults left
 * out. Unknown fields are ignored; a wrong shape is reported with its place in the record.
 */
import { z } from 'zod'

const texts = z.array(z.string()).default([])
const labels = z.record(z.string(), z.string()).default({})
const whole = z.int().default(0)

const genericSchema = z.union([
  z.object({ kind: z.string(), names: z.array(z.string()) }),
  z.object({ kind: z.string(), value: z.int() }),
])

const nodeSchema = z.object({
  id: z.string(),
  hostname: z.string().default(''),
  role: z.enum(['worker', 'manager']).default('worker'),
  availability: z.enum(['active', 'pause', 'drain']).default('active'),
  state: z.enum(['ready', 'down', 'unknown', 'disconnected']).default('ready'),
  addr: z.string().default(''),
  resources: z
    .object({ nanoCpus: whole, memoryBytes: whole, generic: z.array(genericSchema).default([]) })
    .optional(),
  labels,
  engineLabels: labels,
  platform: z.object({ os: z.string().default(''), arch: z.string().default('') }).optional(),
  plugins: z
    .array(z.object({ type: z.string().default(''), name: z.string().default('') }))
    .default([]),
  noDescription: z.boolean().default(false),
})

const serviceSchema = z.object({
  id: z.string(),
  mode: z.enum(['replicated', 'global']).default('replicated'),
  constraints: texts,
  preferences: texts,
  reservations: z
    .object({
      nanoCpus: whole,
      memoryBytes: whole,
      generic: z.array(z.object({ kind: z.string(), value: whole })).default([]),
    })
    .optional(),
  ports: z
    .array(
      z.object({
        protocol: z.string().default('tcp'),
        published: whole,
        mode: z.enum(['host', 'ingress']).default('ingress'),
      }),
    )
    .default([]),
  maxReplicas: whole,
  platforms: z
    .array(z.object({ os: z.string().default(''), arch: z.string().default('') }))
    .default([]),
  volumeDriver: z.string().default(''),
  networkDriver: z.string().default(''),
  logDriver: z.string().default(''),
})

const stateSchema = z.enum([
  'new',
  'pending',
  'assigned',
  'accepted',
  'preparing',
  'ready',
  'starting',
  'running',
  'complete',
  'shutdown',
  'failed',
  'rejected',
  'remove',
  'orphaned',
])

const existingSchema = z.object({
  id: z.string(),
  service: z.string().default(''),
  node: z.string().default(''),
  state: stateSchema.default('running'),
  desired: stateSchema.default('running'),
})

const createSchema = z.object({
  op: z.literal('create'),
  service: z.string(),
  from: z.int(),
  to: z.int(),
  specVersion: z.int().optional(),
})
const createGlobalSchema = z.object({
  op: z.literal('createGlobal'),
  service: z.string(),
  specVersion: z.int().optional(),
})
const endSchema = z.object({
  op: z.enum(['fail', 'stop']),
  tasks: z.array(z.string()),
  state: stateSchema.default('shutdown'),
})
const removeSchema = z.object({ op: z.literal('remove'), tasks: z.array(z.string()) })
const setNodeSchema = z.object({ op: z.literal('setNode'), node: nodeSchema })
const single = [createSchema, createGlobalSchema, endSchema, removeSchema, setNodeSchema] as const
const batchSchema = z.object({
  op: z.literal('batch'),
  batch: z.array(z.discriminatedUnion('op', single)),
})
const stepSchema = z.discriminatedUnion('op', [...single, batchSchema])

const counts = z.record(z.string(), z.int())
/** A number that never varied, or the smallest and the largest that were seen. */
const seenNumber = z.union([z.int(), z.tuple([z.int(), z.int()])]).default(0)

const resultSchema = z.object({
  globalNodes: z.record(z.string(), z.array(z.string()).nullable()).default({}),
  services: z
    .array(
      z.object({
        service: z.string(),
        active: seenNumber,
        pending: seenNumber,
        counts: counts.optional(),
        countRange: z.record(z.string(), z.tuple([z.int(), z.int()])).optional(),
        sorted: z.array(z.int()).optional(),
        groups: z
          .array(
            z.object({
              level: z.int(),
              counts: counts.optional(),
              sorted: z.array(z.int()).optional(),
            }),
          )
          .optional(),
        answersSeen: z.int().default(0),
        answers: z.array(counts).optional(),
        errors: counts.optional(),
        errorsSeen: z.array(counts).optional(),
        placement: z.record(z.string(), z.string()).optional(),
      }),
    )
    .default([]),
  nodeTotalsSorted: z.array(z.int()).optional(),
})

const caseSchema = z.object({
  id: z.string(),
  family: z.string(),
  nodes: z.array(nodeSchema).default([]),
  services: z.array(serviceSchema).default([]),
  existing: z.array(existingSchema).default([]),
  steps: z.array(stepSchema).default([]),
  result: z.array(resultSchema).default([]),
})

export type RecordedCase = z.infer<typeof caseSchema>
export type RecordedNode = z.infer<typeof nodeSchema>
export type RecordedService = z.infer<typeof serviceSchema>
export type RecordedTask = z.infer<typeof existingSchema>
export type RecordedStep = z.infer<typeof stepSchema>
export type RecordedAnswer = z.infer<typeof resultSchema>
export type RecordedServiceAnswer = RecordedAnswer['services'][number]
export type StateName = z.infer<typeof stateSchema>

/** The record, or what is wrong with it. */
export type ReadCase =
  | { readonly type: 'read'; readonly record: RecordedCase }
  | { readonly type: 'unreadable'; readonly problems: readonly string[] }

export function readCase(value: unknown): ReadCase {
  const parsed = caseSchema.safeParse(value)
  if (parsed.success) return { type: 'read', record: parsed.data }
  const problems = parsed.error.issues.map(({ path, message }) => {
    return `cannot read ${path.length === 0 ? 'the record' : path.join('.')}: ${message}`
  })
  return { type: 'unreadable', problems }
}
