/**
 * The shape of a scenario file. It checks single values; what needs two places (a node that the
 * timeline names) is checked where it is compiled. The published JSON Schema comes from here.
 */

import {
  anyText,
  duration,
  memory,
  moment,
  share,
  size,
  text,
  texts,
  whole,
} from './schema-values.ts'
import { z } from './zod.ts'

const labels = z
  .record(z.string(), anyText)
  .meta({ description: 'Labels for constraints: of the engine, and in swarm mode of the node.' })

/** One machine, or many alike: what every manager knows of it. */
const commonNode = z.strictObject({
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
  zone: text.optional().meta({ description: 'Failure domain. A range is spread evenly: z{1..5}.' }),
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

/** A machine in the words of one manager, which alone reads the keys that it adds. */
export function nodeSchemaOf(own: z.ZodRawShape): typeof commonNode {
  return commonNode.extend(own) as unknown as typeof commonNode
}

export const imageSchema = z.strictObject({
  size: size.optional().meta({ description: 'What a node fetches for it. Default 120m.' }),
  layers: z.record(z.string(), size).optional().meta({
    description: 'Layers by name with their sizes; those of one name are fetched once per node.',
  }),
  pullable: z
    .boolean()
    .optional()
    .meta({ description: 'false: the registry answers "not found". Default true.' }),
  'exits-after': duration
    .optional()
    .meta({ description: 'Its containers end by themselves, so long after they have started.' }),
  'exit-code': whole(0, 255).optional().meta({ description: 'With which they end; 0 is success.' }),
  'stop-takes': duration
    .optional()
    .meta({ description: 'How long they need to stop. Longer than the grace period: killed.' }),
  memory: size.optional().meta({ description: 'In use when they start.' }),
  'memory-growth': size.optional().meta({ description: 'How much more each minute.' }),
})

export const costsSchema = z.strictObject({
  latency: duration
    .optional()
    .meta({ description: 'One way between manager and engine. Default 500us.' }),
  create: duration
    .optional()
    .meta({ description: 'The engine creates a container. Default 100ms.' }),
  start: duration.optional().meta({ description: 'The engine starts a container. Default 128ms.' }),
  stop: duration.optional().meta({ description: 'The engine stops a container. Default 500ms.' }),
  kill: duration.optional().meta({ description: 'The engine kills a container. Default 100ms.' }),
  remove: duration
    .optional()
    .meta({ description: 'The engine removes a container. Default 100ms.' }),
  request: duration.optional().meta({ description: 'Pause, networks, volumes. Default 20ms.' }),
  bandwidth: size.optional().meta({ description: 'From the registry to one node, per second.' }),
  'pull-overhead': duration
    .optional()
    .meta({ description: 'Before the first byte of an image. Default 1s.' }),
})

export const appSchema = z.strictObject({
  compose: texts.meta({
    description: 'A Compose file, or several on top of each other, relative to this one.',
  }),
  project: text.optional().meta({
    description:
      'Name of the project, or of the stack in swarm mode. Default: as Compose names it.',
  }),
  scale: z
    .record(z.string(), whole(0))
    .optional()
    .meta({ description: 'Number of containers by service. Default: as the file says.' }),
  reschedule: z.enum(['off', 'on-node-failure']).optional().meta({
    description: 'The policy of services that name none themselves.',
  }),
  at: duration.optional().meta({ description: 'When it is brought up. Default 1s.' }),
})

/** What an entry of the timeline does: exactly one of these keys. */
export const actionKeys = ['docker', 'fault', 'join', 'leave', 'engine'] as const

/** What goes wrong. */
const faults = [
  'crash',
  'freeze',
  'unreachable',
  'recover',
  'reboot',
  'flap',
  'partition',
  'heal',
] as const

/** What can be done on an engine itself. */
export const engineKinds = [
  'create',
  'stop',
  'rm',
  'fail-creates',
  'close-events',
  'replace',
  'create-takes',
] as const

const eventShape = {
  at: duration.meta({ description: 'When it happens, counted from the start of the run.' }),
  docker: text.optional().meta({ description: 'A docker or docker-compose command line.' }),
  service: text.optional().meta({ description: 'Groups the containers of a docker run.' }),
  every: duration.optional().meta({ description: 'Time between the containers of a name range.' }),
  fault: z.enum(faults).optional().meta({
    description:
      'What breaks, or is whole again: crash, freeze, unreachable, recover, reboot, flap, partition, heal.',
  }),
  node: texts.optional().meta({
    description:
      'The node it happens to, a range or a list; with docker swarm join and leave, where it is typed.',
  }),
  nodes: texts
    .optional()
    .meta({ description: 'The nodes it happens to: a name, a range or a list.' }),
  rack: texts
    .optional()
    .meta({ description: 'All machines of these racks; with zone: those that are in both.' }),
  zone: texts.optional().meta({ description: 'All machines of these zones.' }),
  manager: texts.optional().meta({ description: 'A manager: it can crash and recover.' }),
  between: z.array(texts).min(1).max(2).optional().meta({
    description:
      'Two sets of names, ranges, rack:r1, zone:a, managers. One alone: against everybody else.',
  }),
  'one-way': z.boolean().optional().meta({ description: 'Only from the first to the second.' }),
  loss: share.optional().meta({ description: 'Share of messages lost; all unless said.' }),
  delay: duration.optional().meta({ description: 'Added to every message, one way.' }),
  for: duration.optional().meta({ description: 'The fault ends by itself after this time.' }),
  how: z
    .enum(['crash', 'freeze', 'unreachable'])
    .optional()
    .meta({ description: 'Kind of the outages of a flap. Default unreachable.' }),
  times: whole(1, 10_000)
    .optional()
    .meta({ description: 'Number of outages of a flap. Default 3.' }),
  down: duration.optional().meta({ description: 'Length of each outage of a flap. Default 30s.' }),
  up: duration.optional().meta({ description: 'Time between two outages of a flap. Default 60s.' }),
  leave: texts
    .optional()
    .meta({ description: 'Names taken out of discovery, or machines that leave the swarm.' }),
  engine: z
    .enum(engineKinds)
    .optional()
    .meta({ description: 'Done on the engine itself, behind the back of the manager.' }),
  name: text.optional().meta({ description: 'Of a container, or of a partition.' }),
  count: whole(1)
    .optional()
    .meta({ description: 'With fail-creates: so many creations fail. Default 1.' }),
  'engine-id': text
    .optional()
    .meta({ description: 'With replace: the engine ID of the new machine.' }),
  takes: duration
    .optional()
    .meta({ description: 'With create-takes: how long every creation takes from now on.' }),
}

/** An entry of the timeline; machines that join are in the words of one manager. */
export function eventSchemaOf(node: typeof commonNode) {
  const join = z
    .union([texts, node, z.array(node).min(1)])
    .optional()
    .meta({ description: 'New machines, or names of nodes that left and are listed again.' })
  return z.strictObject({ ...eventShape, join })
}

export const expectSchema = z.strictObject({
  that: text.meta({ description: 'For example running(web) >= 2.' }),
  at: moment.optional().meta({ description: 'It must be true at this time, or at the end.' }),
  by: duration.optional().meta({
    description: 'It must become true by this time, and stay so until something is done again.',
  }),
  always: z.literal(true).optional().meta({ description: 'It must be true all the time.' }),
  never: z.literal(true).optional().meta({ description: 'It must never be true.' }),
  except: duration
    .optional()
    .meta({ description: 'With always: it may be untrue for so long at a time.' }),
  from: duration.optional().meta({ description: 'With always and never: from then on.' }),
  until: duration.optional().meta({ description: 'With always and never: until then.' }),
})

/** The parts of a scenario that are the same whoever manages. */
export const partSchemas = {
  name: anyText
    .optional()
    .meta({ description: 'A title, shown to people. Default: the name of the file.' }),
  about: anyText.optional().meta({ description: 'A few sentences about it, shown to people.' }),
  seed: text
    .optional()
    .meta({ description: 'A number or a word from which all randomness comes. Default 1.' }),
  until: duration.optional().meta({
    description: 'End of the run. Default: ten minutes after the last thing that happens.',
  }),
  images: z
    .record(z.string(), z.union([size, imageSchema]))
    .optional()
    .meta({
      description: 'Sizes and layers of images. Default: 120 MB each, all there is to pull.',
    }),
  costs: costsSchema.optional().meta({ description: 'How long things take.' }),
}

/** The keys at the top, in the order of the guide. */
export const topKeys = [
  'name',
  'about',
  'seed',
  'until',
  'swarm',
  'nodes',
  'images',
  'costs',
  'apps',
  'timeline',
  'expect',
] as const

/** What a checked node has whoever manages; the manager’s own keys stand beside. */
export type NodeEntry = z.output<typeof commonNode>
export type ImageEntry = z.infer<typeof imageSchema>
export type CostsEntry = z.infer<typeof costsSchema>
export type AppEntry = z.infer<typeof appSchema>
export type EventEntry = z.output<ReturnType<typeof eventSchemaOf>>
export type ExpectEntry = z.infer<typeof expectSchema>
