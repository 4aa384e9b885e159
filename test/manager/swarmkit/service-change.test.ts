/** What `docker service update` makes of the specification that is there. */
import { expect, test } from 'vitest'
import { changedSpec } from '../../../src/manager/swarmkit/service-change.ts'
import { defaultRollback, defaultTask, defaultUpdate } from '../../../src/model/swarm-defaults.ts'
import type { ServiceSpec } from '../../../src/model/swarm-mode.ts'

test('generic resources are replaced by kind and taken away by kind', () => {
  const task = defaultTask('nginx')
  const generic = [
    { kind: 'gpu', value: 1 },
    { kind: 'ssd', value: 2 },
  ]
  const spec: ServiceSpec = {
    name: 'web',
    mode: { type: 'replicated', replicas: 1 },
    task: { ...task, reservations: { ...task.reservations, generic } },
    ports: [],
    update: defaultUpdate,
    rollback: defaultRollback,
  }
  const change = { add: { generic: [{ kind: 'gpu', value: 4 }] }, remove: { generic: ['ssd'] } }
  expect(changedSpec(spec, change)).toMatchObject({
    task: { reservations: { generic: [{ kind: 'gpu', value: 4 }] } },
  })
})
