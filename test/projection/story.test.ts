/** The story of the sample trace, in the words people read. */
import { expect, test } from 'vitest'
import { formatTime } from '../../src/model/format.ts'
import { story } from '../../src/projection/story.ts'
import { sampleTrace } from '../fixtures/sample-trace.ts'

test('the story says who did what when, and what came of it', () => {
  const lines = story(sampleTrace()).flatMap(({ timeUs, text, details }) => [
    `${formatTime(timeUs)} ${text}`,
    ...details.map((detail) => `  ${detail}`),
  ])
  expect(`\n${lines.join('\n')}\n`).toMatchInlineSnapshot(`
    "
    0.0 s node-1, node-2 and node-3 are up
    0.0 s the manager found node-1, node-2 and node-3 healthy and offered them to the scheduler
    1.0 s the user brought up app: 3 containers of 1 service, all running after 2.4 s
      web: 3 on node-1, node-2 and node-3
    5.0 s the user ran db on node-2; it ran after 400 ms
    30.0 s node-2 crashed: its 2 containers stopped
    1:42.3 the manager noticed that node-2 is gone, 72.3 s after it crashed: unhealthy after 3 refused connections
    1:42.3 the manager rescheduled node-2: 1 container moved, 1 container found no node, in 400 ms
      app_web_2 to node-3; it ran again by 1:42.7, 72.7 s after the failure
      db found no node: no resources available to schedule container; not tried again
    10:00.0 node-2 came back after 9 min 30 s; its 2 containers are stopped
    10:35.2 the manager heard from node-2 again: healthy after 8 min 53 s as unhealthy
    10:35.2 the manager removed app_web_2 from node-2 by force: a copy exists elsewhere
    "
  `)
})

test('every entry names facts of the trace, and entries are in order of time', () => {
  const trace = sampleTrace()
  const entries = story(trace)
  for (const { rows, timeUs, untilUs } of entries) {
    expect(rows[0]).toBeLessThanOrEqual(rows[1])
    expect(trace.timeUs[rows[0]]).toBe(timeUs)
    expect(trace.timeUs[rows[1]]).toBe(untilUs)
  }
  const times = entries.map(({ timeUs }) => timeUs)
  expect(times).toEqual([...times].sort((one, other) => one - other))
})
