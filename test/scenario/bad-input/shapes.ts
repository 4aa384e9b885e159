/** Nodes, settings of the manager and unknown keys. */
import { type Case, node } from './case.ts'

export const shapes: readonly Case[] = [
  {
    title: 'no nodes',
    input: 'name: nothing\n',
    says: ['scenario.yaml:1:1: nodes: found no nodes, expected a list with at least one node'],
  },
  {
    title: 'an unknown key',
    input: `${node}tmeline: []\n`,
    says: [
      'scenario.yaml:2:1: tmeline: found the unknown key tmeline, expected one of name, about, seed, until, swarm, nodes, images, costs, apps, timeline, expect; did you mean timeline?',
    ],
  },
  {
    title: 'an unknown key of a node',
    input: 'nodes: [{ name: a, memry: 8g }]',
    says: [
      'scenario.yaml:1:20: nodes[0].memry: found the unknown key memry, expected one of name, count, cpus, memory, labels, zone, rack, images, address, engine-id, start; did you mean memory?',
    ],
  },
  {
    title: 'negative memory',
    input: 'nodes: [{ name: a, memory: -8g }]',
    says: [
      'scenario.yaml:1:28: nodes[0].memory: found "-8g", expected a size such as 512m, 8g or 1.5GiB',
    ],
  },
  {
    title: 'memory without its unit',
    input: 'nodes: [{ name: a, memory: 8 }]',
    says: [
      'scenario.yaml:1:28: nodes[0].memory: found 8, expected a size of at least 4m; did you mean 8g?',
    ],
  },
  {
    title: 'half a CPU',
    input: 'nodes: [{ name: a, cpus: 0.5 }]',
    says: ['scenario.yaml:1:26: nodes[0].cpus: found 0.5, expected a whole number from 1 to 4096'],
  },
  {
    title: 'an unknown strategy',
    input: `${node}swarm: { strategy: binpak }`,
    says: [
      'scenario.yaml:2:20: swarm.strategy: found "binpak", expected one of spread, binpack, random; did you mean binpack?',
    ],
  },
  {
    title: 'a manager nobody knows',
    input: `${node}swarm: { manager: swarmkid }`,
    says: [
      'scenario.yaml:2:19: swarm.manager: found "swarmkid", expected one of classic, swarmkit; did you mean swarmkit?',
    ],
  },
  {
    title: 'an unknown flag',
    input: `${node}swarm: { flags: { engine-failure-retrys: 3 } }`,
    says: [
      'scenario.yaml:2:19: swarm.flags.engine-failure-retrys: found the unknown key engine-failure-retrys, expected one of engine-failure-retry, engine-refresh-min-interval, engine-refresh-max-interval, engine-refresh-retry, heartbeat, replication-ttl, discovery-opt, api-enable-cors, tls, tlsverify, host; did you mean engine-failure-retry?',
    ],
  },
  {
    title: 'a refresh interval upside down',
    input: `${node}swarm: { flags: { engine-refresh-max-interval: 10s } }`,
    says: [
      'scenario.yaml:2:48: swarm.flags.engine-refresh-max-interval: found a maximum of 10s below the minimum of 30s, expected a maximum that is not below the minimum',
    ],
  },
  {
    title: 'a heartbeat under a second',
    input: `${node}swarm: { flags: { heartbeat: 100ms } }`,
    says: [
      'scenario.yaml:2:30: swarm.flags.heartbeat: found less than a second, expected at least 1s',
    ],
  },
  {
    title: 'a filter twice',
    input: `${node}swarm: { filters: [health, port, health] }`,
    says: [
      'scenario.yaml:2:34: swarm.filters[2]: found "health" a second time, expected every filter once',
    ],
  },
  {
    title: 'a manager on an unknown node',
    input: `${node}swarm: { managers: [{ on: node-7 }] }`,
    says: [
      'scenario.yaml:2:27: swarm.managers[0].on: found "node-7", expected a node of this scenario',
    ],
  },
  {
    title: 'two nodes with one name',
    input: 'nodes:\n  - name: a\n  - name: a\n',
    says: [
      'scenario.yaml:3:11: nodes[1].name: found "a" a second time, expected another name (line 2 has a node of that name)',
    ],
  },
  {
    title: 'a range that spells a taken name',
    input: 'nodes:\n  - name: n-2\n  - name: n-{1..3}\n',
    says: [
      'scenario.yaml:3:11: nodes[1].name: found "n-2" a second time, expected another name (line 2 has a node of that name)',
    ],
  },
  {
    title: 'a malformed range',
    input: 'nodes: [{ name: "node-{1..}" }]',
    says: [
      'scenario.yaml:1:17: nodes[0].name: found "node-{1..}", expected one range such as {1..3}, {a..c} or {red,green}',
    ],
  },
  {
    title: 'a rack range that does not divide the nodes',
    input: 'nodes: [{ name: "node-{1..5}", rack: "r{1..2}" }]',
    says: [
      'scenario.yaml:1:38: nodes[0].rack: found "r{1..2}" with 2 words, expected a range whose length divides the 5 nodes of this entry',
    ],
  },
  {
    title: 'a count beside a range',
    input: 'nodes: [{ name: "node-{1..5}", count: 5 }]',
    says: [
      'scenario.yaml:1:39: nodes[0].count: found 5, expected no count (the range in the name already says how many)',
    ],
  },
]
