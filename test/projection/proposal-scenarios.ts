/** A scenario of swarm mode in which a worker is lost. */
export const swarmScenario = `name: A worker is lost
seed: 5
until: 3m
swarm: { manager: swarmkit }
nodes:
  - { name: m-1, role: manager, cpus: 2, memory: 4g }
  - { name: "w-{1..3}", cpus: 4, memory: 4g }
timeline:
  - { at: 5s, docker: "service create --name web --replicas 6 nginx:1.25" }
  - { at: 60s, fault: crash, node: w-2 }
`
