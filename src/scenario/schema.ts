/**
 * The shape of a scenario file. It checks single values; what needs two places (a node that the
 * timeline names) is checked where it is compiled. The published JSON Schema comes from here.
 */
import { z } from 'zod'
import { anyText, duration, memory, moment, size, text, texts, whole } from './schema-values.ts'

const labels = z
  .record(z.string(), anyText)
  .meta({ description: 'Labels of the engine, for constraints such as constraint:storage==ssd.' })

/** One machine, or many alike. */
export const nodeSchema = z
  .strictObject({
    name: text
      .meta({
        description:
          'Name; node-{1..3} makes three nodes. Without it they are called node-1, node-2, ...',
      })
      .optional(),
    count: whole(1, 100_000)
      .optional()
      .meta({ description: 'Number of equal nodes: name-1, name-2, ...' }),
    cpus: whole(1, 4096).optional().meta({ description: 'CPUs of each. Default 4.' }),
    memory: memory.optional().meta({ description: 'Memory of each. Default 8g.' }),
    labels: labels.optional(),
    zone: text
      .optional()
      .meta({ description: 'Failure domain. A range is spread evenly: z{1..5}.' }),
    rack: text.optional().meta({ description: 'Failure domain inside of a zone.' }),
    images: z.array(text).optional().meta({ description: 'Images in the cache at the start.' }),
    address: text.optional().meta({ description: 'host:port of the engine.' }),
    'engine-id': text
      .optional()
      .meta({ description: 'Engine ID; equal IDs tell of cloned machines.' }),
    start: z.enum(['present', 'down']).optional().meta({
      description: 'down: listed in discovery, but its engine does not answer at the start.',
    }),
  })
  .meta({ id: 'node' })

export const flagsSchema = z.strictObject({
  'engine-failure-retry': whole(1).optional(),
  'engine-refresh-min-interval': duration.optional(),
  'engine-refresh-max-interval': duration.optional(),
  'engine-refresh-retry': z.literal(3).optional(),
  heartbeat: duration.optional(),
  'replication-ttl': duration.optional(),
  'discovery-opt': z.unknown().optional(),
  'api-enable-cors': z.unknown().optional(),
  tls: z.unknown().optional(),
  tlsverify: z.unknown().optional(),
  host: z.unknown().optional(),
})

export const extensionsSchema = z.strictObject({
  rebalance: z.enum(['none', 'on-join', 'gradual']).optional(),
  'rebalance-rate': z.number().min(0).optional().meta({ description: 'Containers per minute.' }),
  'reschedule-rate': z
    .number()
    .min(0)
    .optional()
    .meta({ description: 'Containers per minute; 0 = no limit.' }),
  'reschedule-grace': duration.optional(),
  'retry-unplaced': z.boolean().optional(),
})

const managerSchema = z.strictObject({ name: text.optional(), on: text.optional() })

export const swarmSchema = z.strictObject({
  manager: z.enum(['classic', 'swarmkit']).optional(),
  strategy: z.enum(['spread', 'binpack', 'random']).optional(),
  filters: z.array(z.enum(['health', 'port', 'dependency', 'affinity', 'constraint'])).optional(),
  flags: flagsSchema.optional(),
  experimental: z.boolean().optional(),
  overcommit: z.number().gt(-1).max(1000).optional(),
  createretry: whole(0).optional(),
  managers: z.union([whole(1, 99), z.array(managerSchema).min(1)]).optional(),
  ties: z.enum(['random', 'name']).optional(),
  'host-config': z.enum(['forgotten', 'kept']).optional(),
  slash: z.enum(['refuse', 'original']).optional(),
  extensions: extensionsSchema.optional(),
})

export const imageSchema = z.strictObject({
  size: size.optional(),
  layers: z.record(z.string(), size).optional(),
  pullable: z.boolean().optional(),
})

export const costsSchema = z.strictObject({
  latency: duration.optional(),
  create: duration.optional(),
  start: duration.optional(),
  stop: duration.optional(),
  kill: duration.optional(),
  remove: duration.optional(),
  request: duration.optional(),
  bandwidth: size.optional().meta({ description: 'From the registry to one node, per second.' }),
  'pull-overhead': duration.optional(),
})

export const appSchema = z.strictObject({
  compose: texts.meta({
    description: 'A Compose file, or several on top of each other, relative to this one.',
  }),
  project: text.optional(),
  scale: z.record(z.string(), whole(0)).optional(),
  reschedule: z.enum(['off', 'on-node-failure']).optional().meta({
    description: 'The policy of services that name none themselves.',
  }),
  at: duration.optional(),
})

/** What an entry of the timeline does: exactly one of these keys. */
export const actionKeys = ['docker', 'fault', 'join', 'leave', 'engine'] as const

export const timelineSchema = z
  .strictObject({
    at: duration,
    docker: text.optional().meta({ description: 'A docker or docker-compose command line.' }),
    service: text.optional().meta({ description: 'Groups the containers of a docker run.' }),
    every: duration
      .optional()
      .meta({ description: 'Time between the containers of a name range.' }),
    fault: z.enum(['crash', 'freeze', 'unreachable', 'recover', 'reboot', 'flap']).optional(),
    node: texts.optional(),
    nodes: texts.optional(),
    rack: texts.optional(),
    zone: texts.optional(),
    manager: texts.optional(),
    for: duration.optional().meta({ description: 'The fault ends by itself after this time.' }),
    how: z.enum(['crash', 'freeze', 'unreachable']).optional(),
    times: whole(1, 10_000).optional(),
    down: duration.optional(),
    up: duration.optional(),
    join: z
      .union([texts, nodeSchema, z.array(nodeSchema).min(1)])
      .optional()
      .meta({ description: 'New machines, or names of nodes that left and are listed again.' }),
    leave: texts.optional(),
    engine: z
      .enum(['create', 'stop', 'rm', 'fail-creates', 'close-events', 'replace', 'create-takes'])
      .optional()
      .meta({ description: 'Done on the engine itself, behind the back of the manager.' }),
    name: text.optional(),
    count: whole(1).optional(),
    'engine-id': text.optional(),
    takes: duration.optional(),
  })
  .meta({ id: 'event', oneOf: actionKeys.map((key) => ({ required: [key] })) })

export const expectSchema = z.strictObject({
  that: text.meta({ description: 'For example running(web) >= 2.' }),
  at: moment.optional(),
  by: duration.optional(),
  always: z.literal(true).optional(),
  never: z.literal(true).optional(),
  except: duration.optional(),
  from: duration.optional(),
  until: duration.optional(),
})

export const scenarioSchema = z.strictObject({
  name: anyText.optional(),
  about: anyText.optional(),
  seed: text.optional(),
  until: duration.optional(),
  swarm: swarmSchema.optional(),
  nodes: z.array(nodeSchema).min(1),
  images: z.record(z.string(), z.union([size, imageSchema])).optional(),
  costs: costsSchema.optional(),
  apps: z.array(appSchema).optional(),
  timeline: z.array(timelineSchema).optional(),
  expect: z.array(expectSchema).optional(),
})

export type NodeEntry = z.infer<typeof nodeSchema>
export type SwarmEntry = z.infer<typeof swarmSchema>
export type ImageEntry = z.infer<typeof imageSchema>
export type CostsEntry = z.infer<typeof costsSchema>
export type AppEntry = z.infer<typeof appSchema>
export type EventEntry = z.infer<typeof timelineSchema>
export type ExpectEntry = z.infer<typeof expectSchema>
