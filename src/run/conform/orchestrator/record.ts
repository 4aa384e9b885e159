/**
 * The shape of a recorded scenario of the real swarm mode: what was done, and what became of nodes,
 * services and tasks, in several runs. Times are milliseconds since the start. Unknown fields are
 * ignored.
 */
import { z } from 'zod'

const updateConfig = z.object({
  parallelism: z.number().default(0),
  delayMs: z.number().default(0),
  failureAction: z.enum(['pause', 'continue', 'rollback']).default('pause'),
  maxFailureRatio: z.number().default(0),
  monitorMs: z.number().default(5000),
  order: z.enum(['stop-first', 'start-first']).default('stop-first'),
})

const serviceSpec = z.object({
  name: z.string(),
  image: z.string(),
  mode: z.enum(['replicated', 'global', 'replicated-job', 'global-job']),
  replicas: z.number().default(1),
  maxConcurrent: z.number().default(1),
  totalCompletions: z.number().optional(),
  restart: z
    .object({
      condition: z.enum(['none', 'on-failure', 'any']).default('any'),
      delayMs: z.number().default(5000),
      maxAttempts: z.number().default(0),
      windowMs: z.number().default(0),
    })
    .optional(),
  update: updateConfig.optional(),
  rollback: updateConfig.optional(),
  constraints: z.array(z.string()).default([]),
  preferences: z.array(z.string()).default([]),
  maxReplicas: z.number().default(0),
  reservations: z
    .object({ nanoCpus: z.number().default(0), memoryBytes: z.number().default(0) })
    .default({ nanoCpus: 0, memoryBytes: 0 }),
  forceUpdate: z.number().default(0),
})

const labels = z.record(z.string(), z.string()).default({})
const availability = z.enum(['active', 'pause', 'drain']).default('active')

const action = z.discriminatedUnion('op', [
  z.object({
    op: z.literal('join'),
    node: z.string(),
    nanoCpus: z.number(),
    memoryBytes: z.number(),
    availability,
    labels,
  }),
  z.object({ op: z.literal('setNode'), node: z.string(), availability, labels }),
  z.object({ op: z.enum(['crash', 'cutOff', 'back', 'removeNode']), node: z.string() }),
  z.object({ op: z.enum(['createService', 'updateService']), spec: serviceSpec }),
  z.object({ op: z.enum(['rollbackService', 'removeService']), service: z.string() }),
  z.object({ op: z.enum(['leaderStops', 'leaderStarts', 'end']) }),
])

/** One line of the story, recorded or ours. */
const event = z.object({
  t: z.number(),
  ev: z.string(),
  args: action.optional(),
  task: z.string().optional(),
  service: z.string().optional(),
  slot: z.number().optional(),
  node: z.string().optional(),
  desired: z.string().optional(),
  state: z.string().optional(),
  err: z.string().optional(),
  spec: z.number().optional(),
  msg: z.string().optional(),
  updateState: z.string().optional(),
})

const counts = z.record(z.string(), z.number())

const summary = z.object({
  created: z.number(),
  deleted: z.number(),
  runningPerNode: z.record(z.string(), counts),
  runningSorted: z.record(z.string(), z.array(z.number())),
  slots: z.record(z.string(), z.array(z.number())),
  dead: counts,
  pending: z.number(),
  updateState: z.record(z.string(), z.string()).optional(),
})

const behaviour = z.object({
  prepareMs: z.number(),
  startMs: z.number(),
  stopMs: z.number(),
  exitAfterMs: z.number().optional(),
  exitState: z.enum(['failed', 'complete']).optional(),
  rejected: z.boolean().optional(),
  neverStops: z.boolean().optional(),
})

const record = z.object({
  name: z.string(),
  description: z.string().default(''),
  config: z.object({
    heartbeatMs: z.number(),
    heartbeatJitterMs: z.number(),
    graceMultiplier: z.number(),
    downToOrphanMs: z.number(),
    historyLimit: z.number(),
    containers: z.record(z.string(), behaviour),
  }),
  runs: z.array(z.object({ events: z.array(event), summary })).min(1),
  same: z.record(z.string(), z.boolean()),
})

export type OrchestratorRecord = z.infer<typeof record>
export type RecordedConfig = OrchestratorRecord['config']
export type RecordedAction = z.infer<typeof action>
export type RecordedSpec = z.infer<typeof serviceSpec>
export type StoryEvent = z.infer<typeof event>
export type Summary = z.infer<typeof summary>

/**
 * Reads a recorded scenario.
 * @throws Error naming the place in the record that is not as expected.
 */
export function parseOrchestratorRecord(value: unknown): OrchestratorRecord {
  const result = record.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new Error(
    `not a recorded scenario: ${issue.path.join('.') || 'the top level'}: ${issue.message}`,
  )
}

/** True for something that looks like a recorded scenario of swarm mode. */
export function isOrchestratorRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'name' in value && 'same' in value
}
