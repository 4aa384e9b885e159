/** A file with a mistake in every part. */
import type { Case } from './case.ts'

export const all: Case = {
  title: 'mistakes in every part of a file',
  input: `swarm: { strategy: pile }
nodes:
  - { name: a, memory: lots }
  - { name: b, cpu: 2 }
timeline:
  - { at: soon, leave: b }
  - { at: 5s, docker: run --rstart always redis }
expect:
  - { that: duplicates() == none }
`,
  says: [
    'scenario.yaml:1:20: swarm.strategy: found "pile", expected one of spread, binpack, random',
    'scenario.yaml:3:24: nodes[0].memory: found "lots", expected a size such as 512m, 8g or 1.5GiB',
    'scenario.yaml:4:16: nodes[1].cpu: found the unknown key cpu, expected one of name, count, cpus, memory, labels, zone, rack, images, address, engine-id, start; did you mean cpus?',
    'scenario.yaml:6:11: timeline[0].at: found "soon", expected a duration such as 500ms, 30s or 1m30s',
    'scenario.yaml:7:27: timeline[1].docker: found the unknown option --rstart, expected an option of docker run; did you mean --restart?',
    'scenario.yaml:9:29: expect[0].that: found "none", expected a whole number',
  ],
}
