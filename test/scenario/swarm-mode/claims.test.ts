/** Claims about swarm mode: what they ask about, and which words they take. */
import { expect, test } from 'vitest'
import { inSwarmMode } from './in-swarm-mode.ts'

const entries = [
  '{ at: 1s, docker: service create --name web --replicas 2 nginx }',
  '{ at: 1s, docker: service create --name one nginx }',
  '{ at: 1s, docker: service create --name all --mode global nginx }',
  '{ at: 1s, docker: service create --name job --mode replicated-job --replicas 3 nginx }',
  '{ at: 9s, docker: service scale web=5 }',
]

function claimOf(that: string) {
  const more = `expect: [{ that: ${JSON.stringify(that)} }]`
  const { quantity, value } = inSwarmMode(entries, { more }).model.expect[0] ?? {}
  return [quantity, value]
}

test.each([
  ['running(web) == 5', { type: 'running', service: 'web' }, 5],
  ['update(web) == rollback_started', { type: 'update', service: 'web' }, 'rollback_started'],
  ['leader() == manager-1', { type: 'leader' }, 'manager-1'],
  ['leader() == nobody', { type: 'leader' }, ''],
  ['desired(web) == 5', { type: 'desired', service: 'web' }, 5],
  ['tasks() < 20', { type: 'tasks', service: '' }, 20],
  ['failed(web) == 0', { type: 'failed', service: 'web' }, 0],
  ['state(node-2) == disconnected', { type: 'state', of: 'node-2' }, 'disconnected'],
  ['state(web.5) == running', { type: 'state', of: 'web.5' }, 'running'],
  ['state(web.1.2) == failed', { type: 'state', of: 'web.1.2' }, 'failed'],
  ['state(one) == none', { type: 'state', of: 'one.1' }, 'none'],
  ['node(all.node-3) == node-3', { type: 'node', container: 'all.node-3' }, 'node-3'],
  ['state(job.0) == complete', { type: 'state', of: 'job.0' }, 'complete'],
  ['node(web.2) == nowhere', { type: 'node', container: 'web.2' }, ''],
])('%s', (that, quantity, value) => {
  expect(claimOf(that)).toEqual([quantity, value])
})
