/** Settings and nodes of swarm mode, and words of the other manager. */
import { at, type Case, node, swarm, three } from './case.ts'

export const swarmSettings: readonly Case[] = [
  {
    title: 'keys of classic Swarm in swarm mode',
    input: `${three}swarm: { manager: swarmkit, strategy: binpack, extensions: { reschedule-rate: 3 } }`,
    says: [
      'scenario.yaml:2:29: swarm.strategy: found strategy, a key of classic Swarm, expected a key of swarm mode (swarm mode always spreads)',
      'scenario.yaml:2:62: swarm.extensions.reschedule-rate: found reschedule-rate, a key of classic Swarm, expected a key of swarm mode (its name here is replace-rate)',
    ],
  },
  {
    title: 'a flag outside of flags',
    input: `${three}swarm: { manager: swarmkit, dispatcher-heartbeat: 3s, rafts: 1 }`,
    says: [
      'scenario.yaml:2:29: swarm.dispatcher-heartbeat: found the key dispatcher-heartbeat, expected a key that belongs here (it stands under flags)',
      'scenario.yaml:2:55: swarm.rafts: found the unknown key rafts, expected one of manager, managers, flags, heartbeat-jitter, grace-multiplier, orphan-after, status-batch, raft, extensions; did you mean raft?',
    ],
  },
  {
    title: 'keys of swarm mode under classic Swarm',
    input: `${three}swarm: { raft: { tick: 1s }, flags: { dispatcher-heartbeat: 2s } }`,
    says: [
      'scenario.yaml:2:10: swarm.raft: found raft, a key of swarm mode, expected a key of classic Swarm (classic Swarm’s managers take turns by a lock in the discovery store)',
      'scenario.yaml:2:39: swarm.flags.dispatcher-heartbeat: found dispatcher-heartbeat, a key of swarm mode, expected a key of classic Swarm (swarm mode’s dispatcher and store have it)',
    ],
  },
  {
    title: 'keys of nodes that classic Swarm does not have',
    input: `nodes: [{ name: a, availability: drain, generic: { gpu: 1 } }]\n${at('{ at: 1s, join: { name: b, role: manager } }')}`,
    says: [
      'scenario.yaml:1:20: nodes[0].availability: found availability, a key of swarm mode, expected a key of classic Swarm (classic Swarm can neither pause nor drain a node)',
      'scenario.yaml:1:41: nodes[0].generic: found generic, a key of swarm mode, expected a key of classic Swarm (classic Swarm counts CPUs and memory only)',
      'scenario.yaml:3:32: timeline[0].join.role: found role, a key of swarm mode, expected a key of classic Swarm (managers of classic Swarm stand under swarm: {managers: ...})',
    ],
  },
  {
    title: 'values of nodes',
    input: `${swarm}nodes: [{ name: a, availability: drained, platform: arm, plugins: [volumes/x], generic: { gpu: many }, role: leader }]`,
    says: [
      'scenario.yaml:2:34: nodes[0].availability: found "drained", expected one of active, pause, drain; did you mean drain?',
      'scenario.yaml:2:53: nodes[0].platform: found "arm", expected a platform such as linux/x86_64 or linux/arm64',
      'scenario.yaml:2:68: nodes[0].plugins[0]: found "volumes/x", expected volume/, network/ or log/ and the name of a plugin',
      'scenario.yaml:2:96: nodes[0].generic.gpu: found "many", expected a whole number of at least 0',
      'scenario.yaml:2:110: nodes[0].role: found "leader", expected one of worker, manager',
    ],
  },
  {
    title: 'more managers than a swarm should have',
    input: `${three}swarm: { manager: swarmkit, managers: 8 }`,
    says: ['scenario.yaml:2:39: swarm.managers: found 8, expected a whole number from 1 to 7'],
  },
  {
    title: 'more managers than a swarm should have, with those on nodes',
    input:
      'swarm: { manager: swarmkit, managers: 5 }\nnodes: [{ name: "node-{1..3}", role: manager }]',
    says: [
      'scenario.yaml:1:39: swarm.managers: found 8 managers, expected at most 7 (more make a swarm slower, not safer)',
    ],
  },
  {
    title: 'two managers on one node',
    input: `${three}swarm: { manager: swarmkit, managers: [{ on: node-1 }, { name: b, on: node-1 }] }`,
    says: [
      'scenario.yaml:2:39: swarm.managers: found node-1 as two managers, expected one manager on a node',
    ],
  },
  {
    title: 'a manager with the name of a node',
    input: 'swarm: { manager: swarmkit, managers: 2 }\nnodes: [{ name: manager-1 }]',
    says: [
      'scenario.yaml:1:39: swarm.managers: found a manager manager-1 beside a node of that name, expected another name, or on: and the node',
    ],
  },
  {
    title: 'a heartbeat below its jitter',
    input: `${node}swarm: { manager: swarmkit, flags: { dispatcher-heartbeat: 300ms } }`,
    says: [
      'scenario.yaml:2:60: swarm.flags.dispatcher-heartbeat: found a jitter of 500ms with a heartbeat of 300ms, expected a jitter below the heartbeat',
    ],
  },
  {
    title: 'an election before the first beat',
    input: `${node}swarm: { manager: swarmkit, raft: { election-tick: 2, heartbeat-tick: 2 } }`,
    says: [
      'scenario.yaml:2:71: swarm.raft.heartbeat-tick: found 2 ticks between beats and an election after 2, expected more ticks until an election than between two beats',
    ],
  },
  {
    title: 'a heartbeat of no time',
    input: `${node}swarm: { manager: swarmkit, heartbeat-jitter: 0, flags: { dispatcher-heartbeat: 0 } }`,
    says: [
      'scenario.yaml:2:81: swarm.flags.dispatcher-heartbeat: found no time, expected a positive duration',
    ],
  },
  {
    title: 'an application with a policy',
    input: `${swarm + three}apps: [{ compose: shop.yml, reschedule: on-node-failure }]`,
    says: [
      'scenario.yaml:3:19: apps[0].compose: found "shop.yml", expected a Compose file that is there',
      'scenario.yaml:3:29: apps[0].reschedule: found the key reschedule, expected no such key (swarm mode replaces the tasks of every service by itself)',
    ],
  },
  {
    title: 'an exit code that is none',
    input: `${three}images: { redis: { exits-after: 3s, exit-code: 300 } }`,
    says: [
      'scenario.yaml:2:48: images.redis.exit-code: found 300, expected a whole number from 0 to 255',
    ],
  },
]
