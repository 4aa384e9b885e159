/** The keys under `swarm:` that classic Swarm has: flags of `swarm manage` 1.1, and ours. */
import { z } from 'zod'
import { duration, whole } from '../../schema-values.ts'
import { managersSchema } from '../named.ts'

const flagsSchema = z.strictObject({
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

const extensionsSchema = z.strictObject({
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

export const classicSchema = z.strictObject({
  manager: z.literal('classic').optional(),
  strategy: z.enum(['spread', 'binpack', 'random']).optional(),
  filters: z.array(z.enum(['health', 'port', 'dependency', 'affinity', 'constraint'])).optional(),
  flags: flagsSchema.optional(),
  experimental: z.boolean().optional(),
  overcommit: z.number().gt(-1).max(1000).optional(),
  createretry: whole(0).optional(),
  managers: managersSchema(99).optional(),
  ties: z.enum(['random', 'name']).optional(),
  'host-config': z.enum(['forgotten', 'kept']).optional(),
  slash: z.enum(['refuse', 'original']).optional(),
  extensions: extensionsSchema.optional(),
})

export type ClassicEntry = z.output<typeof classicSchema>
