/** Stories of real runs: what belongs together is told together, and nothing is told twice. */
import { expect, test } from 'vitest'
import { formatTime } from '../../src/model/format.ts'
import { story } from '../../src/projection/story.ts'
import { simulate } from '../../src/run/simulate.ts'
import { compileScenario } from '../../src/scenario/index.ts'

function storyOf(timeline: string, nodes = '{ name: "node-{1..3}", images: [nginx] }'): string {
  const text = `nodes: [${nodes}]\ntimeline:\n${timeline}`
  const { model } = compileScenario('x.yaml', {
    files: { read: (path) => (path === 'x.yaml' ? text : undefined) },
  })
  const lines = story(simulate(model).trace).flatMap(({ timeUs, text: words, details }) => [
    `${formatTime(timeUs)} ${words}`,
    ...details.map((detail) => `  ${detail}`),
  ])
  return `\n${lines.join('\n')}\n`
}

const web =
  '  - { at: 5s, docker: "run -d --name web-{1..6} -e reschedule:on-node-failure nginx", service: web }'

test('a manager that restarts finds its nodes again, and drops only what discovery dropped', () => {
  expect(
    storyOf(`${web}
  - { at: 2m, fault: crash, manager: manager-1 }
  - { at: 5m, fault: recover, manager: manager-1 }
  - { at: 12m, leave: node-3 }
`),
  ).toMatchInlineSnapshot(`
    "
    0.0 s node-1, node-2 and node-3 are up, 4 CPUs and 8g each
    0.0 s the manager found node-1, node-2 and node-3 healthy and offered them to the scheduler
    5.0 s the user ran 6 containers, all running after 234 ms
      web: 6 on node-1, node-2 and node-3 (2 each)
    2:00.0 manager-1, the primary, crashed: nobody notices failures until another one leads
    5:00.0 manager-1 started again
    5:00.0 manager-1 became the primary; nobody had led for 3 min
    5:00.0 the manager found node-1, node-2 and node-3 healthy and offered them to the scheduler
    12:00.0 node-3 was taken out of discovery; its 2 containers run on
    13:00.0 the manager dropped node-3, which discovery no longer lists, 60.0 s after it was taken out of discovery
    13:00.0 the manager rescheduled node-3: 2 containers moved, in 470 ms
      web-3 and web-4 to node-1 and node-2; all of them ran again by 13:00.5, 60.5 s after the failure
    "
  `)
})

test('a node that flaps is one entry, until the manager gives it up', () => {
  expect(
    storyOf(`${web}
  - { at: 2m, fault: flap, node: node-2, how: unreachable, times: 5, down: 20s, up: 60s }
  - { at: 15m, fault: unreachable, node: node-2 }
`),
  ).toMatchInlineSnapshot(`
    "
    0.0 s node-1, node-2 and node-3 are up, 4 CPUs and 8g each
    0.0 s the manager found node-1, node-2 and node-3 healthy and offered them to the scheduler
    5.0 s the user ran 6 containers, all running after 234 ms
      web: 6 on node-1, node-2 and node-3 (2 each)
    2:00.0 node-2 flapped: cut off 5 times and back 5 times until 7:40.0, away for at most 20.0 s
    3:17.7 the manager was refused by node-2 and heard from it again 3 times until 6:49.7: never often enough in a row to give it up
    15:00.0 node-2 was cut off; its 2 containers run on unseen
    16:32.0 the manager noticed that node-2 is gone, 92.0 s after it was cut off: unhealthy after 3 refused connections
    16:32.0 the manager rescheduled node-2: 2 containers moved, in 470 ms
      web-2 and web-6 to node-1 and node-3; all of them ran again by 16:32.4, 92.4 s after the failure
    "
  `)
})

test('a rack of forty nodes fails, moves and returns in a few lines', () => {
  const rack = (name: string) =>
    `{ name: "${name}-{1..40}", zone: z, rack: ${name}, images: [nginx] }`
  expect(
    storyOf(
      `
  - { at: 5s, docker: "run -d --name web-{1..800} -e reschedule:on-node-failure nginx", service: web }
  - { at: 6s, docker: "run -d --name solo-{1..80} nginx", service: solo }
  - { at: 2m, fault: crash, rack: r2 }
  - { at: 20m, fault: recover, rack: r2 }
`,
      `${rack('r1')}, ${rack('r2')}`,
    ),
  ).toMatchInlineSnapshot(`
    "
    0.0 s 80 nodes of zone z are up, 4 CPUs and 8g each
    0.0 s the manager found 80 nodes of zone z healthy and offered them to the scheduler
    5.0 s the user ran 800 containers, all running after 234 ms
      web: 800 on 80 nodes (10 each)
    6.0 s the user ran 80 containers, all running after 234 ms
      solo: 80 on 80 nodes (1 each)
    2:00.0 40 nodes of rack z/r2 crashed: their 440 containers stopped
    3:25.1 the manager noticed that 40 nodes of rack z/r2 are gone, 85.1 s to 2 min 41 s after they crashed: unhealthy after 3 refused connections each
    3:25.1 the manager rescheduled 40 nodes of rack z/r2: 400 containers moved, 40 containers left alone, in 102.3 s
      400 containers to 40 nodes (10 each); all of them ran again by 5:07.4, 3 min 7 s after the failure
      40 containers have no policy reschedule:on-node-failure and stay lost
    20:00.0 40 nodes of rack z/r2 came back after 18 min; their 440 containers are stopped
    20:00.5 the manager heard from 40 nodes of rack z/r2 again between 20:00.5 and 20:49.8
    20:00.5 the manager removed 400 containers from 40 nodes of rack z/r2 by force: copies exist elsewhere
    "
  `)
})
