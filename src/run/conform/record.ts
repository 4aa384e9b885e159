/**
 * The shape of a recorded run of the real Swarm 1.1 manager against scripted engines: what was
 * done, which calls the engines received, what the manager logged and showed. Times are in
 * milliseconds since the start. Unknown fields are ignored.
 */
import { z } from 'zod'

const containerAsked = z.object({
  name: z.string().default(''),
  image: z.string().default('app'),
  env: z.array(z.string()).nullish(),
  labels: z.record(z.string(), z.string()).nullish(),
  cpus: z.number().default(0),
  memoryMiB: z.number().default(0),
  /** Container port to host port. */
  ports: z.record(z.string(), z.string()).nullish(),
  links: z.array(z.string()).nullish(),
  volumesFrom: z.array(z.string()).nullish(),
  net: z.string().default(''),
  noStart: z.boolean().default(false),
})

const line = z.object({
  k: z.string(),
  t: z.number(),
  /** `do`: what was done. */
  op: z.string().optional(),
  /** Time the request was sent; `t` is when it was answered. */
  at: z.number().optional(),
  mode: z.string().optional(),
  node: z.string().optional(),
  name: z.string().optional(),
  id: z.string().optional(),
  status: z.union([z.number(), z.string()]).optional(),
  answer: z.string().optional(),
  nodes: z
    .array(z.union([z.string(), z.looseObject({ name: z.string(), status: z.string() })]))
    .nullish(),
  container: containerAsked.optional(),
  containers: z
    .array(z.object({ id: z.string(), name: z.string(), node: z.string(), status: z.string() }))
    .nullish(),
  count: z.number().optional(),
  ms: z.number().optional(),
  /** `call`: method and path an engine received. */
  call: z.string().optional(),
  detail: z
    .looseObject({
      id: z.string().optional(),
      name: z.string().optional(),
      image: z.string().optional(),
    })
    .nullish(),
  /** `log`. */
  msg: z.string().optional(),
  fields: z.string().optional(),
})

const node = z.object({
  name: z.string(),
  id: z.string(),
  addr: z.string(),
  cpus: z.number(),
  memoryMiB: z.number(),
  labels: z.union([z.record(z.string(), z.string()), z.array(z.string())]).nullish(),
})

const run = z.object({
  flags: z.array(z.string()),
  discovery: z.string(),
  nodes: z.array(node),
  trace: z.array(line),
  enginesAtEnd: z
    .record(z.string(), z.array(z.object({ name: z.string(), running: z.boolean() })).nullable())
    .optional(),
})

const record = z.object({ scenario: z.string(), about: z.string().default(''), runs: z.array(run) })

export type TraceRecord = z.infer<typeof record>
export type RecordedRun = z.infer<typeof run>
export type RecordedLine = z.infer<typeof line>

/**
 * Reads a recorded trace.
 * @throws Error naming the place in the record that is not as expected.
 */
export function parseTraceRecord(value: unknown): TraceRecord {
  const result = record.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new Error(
    `not a recorded trace: ${issue.path.join('.') || 'the top level'}: ${issue.message}`,
  )
}

/** True for something that looks like a recorded trace rather than a placement. */
export function isTraceRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'scenario' in value && 'runs' in value
}

/** Text after `name=` in a log line's fields. */
export function nodeInFields(fields: string | undefined): string {
  return /name=(\S+)/.exec(fields ?? '')?.[1] ?? ''
}
