/** Runs of one small cluster that differ in one thing. */
import type { Trace } from '../../src/model/trace.ts'
import { simulate } from '../../src/run/simulate.ts'
import { compileScenario } from '../../src/scenario/index.ts'

export const pair = `name: Two nodes and a spare
seed: 3
until: 6m
nodes:
  - { name: "node-{1..3}", cpus: 4, memory: 4g }
timeline:
  - { at: 1s, docker: "run -d --name web-{1..4} -m 512m -e reschedule:on-node-failure nginx:1.9", service: web }
  - { at: 2s, docker: "run -d --name db -m 1g postgres:9.4", service: db }
  - { at: 60s, fault: crash, node: node-2 }
`

interface Change {
  readonly set?: readonly string[]
  readonly seed?: string
  readonly text?: string
}

export function runOf({ text = pair, ...change }: Change = {}): Trace {
  const files = { read: (path: string) => (path === 'pair.yaml' ? text : undefined) }
  return simulate(compileScenario('pair.yaml', { files, ...change }).model).trace
}
