/** Where thousands move, the picture tells how many went from rack to rack. */
import { expect, test } from 'vitest'
import { positionAt } from '../../src/machine/fold.ts'
import { layoutHarbour } from '../../src/projection/harbour-layout.ts'
import { causesOf } from '../../src/projection/harbour-moves.ts'
import { harbourPlan } from '../../src/projection/harbour-plan.ts'
import { flowsAt, flowsInWords } from '../../src/projection/rack-flows.ts'
import { simulate } from '../../src/run/simulate.ts'
import { compileScenario } from '../../src/scenario/index.ts'

const second = 1_000_000
const text = `
nodes:
  - { name: "a-{1..4}", rack: a, images: [nginx] }
  - { name: "b-{1..4}", rack: b, images: [nginx] }
  - { name: "c-{1..4}", rack: c, images: [nginx] }
timeline:
  - { at: 5s, docker: "run -d --name web-{1..24} -e reschedule:on-node-failure nginx", service: web }
  - { at: 60s, fault: crash, rack: b }
`
const { trace } = simulate(
  compileScenario('s.yaml', { files: { read: (path) => (path === 's.yaml' ? text : undefined) } })
    .model,
)
const plan = harbourPlan(trace)
const layout = layoutHarbour(plan, {
  width: 900,
  height: 500,
  level: 3,
  roadsHeight: 60,
  scrolls: false,
})
const causes = causesOf(trace)
const lastUs = Math.max(...causes.flatMap(({ moves }) => moves.map(({ timeUs }) => timeUs)))
const flowsOf = (piece: number, timeUs: number) =>
  flowsAt(layout, { causes, position: positionAt(trace, timeUs), timeUs }, piece)

test('what left a rack that failed is counted by the rack to which it went', () => {
  const flows = flowsOf(1, lastUs)
  expect(flows.map(({ from, to }) => [from, to]).sort()).toEqual([
    [1, 0],
    [1, 2],
  ])
  const onB = causes.flatMap(({ moves }) => moves).length
  expect(flows.reduce((sum, { count }) => sum + count, 0)).toBe(onB)
  expect(flowsInWords(plan, layout, flows, 1)).toMatch(
    /^in the last minute moved away \d to [ac], \d to [ac]$/,
  )
})

test('a rack that took containers says from where they came', () => {
  const flows = flowsOf(0, lastUs)
  expect(flowsInWords(plan, layout, flows, 0)).toMatch(/^in the last minute came \d from b$/)
})

test('before the failure was noticed, and a minute later, there is nothing to say', () => {
  expect(flowsOf(1, 70 * second)).toEqual([])
  expect(flowsOf(1, lastUs + 61 * second)).toEqual([])
  expect(flowsInWords(plan, layout, [], 1)).toBe('')
})
