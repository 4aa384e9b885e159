/** Each filter alone, with the oddities of the real one, and the promises all filters keep. */
import { expect, test } from 'vitest'
import { classicFilters } from '../../../src/scheduler/classic/chain.ts'
import { published } from './clusters.ts'
import { describeFilter, type FilterCase } from './contract.ts'

const web80 = { name: 'web', ports: [published('80')] }

const cases: Record<keyof typeof classicFilters, readonly FilterCase[]> = {
  health: [
    {
      title: 'a node with failures below the limit still takes containers',
      nodes: [{ name: 'a', failures: 2 }, { name: 'b', failures: 3 }, { name: 'c' }],
      asks: {},
      leaves: ['a', 'c'],
    },
    {
      title: 'unhealthy and pending nodes take none',
      nodes: [
        { name: 'a', state: 'unhealthy' },
        { name: 'b', state: 'pending' },
      ],
      asks: {},
      leaves: 'No healthy node available in the cluster',
    },
  ],
  port: [
    {
      title: 'a taken port keeps a node out, and the protocol does not matter',
      nodes: [{ name: 'a', containers: [web80] }, { name: 'b' }],
      asks: { ports: [published('80', '', '53/udp')] },
      leaves: ['b'],
    },
    {
      title: 'two addresses of one port do not collide, every address collides with each',
      nodes: [
        { name: 'a', containers: [{ name: 'web', ports: [published('80', '10.0.0.1')] }] },
        { name: 'b', containers: [{ name: 'api', ports: [published('80', '0.0.0.0')] }] },
      ],
      asks: { ports: [published('80', '10.0.0.2')] },
      leaves: ['a'],
    },
    {
      title: 'a port that the engine may pick collides with nothing',
      nodes: [{ name: 'a', containers: [{ name: 'web', ports: [published('')] }] }],
      asks: { ports: [published('')] },
      leaves: ['a'],
    },
    {
      title: 'a creation in progress does not hold its ports yet',
      nodes: [{ name: 'a', containers: [{ ...web80, pending: true }] }],
      asks: { ports: [published('80')] },
      leaves: ['a'],
    },
    {
      title: 'the host network compares exposed ports, protocol included',
      nodes: [
        { name: 'a', containers: [{ name: 'x', networkMode: 'host', exposed: ['53/udp'] }] },
        { name: 'b', containers: [{ name: 'y', networkMode: 'host', exposed: ['53/tcp'] }] },
        { name: 'c', containers: [{ name: 'z', exposed: ['53/udp'] }] },
      ],
      asks: { networkMode: 'host', exposed: ['53/udp'] },
      leaves: ['b', 'c'],
    },
    {
      title: 'three containers in the way are all named',
      nodes: [{ name: 'a', containers: ['x', 'y', 'z'].map((name) => ({ ...web80, name })) }],
      asks: { ports: [published('80')] },
      leaves: 'unable to find a node with port 80 available',
    },
  ],
  dependency: [
    {
      title: 'a link goes where its target is',
      nodes: [{ name: 'a' }, { name: 'b', containers: [{ name: 'db' }] }],
      asks: { links: ['db:database'] },
      leaves: ['b'],
    },
    {
      title: 'a name that two containers of a node bear finds none there',
      nodes: [
        { name: 'a', containers: [{ name: 'db' }, { name: 'db' }] },
        { name: 'b', containers: [{ name: 'db' }] },
      ],
      asks: { volumesFrom: ['/db:ro'] },
      leaves: ['b'],
    },
    {
      title: 'twelve digits of an ID are as good as all of them, fewer must be unique',
      nodes: [
        {
          name: 'a',
          containers: [
            { name: 'x', id: '0123456789abcdef' },
            { name: 'y', id: '0123456789abffff' },
          ],
        },
        { name: 'b', containers: [{ name: 'z', id: '0123456789', swarmId: 'feed' }] },
      ],
      asks: { links: ['0123456789ab'] },
      leaves: ['a'],
    },
    {
      title: 'the beginning of a Swarm ID will do, but not when the ID begins alike',
      nodes: [
        { name: 'a', containers: [{ name: 'x', id: 'fe01', swarmId: 'aa01' }] },
        { name: 'b', containers: [{ name: 'y', id: 'bb01', swarmId: 'fe02' }] },
        { name: 'c', containers: [{ name: 'z', id: 'fe03', swarmId: 'fe03' }] },
      ],
      asks: { networkMode: 'container:fe' },
      leaves: ['a', 'b'],
    },
    {
      title: 'the node may be written before the name',
      nodes: [
        { name: 'a', containers: [{ name: 'db' }] },
        { name: 'b', containers: [{ name: 'db' }] },
      ],
      asks: { links: ['b/db', 'b-ID/db'] },
      leaves: ['b'],
    },
    {
      title: 'all dependencies must be on one node',
      nodes: [
        { name: 'a', containers: [{ name: 'db' }] },
        { name: 'b', containers: [{ name: 'data' }] },
      ],
      asks: { links: ['db:x'], volumesFrom: ['data'], networkMode: 'container:db' },
      leaves:
        'Unable to find a node fulfilling all dependencies: --volumes-from=data --link=db:x --net=container:db',
    },
  ],
  affinity: [
    {
      title: 'a node without containers satisfies every != and no ==',
      nodes: [{ name: 'a' }, { name: 'b', containers: [{ name: 'web' }] }],
      asks: { env: ['affinity:container!=web'] },
      leaves: ['a'],
    },
    {
      title: 'a label that is missing is empty text',
      nodes: [{ name: 'a' }, { name: 'b', containers: [{ name: 'web' }] }],
      asks: { env: ['affinity:role==/^$/'] },
      leaves: ['b'],
    },
    {
      title: 'labels with capitals can never be asked for',
      nodes: [{ name: 'a', containers: [{ name: 'web', labels: { Role: 'web' } }] }],
      asks: { env: ['affinity:Role==web'] },
      leaves: 'unable to find a node that satisfies role==web',
    },
    {
      title: 'an image is found by tag, by ID and without its version',
      nodes: [
        { name: 'a', images: ['registry:5000/api:v2'] },
        { name: 'b', images: ['redis:3'] },
      ],
      asks: { env: ['affinity:image==registry:5000/api', 'affinity:image==sha256:*'] },
      leaves: ['a'],
    },
    {
      title: 'a creation in progress counts with its labels and its name',
      nodes: [
        { name: 'a', containers: [{ name: 'web', labels: { role: 'web' }, pending: true }] },
        { name: 'b' },
      ],
      asks: { env: ['affinity:role==web', 'affinity:container==web'] },
      leaves: ['a'],
    },
    {
      title: 'the Swarm ID counts as a label',
      nodes: [{ name: 'a', containers: [{ name: 'web', swarmId: 'feed' }] }, { name: 'b' }],
      asks: { env: ['affinity:com.docker.swarm.id==feed'] },
      leaves: ['a'],
    },
  ],
  constraint: [
    {
      title: 'the node is known by name and by ID',
      nodes: [{ name: 'a' }, { name: 'b' }],
      asks: { env: ['constraint:node==b-ID'] },
      leaves: ['b'],
    },
    {
      title: 'a label that is missing is empty text, which != accepts',
      nodes: [{ name: 'a', labels: { storage: 'ssd' } }, { name: 'b' }],
      asks: { env: ['constraint:storage!=ssd'] },
      leaves: ['b'],
    },
    {
      title: 'a key that every object has is not a label',
      nodes: [{ name: 'a' }],
      asks: { env: ['constraint:constructor==/./'] },
      leaves: 'unable to find a node that satisfies constructor==/./',
    },
    {
      title: 'labels with capitals can never be asked for',
      nodes: [
        { name: 'a', labels: { Storage: 'ssd' } },
        { name: 'b', labels: { storage: 'ssd' } },
      ],
      asks: { env: ['constraint:Storage==ssd'] },
      leaves: ['b'],
    },
    {
      title: 'a broken pattern matches nothing, so != is true',
      nodes: [{ name: 'a', labels: { storage: 'ssd' } }],
      asks: { env: ['constraint:storage!=/(ssd/'] },
      leaves: ['a'],
    },
    {
      title: 'a syntax error counts even in a soft expression, and before all others',
      nodes: [{ name: 'a' }],
      asks: { env: ['constraint:node==nowhere', 'constraint:node==~'] },
      leaves: "Value '~' is invalid",
    },
  ],
}

test('every filter has cases', () => {
  expect(Object.keys(cases).sort()).toEqual(Object.keys(classicFilters).sort())
})

for (const filter of Object.values(classicFilters)) describeFilter(filter, cases[filter.name])
