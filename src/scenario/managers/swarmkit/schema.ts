/** The keys under `swarm:` and at nodes that swarm mode has: flags of `docker swarm update`, and ours. */

import {
  anyText,
  duration,
  parsed,
  Refused,
  refuse,
  text,
  whole,
  wordOf,
} from '../../schema-values.ts'
import { readWord } from '../../service/reading.ts'
import { z } from '../../zod.ts'
import { managersSchema } from '../named.ts'

/** More managers make a swarm slower, not safer: Docker’s guide to administration advises at most seven. */
export const managersMax = 7

const flagsSchema = z.strictObject({
  'task-history-limit': whole(-1)
    .optional()
    .meta({ description: 'Tasks kept for each slot; -1 keeps all. Default 5.' }),
  'dispatcher-heartbeat': duration
    .optional()
    .meta({ description: 'How often workers tell that they are there. Default 5s.' }),
  autolock: z.unknown().optional().meta({ description: 'Ignored: managers have no locks here.' }),
  'cert-expiry': z
    .unknown()
    .optional()
    .meta({ description: 'Ignored: certificates do not expire here.' }),
  'external-ca': z
    .unknown()
    .optional()
    .meta({ description: 'Ignored: there are no certificates here.' }),
  'max-snapshots': z
    .unknown()
    .optional()
    .meta({ description: 'Ignored: what a manager keeps on its disk is not followed.' }),
  'snapshot-interval': z
    .unknown()
    .optional()
    .meta({ description: 'Ignored: what a manager keeps on its disk is not followed.' }),
})

const raftSchema = z.strictObject({
  tick: duration.optional().meta({ description: 'Of the managers’ clocks. Default 1s.' }),
  'election-tick': whole(2).optional().meta({
    description: 'Ticks without a leader before a manager stands for election. Default 10.',
  }),
  'heartbeat-tick': whole(1)
    .optional()
    .meta({ description: 'Ticks between two beats of the leader. Default 1.' }),
})

const extensionsSchema = z.strictObject({
  rebalance: z.enum(['none', 'on-join', 'gradual']).optional().meta({
    description:
      'Move tasks to a node that joined or came back. Default none. Not in the real program.',
  }),
  'rebalance-rate': z.number().min(0).optional().meta({ description: 'Tasks per minute.' }),
  'replace-rate': z
    .number()
    .min(0)
    .optional()
    .meta({ description: 'Tasks of lost nodes per minute in one domain; 0 = no limit.' }),
  'replace-domain': z
    .enum(['rack', 'zone'])
    .optional()
    .meta({ description: 'What is one domain for replace-rate. Default rack.' }),
  isolation: z.enum(['continue', 'stop']).optional().meta({
    description: 'What a worker does with its containers when it reaches no manager.',
  }),
  'isolation-stop': duration.optional().meta({ description: 'After how long it stops them.' }),
  'spread-by': z.enum(['tasks', 'reserved']).optional().meta({
    description:
      'What is compared after the tasks of the service: their number, or the share reserved. Default tasks.',
  }),
})

export const swarmkitSchema = z.strictObject({
  manager: z
    .literal('swarmkit')
    .meta({ description: 'The program that manages: swarm mode, as in today’s Docker Engine.' }),
  managers: managersSchema(managersMax).optional().meta({
    description:
      'A number from 1 to 7, or a list with names and nodes. Default 1 where no node is one.',
  }),
  flags: flagsSchema.optional().meta({ description: 'Flags of docker swarm update.' }),
  'heartbeat-jitter': duration
    .optional()
    .meta({ description: 'Each wait is the heartbeat, plus or minus as much. Default 500ms.' }),
  'grace-multiplier': whole(1)
    .optional()
    .meta({ description: 'Waits without a beat until a node is down. Default 3.' }),
  'orphan-after': duration.optional().meta({
    description: 'The tasks of a node that is down for so long are orphaned. Default 24h.',
  }),
  'status-batch': duration
    .optional()
    .meta({ description: 'Reports of workers are written together this often. Default 100ms.' }),
  raft: raftSchema.optional().meta({ description: 'The managers’ clock.' }),
  extensions: extensionsSchema.optional().meta({
    description: 'Policies that the real program does not have. All are off unless named.',
  }),
})

export type SwarmkitEntry = z.output<typeof swarmkitSchema>

/** The types of plugins as a node reports them. */
const pluginTypes = { volume: 'Volume', network: 'Network', log: 'Log' } as const
type PluginKind = keyof typeof pluginTypes

const plugin = parsed({ type: 'string', examples: ['volume/rexray'] }, (value) => {
  const [, kind = '', name = ''] = /^([^/]+)\/(.+)$/.exec(wordOf(value) ?? '') ?? []
  const known = readWord(kind, Object.keys(pluginTypes) as PluginKind[])
  if (!(known instanceof Refused)) return { type: pluginTypes[known], name }
  return refuse('volume/, network/ or log/ and the name of a plugin')
})

const platform = parsed({ type: 'string', examples: ['linux/arm64'] }, (value) => {
  const [, os = '', architecture = ''] = /^([\w.-]+)\/([\w.-]+)$/.exec(wordOf(value) ?? '') ?? []
  return os === '' ? refuse('a platform such as linux/x86_64 or linux/arm64') : { os, architecture }
})

export const nodeShape = {
  'engine-labels': z
    .record(z.string(), anyText)
    .optional()
    .meta({ description: 'Swarm mode: labels of the engine, engine.labels.X in constraints.' }),
  role: z
    .enum(['worker', 'manager'])
    .optional()
    .meta({ description: 'Swarm mode. Default worker.' }),
  availability: z
    .enum(['active', 'pause', 'drain'])
    .optional()
    .meta({ description: 'Swarm mode: whether it takes tasks. Default active.' }),
  platform: platform.optional().meta({ description: 'Swarm mode. Default linux/x86_64.' }),
  plugins: z.array(plugin).optional().meta({
    description: 'Swarm mode: beside those that every engine has, such as volume/rexray.',
  }),
  generic: z
    .record(z.string(), z.union([whole(0), z.array(text).min(1)]))
    .optional()
    .meta({ description: 'Swarm mode: a number of things, or their names: { gpu: 4 }.' }),
}

const nodeSchema = z.object(nodeShape)
export type SwarmkitNode = z.output<typeof nodeSchema>
