/** Scenarios that the browser tests drop onto the page. */
import { existsSync, readFileSync } from 'node:fs'
import { compileScenario } from '../../src/scenario/index.ts'

/**
 * Six nodes in three racks. node-2 crashes, node-5 is cut off, node-6 joins: every mark of the
 * harbour is to be seen at some time.
 */
export const sixNodes = `name: Six nodes in three racks
about: node-2 crashes at 30 s, node-5 is cut off at 65 s, node-6 joins at 100 s.
seed: 7
until: 4m
swarm: { strategy: spread }
nodes:
  - { name: "node-{1..2}", cpus: 8, memory: 8g, zone: a, rack: r1, labels: { storage: ssd } }
  - { name: "node-{3..4}", cpus: 8, memory: 8g, zone: a, rack: r2 }
  - { name: node-5, cpus: 8, memory: 8g, zone: b, rack: r3 }
timeline:
  - { at: 4s, docker: "run -d --name redis-{1..4} -c 1 -m 1g -e reschedule:on-node-failure redis:3.0", service: redis }
  - { at: 5s, docker: "run -d --name db-{1..2} -c 2 -m 2g -e constraint:storage==ssd -e reschedule:on-node-failure postgres:9.4", service: db }
  - { at: 6s, docker: "run -d --name web-{1..6} -c 1 -m 512m -e reschedule:on-node-failure nginx:1.9", service: web }
  - { at: 8s, docker: "run -d --name worker-{1..4} -c 1 -m 1g -e reschedule:on-node-failure worker:1", service: worker }
  - { at: 9s, docker: "run -d --name batch-{1..4} -c 1 -m 512m batch:1", service: batch }
  - { at: 10s, docker: "run -d --name search-{1..3} -c 1 -m 1536m -e reschedule:on-node-failure search:1", service: search }
  - { at: 30s, fault: crash, node: node-2 }
  - { at: 65s, fault: unreachable, node: node-5 }
  - { at: 100s, join: { name: node-6, cpus: 8, memory: 8g, zone: b, rack: r3 } }
`

export function scenarioText(name: string): string {
  return readFileSync(new URL(`../../scenarios/${name}`, import.meta.url), 'utf8')
}

function bundledText(name: string): string | undefined {
  const file = new URL(`../../scenarios/${name}`, import.meta.url)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

/** Compiles a text as the page does: the text alone, and the files beside the bundled scenarios. */
export function modelOf(name: string, text = scenarioText(name)) {
  const read = (path: string) => (path === name ? text : bundledText(path))
  return compileScenario(name, { files: { read } }).model
}

/** So many nodes in racks of 20, each with so many containers of six services; one rack fails at 30 s. */
export function nodesScenario(nodes: number, containersPerNode: number): string {
  const racks = Math.ceil(nodes / 20)
  const each = Math.floor((nodes * containersPerNode) / 6)
  const width = String(nodes).length
  const name = `node-{${'1'.padStart(width, '0')}..${nodes}}`
  const services = ['web', 'api', 'cache', 'queue', 'mail', 'logs'].map(
    (service, at) =>
      `  - { at: ${at + 1}s, docker: "run -d --name ${service}-{1..${each}} -m 1g ` +
      `-e reschedule:on-node-failure ${service}:1", service: ${service} }`,
  )
  return `name: ${nodes.toLocaleString('en-US')} nodes in ${racks} racks
seed: 3
until: 2m
nodes:
  - { name: "${name}", cpus: 16, memory: 16g, zone: "z{1..5}", rack: "r{1..${racks}}", images: ["web:1", "api:1", "cache:1", "queue:1", "mail:1", "logs:1"] }
timeline:
${services.join('\n')}
  - { at: 30s, fault: crash, rack: r2 }
`
}

/** Two networks and a volume over four nodes. */
export const networkScenario = `name: Two networks
seed: 5
until: 1m
nodes:
  - { name: "node-{1..4}", cpus: 4, memory: 4g, images: ["nginx:1.9", "postgres:9.4"] }
timeline:
  - { at: 4s, docker: "run -d --name web-{1..4} --net front -m 512m nginx:1.9", service: web }
  - { at: 5s, docker: "run -d --name db-{1..4} --net back -v data:/var/lib/data -m 1g postgres:9.4", service: db }
`
