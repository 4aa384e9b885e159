/** Any request for a container, mostly one that finds a place. */
import fc from 'fast-check'
import type { ContainerConfig } from '../../src/model/container-config.ts'
import { gibibyte } from './models.ts'

const expressions = [
  'constraint:storage==ssd',
  'constraint:storage==~ssd',
  'constraint:storage!=ssd',
  'constraint:node!=node-1',
  'constraint:node==node-2',
  'affinity:container==a',
  'affinity:container!=~a',
  'affinity:container!=b',
  'affinity:image==db',
  'affinity:service!=web',
  'constraint:storage==a,b',
]

export function anyConfig(slashCrash: boolean): fc.Arbitrary<Partial<ContainerConfig>> {
  const entries = slashCrash ? [...expressions, 'constraint:storage==/'] : expressions
  const policy = mostly(['reschedule:on-node-failure'], [])
  const wanted = fc.subarray(entries, { minLength: 1, maxLength: 2 })
  const port = (hostIp: string) => ({ containerPort: '80/tcp', hostIp, hostPort: '8080' })
  return fc
    .record({
      image: mostly('app', 'db', 'gone', 'nowhere'),
      policy,
      expressions: fc.oneof({ weight: 3, arbitrary: fc.constant<string[]>([]) }, wanted),
      labels: fc.constantFrom({}, { service: 'web' }),
      cpus: mostly(0, 1, 2),
      memoryBytes: fc.constantFrom(0, 0, 0.25 * gibibyte, 2 * gibibyte),
      ports: mostly([], [port('')], [port('10.0.0.9')]),
      exposed: fc.constantFrom([], ['80/tcp']),
      network: mostly<Partial<ContainerConfig>>(
        {},
        { networkMode: 'host' },
        { networkMode: 'net' },
      ),
      // At most one, or hardly anything would find a place.
      dependency: fc.oneof(
        { weight: 8, arbitrary: fc.constant<Partial<ContainerConfig>>({}) },
        fc.constant({ networkMode: 'container:a' }),
        fc.constant({ links: ['a:alias'] }),
        fc.constant({ volumesFrom: ['b:ro'] }),
      ),
      restartPolicy: fc.constantFrom('', 'always', 'unless-stopped'),
    })
    .map(({ policy: reschedule, expressions: more, network, dependency, ...config }) => ({
      ...config,
      ...network,
      ...dependency,
      env: [...reschedule, ...more],
    }))
}

/** The first value in three cases of four, else any of the others. */
export function mostly<T>(usual: T, ...others: T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  )
}
