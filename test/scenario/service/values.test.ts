/** The values of services that command lines and Compose files share, each read from one text. */
import { expect, test } from 'vitest'
import { Refused } from '../../../src/scenario/schema-values.ts'
import { readMount } from '../../../src/scenario/service/mounts.ts'
import {
  readConstraint,
  readPreference,
  readSpread,
} from '../../../src/scenario/service/placement.ts'
import {
  readPolicy,
  rollbackReaders,
  updateFields,
  updateReaders,
} from '../../../src/scenario/service/policies.ts'
import {
  readPortTarget,
  readServicePorts,
  servicePorts,
} from '../../../src/scenario/service/ports.ts'
import {
  readMemoryLimit,
  readNanoCpus,
  readRatio,
  readWord,
} from '../../../src/scenario/service/reading.ts'
import { readGenericResources } from '../../../src/scenario/service/resources.ts'

/** A value, or what was expected with the suggestion. */
function saidBy(result: unknown): unknown {
  if (!(result instanceof Refused)) return result
  const { expected, suggestion } = result.refusal
  return suggestion === undefined ? expected : `${expected}; did you mean ${suggestion}?`
}

const tcp = (published: number, target: number, mode = 'ingress') => {
  return { protocol: 'tcp', published, target, mode }
}

test.each([
  ['8080:80', [tcp(8080, 80)]],
  ['80', [tcp(0, 80)]],
  ['8000-8001:80-81', [tcp(8000, 80), tcp(8001, 81)]],
  ['53:53/udp', [{ protocol: 'udp', published: 53, target: 53, mode: 'ingress' }]],
  ['published=8080,target=80,mode=host', [tcp(8080, 80, 'host')]],
  ['target=80,mode=HOST', [tcp(0, 80, 'host')]],
])('ports %s are read', (text, ports) => {
  expect(saidBy(readServicePorts(text))).toEqual(ports)
})

test.each([
  ['127.0.0.1:80:80', 'ports without a host address: a service is published on every node'],
  ['target=80,mode=hosts', 'one of ingress, host; did you mean host?'],
  ['targt=80', 'key=value with the keys target, published, protocol, mode; did you mean target?'],
  ['80:99999', 'ports such as 80, 8080:80, 53:53/udp or published=8080,target=80,mode=host'],
])('ports %s are refused', (text, says) => {
  expect(saidBy(readServicePorts(text))).toEqual(says)
})

test('a port is known by its parts, and by its target when it is taken away', () => {
  expect(servicePorts({ target: '80', published: '8080', mode: 'host' })).toEqual([
    tcp(8080, 80, 'host'),
  ])
  expect(readPortTarget('80')).toEqual(['80/tcp'])
  expect(readPortTarget('8080:80/udp')).toEqual(['80/udp'])
})

test.each([
  ['node.labels.disk==ssd', 'node.labels.disk==ssd'],
  ['node.role != manager', 'node.role != manager'],
  ['Node.Hostname==node-1', 'Node.Hostname==node-1'],
  [
    'disk==ssd',
    'a constraint on one of node.id, node.hostname, node.role, node.ip, node.platform.os, node.platform.arch, node.labels.X, engine.labels.X; did you mean node.labels.disk==ssd?',
  ],
  [
    'node.roll==manager',
    'a constraint on one of node.id, node.hostname, node.role, node.ip, node.platform.os, node.platform.arch, node.labels.X, engine.labels.X; did you mean node.role==manager?',
  ],
  ['node.role', 'a constraint such as node.labels.disk==ssd or node.role!=manager'],
])('the constraint %s is read or refused', (text, says) => {
  expect(saidBy(readConstraint(text))).toEqual(says)
})

test('a preference names the label it spreads over', () => {
  expect(readPreference('spread=node.labels.zone')).toBe('node.labels.zone')
  expect(saidBy(readSpread('zone'))).toBe(
    'node.labels. or engine.labels. and a label; did you mean node.labels.zone?',
  )
  expect(saidBy(readPreference('node.labels.zone'))).toBe(
    'spread= and a label, such as spread=node.labels.zone',
  )
})

test('a mount has a source and a target, and a driver where not every engine has it', () => {
  expect(readMount('type=volume,src=data,dst=/data,volume-driver=local')).toEqual({
    mount: { type: 'volume', source: 'data', target: '/data' },
    driver: '',
  })
  expect(readMount('source=data,target=/data,volume-driver=rexray')).toMatchObject({
    driver: 'rexray',
  })
  expect(saidBy(readMount('type=bind,target=/data'))).toBe(
    'a bind mount with a source and a target',
  )
  expect(saidBy(readMount('type=volum,target=/data'))).toBe(
    'one of volume, bind, tmpfs; did you mean volume?',
  )
})

test('a value with a comma may stand in quotes', () => {
  expect(readMount('type=tmpfs,target=/x,"volume-opt=o=addr=1,rw"')).toMatchObject({
    mount: { type: 'tmpfs', target: '/x' },
  })
})

test('a policy has the fields that were given', () => {
  const given: Record<string, string> = {
    parallelism: '2',
    delay: '10s',
    failure_action: 'rollback',
    monitor: '0s',
  }
  const refused: string[] = []
  const read = (readers: typeof updateReaders) =>
    readPolicy(
      updateFields,
      readers,
      (name) => given[name],
      (name) => refused.push(name),
    )
  // A monitor of 0 is none for the API: the default stands.
  expect(read(updateReaders)).toEqual({
    parallelism: 2,
    delayUs: 10_000_000,
    failureAction: 'rollback',
  })
  expect(refused).toEqual([])
  expect(read(rollbackReaders)).toEqual({ parallelism: 2, delayUs: 10_000_000 })
  expect(refused).toEqual(['failure_action'])
})

test('amounts are read as Docker counts them', () => {
  expect(readNanoCpus('0.5')).toBe(500_000_000)
  expect(readMemoryLimit('64m')).toBe(64 * 1024 ** 2)
  expect(saidBy(readMemoryLimit('1m'))).toBe(
    'a size of at least 4m, below which the engine refuses it',
  )
  expect(readRatio('0.25')).toBe(0.25)
  expect(saidBy(readRatio('2'))).toBe('a share from 0 to 1')
  expect(readGenericResources('gpu=2,ssd=1')).toEqual([
    { kind: 'gpu', value: 2 },
    { kind: 'ssd', value: 1 },
  ])
  expect(saidBy(readWord('on-failur', ['none', 'on-failure']))).toBe(
    'one of none, on-failure; did you mean on-failure?',
  )
})
