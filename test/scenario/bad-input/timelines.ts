/** Entries of the timeline. */
import { at, type Case, three } from './case.ts'

export const timelines: readonly Case[] = [
  {
    title: 'an unknown node in the timeline',
    input: three + at('{ at: 1s, fault: crash, node: node-9 }'),
    says: [
      'scenario.yaml:3:35: timeline[0].node: found "node-9", expected a node of this scenario (node-1, node-2, node-3)',
    ],
  },
  {
    title: 'an unknown rack',
    input: three + at('{ at: 1s, fault: crash, rack: r4 }'),
    says: ['scenario.yaml:3:35: timeline[0].rack: found "r4", expected one of r1, r2, r3'],
  },
  {
    title: 'a fault of nobody',
    input: three + at('{ at: 1s, fault: crash }'),
    says: [
      'scenario.yaml:3:5: timeline[0]: found the fault crash of nobody, expected node, nodes, rack, zone or manager, to say who',
    ],
  },
  {
    title: 'a node that has not joined yet',
    input: three + at('{ at: 9s, join: { name: late } }', '{ at: 1s, fault: crash, node: late }'),
    says: [
      'scenario.yaml:4:35: timeline[1].node: found "late", expected a node that is there by then (it joins at 9s)',
    ],
  },
  {
    title: 'an event after the end',
    input: `until: 1m\n${three}${at('{ at: 2m, leave: node-1 }')}`,
    says: [
      'scenario.yaml:4:11: timeline[0].at: found 2m, expected a time before the end of the run (1m)',
    ],
  },
  {
    title: 'a time without its unit',
    input: three + at('{ at: 30, leave: node-1 }'),
    says: [
      'scenario.yaml:3:11: timeline[0].at: found 30, expected a duration such as 500ms, 30s or 1m30s; did you mean 30s?',
    ],
  },
  {
    title: 'an entry that does two things',
    input: three + at('{ at: 1s, leave: node-1, fault: crash, node: node-2 }'),
    says: [
      'scenario.yaml:3:5: timeline[0]: found both fault and leave, expected one of docker, fault, join, leave, engine',
    ],
  },
  {
    title: 'an entry that does nothing',
    input: three + at('{ at: 1s }'),
    says: [
      'scenario.yaml:3:5: timeline[0]: found an entry that does nothing, expected one of docker, fault, join, leave, engine',
    ],
  },
  {
    title: 'a key of another kind of entry',
    input: three + at('{ at: 1s, fault: crash, node: node-1, times: 3 }'),
    says: [
      'scenario.yaml:3:43: timeline[0].times: found the key times, expected only keys that go with fault (node, nodes, rack, zone, manager, for)',
    ],
  },
  {
    title: 'an unknown manager',
    input: three + at('{ at: 1s, fault: crash, manager: manager-2 }'),
    says: [
      'scenario.yaml:3:38: timeline[0].manager: found "manager-2", expected a manager of this scenario (manager-1)',
    ],
  },
  {
    title: 'an engine entry without its node',
    input: three + at('{ at: 1s, engine: stop, name: db }'),
    says: [
      'scenario.yaml:3:5: timeline[0].node: found nothing, expected the node whose engine is meant',
    ],
  },
  {
    title: 'a key of an entry that nobody knows, with two letters that changed places',
    input: 'nodes: [{ name: a }]\ntimeline:\n  - { at: 1s, fualt: crash, node: a }\n',
    says: [
      'scenario.yaml:3:15: timeline[0].fualt: found the unknown key fualt, expected one of at, docker, service, every, fault, node, nodes, rack, zone, manager, between, one-way, loss, delay, for, how, times, down, up, leave, engine, name, count, engine-id, takes, join; did you mean fault?',
    ],
  },
]
