/** Partitions, and managers that are not there yet. */
import { at, type Case, swarm, three } from './case.ts'

export const partitions: readonly Case[] = [
  {
    title: 'partitions of nobody, of one machine against itself, and of all',
    input:
      swarm +
      three +
      at(
        '{ at: 1s, fault: partition }',
        '{ at: 1s, fault: partition, between: [[node-1], [node-1, node-2]] }',
        '{ at: 1s, fault: partition, between: [["node-{1..3}", manager-1]] }',
      ),
    says: [
      'scenario.yaml:4:5: timeline[0]: found a partition between nobody, expected between: and two sets of machines, such as [[node-1, node-2], [manager-1]]',
      'scenario.yaml:5:42: timeline[1].between: found node-1 on both sides, expected every machine on one side',
      'scenario.yaml:6:42: timeline[2].between: found all machines on one side, expected some on the other',
    ],
  },
  {
    title: 'sides that are not there',
    input:
      swarm +
      three +
      at(
        '{ at: 1s, fault: partition, between: [["rack:r9"], [manager-3]] }',
        '{ at: 1s, fault: partition, between: [[node-9, "zone:b"]] }',
      ),
    says: [
      'scenario.yaml:4:43: timeline[0].between[0]: found "rack:r9", expected one of rack:r1, rack:r2, rack:r3',
      'scenario.yaml:4:56: timeline[0].between[1]: found "manager-3", expected a node or a manager of this scenario (node-1, node-2, node-3, manager-1)',
      'scenario.yaml:5:43: timeline[1].between[0]: found "node-9", expected a node or a manager of this scenario (node-1, node-2, node-3, manager-1)',
      'scenario.yaml:5:43: timeline[1].between[0]: found "zone:b", expected one of zone:a; did you mean zone:a?',
    ],
  },
  {
    title: 'a share above all, and keys of another fault',
    input:
      swarm +
      three +
      at(
        '{ at: 1s, fault: partition, between: [[node-1]], loss: 120% }',
        '{ at: 2s, fault: partition, between: [[node-1]], node: node-2 }',
        '{ at: 3s, fault: heal, node: node-2 }',
      ),
    says: [
      'scenario.yaml:4:60: timeline[0].loss: found "120%", expected a share such as 50% or 0.5',
      'scenario.yaml:5:54: timeline[1].node: found the key node, expected only keys that go with the fault partition (between, one-way, loss, delay, for, name)',
      'scenario.yaml:6:28: timeline[2].node: found the key node, expected only keys that go with the fault heal (name)',
    ],
  },
  {
    title: 'a heal with nothing to heal',
    input:
      swarm +
      three +
      at(
        '{ at: 1s, fault: heal }',
        '{ at: 2s, fault: partition, between: [[node-1]], name: split }',
        '{ at: 3s, fault: heal, name: splitt }',
        '{ at: 4s, fault: heal, name: split }',
        '{ at: 5s, fault: heal, name: split }',
      ),
    says: [
      'scenario.yaml:4:5: timeline[0]: found heal, expected a partition before it that is not over yet',
      'scenario.yaml:6:34: timeline[2].name: found "splitt", expected the name of a partition (split), or nothing for all; did you mean split?',
      'scenario.yaml:8:34: timeline[4].name: found "split", expected a partition before it that is not over yet',
    ],
  },
  {
    title: 'partitions that classic Swarm cannot tell',
    input:
      three +
      at(
        '{ at: 1s, fault: partition, between: [[node-1], [node-2]] }',
        '{ at: 1s, fault: partition, between: [[node-1]], loss: 50% }',
        '{ at: 1s, fault: partition, between: [[node-1]], one-way: true }',
      ),
    says: [
      'scenario.yaml:3:5: timeline[0]: found managers on neither side, expected nodes on one side and every manager on the other (managers of classic Swarm meet through discovery, engines never do)',
      'scenario.yaml:4:5: timeline[1]: found a partition with loss or delay, expected nodes on one side and every manager on the other (connections of classic Swarm are there or refused, nothing between)',
      'scenario.yaml:5:5: timeline[2]: found a partition that is one-way, expected nodes on one side and every manager on the other (connections of classic Swarm are there or refused, nothing between)',
    ],
  },
  {
    title: 'a partition between managers of classic Swarm',
    input: `${three + at('{ at: 1s, fault: partition, between: [[node-1, manager-1]] }')}swarm: { managers: 2 }`,
    says: [
      'scenario.yaml:3:5: timeline[0]: found managers on both sides, expected nodes on one side and every manager on the other (managers of classic Swarm meet through discovery, engines never do)',
    ],
  },
  {
    title: 'an engine that swarm mode does not watch',
    input: swarm + three + at('{ at: 1s, engine: create, node: node-1, name: x }'),
    says: [
      'scenario.yaml:4:23: timeline[0].engine: found create, expected one of stop, rm, fail-creates, create-takes (swarm mode does not see containers that it did not start)',
    ],
  },
  {
    title: 'a manager that is none yet',
    input:
      swarm +
      three +
      at(
        '{ at: 5s, join: { name: late, role: manager } }',
        '{ at: 1s, fault: crash, manager: late }',
        '{ at: 6s, docker: node promote node-2 }',
        '{ at: 5s, fault: crash, manager: node-2 }',
      ),
    says: [
      'scenario.yaml:5:38: timeline[1].manager: found "late", expected a manager that is one by then (it becomes one at 5s)',
      'scenario.yaml:7:38: timeline[3].manager: found "node-2", expected a manager of this scenario (manager-1, late)',
    ],
  },
]
