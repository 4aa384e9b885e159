/** The keys under `swarm:` that classic Swarm has: flags of `swarm manage` 1.1, and ours. */

import { duration, whole } from '../../schema-values.ts'
import { z } from '../../zod.ts'
import { managersSchema } from '../named.ts'

const flagsSchema = z.strictObject({
  'engine-failure-retry': whole(1)
    .optional()
    .meta({ description: 'Refused connections until a node is unhealthy. Default 3.' }),
  'engine-refresh-min-interval': duration
    .optional()
    .meta({ description: 'An engine is asked this often at most. Default 30s.' }),
  'engine-refresh-max-interval': duration
    .optional()
    .meta({ description: 'An engine is asked this often at least. Default 60s.' }),
  'engine-refresh-retry': z.literal(3).optional().meta({
    description: 'Without effect in Swarm 1.1, which replaced it by engine-failure-retry.',
  }),
  heartbeat: duration.optional().meta({ description: 'How often discovery is read. Default 60s.' }),
  'replication-ttl': duration
    .optional()
    .meta({ description: 'Life of the leader lock. Default 15s.' }),
  'discovery-opt': z
    .unknown()
    .optional()
    .meta({ description: 'Ignored: discovery has no options here.' }),
  'api-enable-cors': z
    .unknown()
    .optional()
    .meta({ description: 'Ignored: it is about browsers that speak with the manager.' }),
  tls: z.unknown().optional().meta({ description: 'Ignored: connections are not encrypted here.' }),
  tlsverify: z
    .unknown()
    .optional()
    .meta({ description: 'Ignored: connections are not encrypted here.' }),
  host: z
    .unknown()
    .optional()
    .meta({ description: 'Ignored: the manager listens to nobody here.' }),
})

const extensionsSchema = z.strictObject({
  rebalance: z.enum(['none', 'on-join', 'gradual']).optional().meta({
    description: 'Move containers to a node that joined. Default none. Not in the real program.',
  }),
  'rebalance-rate': z.number().min(0).optional().meta({ description: 'Containers per minute.' }),
  'reschedule-rate': z
    .number()
    .min(0)
    .optional()
    .meta({ description: 'Containers per minute; 0 = no limit.' }),
  'reschedule-grace': duration.optional().meta({
    description:
      'Time between noticing a lost node and creating its containers elsewhere. Not in the real program.',
  }),
  'retry-unplaced': z.boolean().optional().meta({
    description: 'Try containers without a node again when room appears. Not in the real program.',
  }),
})

export const classicSchema = z.strictObject({
  manager: z
    .literal('classic')
    .optional()
    .meta({ description: 'The program that manages: Docker Swarm 1.1.' }),
  strategy: z
    .enum(['spread', 'binpack', 'random'])
    .optional()
    .meta({ description: 'How nodes that no filter refused are compared. Default spread.' }),
  filters: z
    .array(z.enum(['health', 'port', 'dependency', 'affinity', 'constraint']))
    .optional()
    .meta({ description: 'Which filters are asked, in order. Default all five.' }),
  flags: flagsSchema.optional().meta({ description: 'Flags of swarm manage.' }),
  experimental: z.boolean().optional().meta({
    description: 'The flag without which Swarm 1.1 reschedules nothing. Default true here.',
  }),
  overcommit: z.number().gt(-1).max(1000).optional().meta({
    description: 'swarm.overcommit: so much more than there is can be promised. Default 0.05.',
  }),
  createretry: whole(0).optional().meta({
    description: 'swarm.createretry: further tries of a creation that failed. Default 0.',
  }),
  managers: managersSchema(99)
    .optional()
    .meta({ description: 'A number of managers, or a list with names and nodes. Default 1.' }),
  ties: z.enum(['random', 'name']).optional().meta({
    description:
      'How a draw among equally good nodes ends: random as in Swarm, or by name. Default random.',
  }),
  'host-config': z.enum(['forgotten', 'kept']).optional().meta({
    description:
      'forgotten: 1.1.0 loses ports, links and restart policy of what it reschedules; kept: as in 1.1.3.',
  }),
  slash: z.enum(['refuse', 'original']).optional().meta({
    description:
      'refuse a constraint of a lone slash, or original: the manager dies of it. Default refuse.',
  }),
  extensions: extensionsSchema.optional().meta({
    description: 'Policies that the real program does not have. All are off unless named.',
  }),
})

export type ClassicEntry = z.output<typeof classicSchema>
