/** The built workbench in a real browser, used as a person would use it. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { digestOf } from '../../src/model/trace.ts'
import { decisionsOf, explainDecision } from '../../src/run/explain.ts'
import { simulate } from '../../src/run/simulate.ts'
import {
  boxesOf,
  breakNode,
  goTo,
  openScenario,
  picture,
  problemsOf,
  ready,
  timeOf,
} from './page.ts'
import { prepareWorkbench } from './prepare.ts'
import { modelOf, sixNodes } from './scenarios.ts'
import { serveWorkbench } from './serve.ts'

const workbench = prepareWorkbench()

test.each(['/', '/some/folder/'])('the workbench opens below %s without an error', async (path) => {
  const elsewhere = await serveWorkbench(path)
  const { page, problems, close } = await workbench.openAt(elsewhere.address)
  expect(await page.title()).toContain('Reberth')
  expect(await page.locator('.sentence').innerText()).toMatch(/^Press Space\. /)
  expect(await timeOf(page)).toBe('0:00.0')
  expect(await page.locator('g.berth').count()).toBe(4)
  expect(problems).toEqual([])
  await close()
  await elsewhere.close()
})

test('a scenario that the command serves beside the page is what opens first', async () => {
  const context = await workbench.browser.newContext({ locale: 'en-US' })
  const page = await context.newPage()
  const problems = problemsOf(page)
  const files: Record<string, string> = {
    'index.json': JSON.stringify({ scenario: 'my #1.yaml', files: ['my #1.yaml'], trace: null }),
    'my #1.yaml': sixNodes,
  }
  await page.route('**/session/*', (route) => {
    const name = decodeURIComponent(new URL(route.request().url()).pathname.split('/').at(-1) ?? '')
    return route.fulfill({ body: files[name] ?? '', status: name in files ? 200 : 404 })
  })
  await page.goto(workbench.address)
  await page.locator('.scenario b', { hasText: 'Six nodes in three racks' }).waitFor()
  expect(await page.locator('.gallery').count()).toBe(0)
  expect(problems).toEqual([])
  await context.close()
})

test('the page simulates to the same digest as Node, for the first scenario and for a dropped one', async () => {
  const { page, close } = await workbench.open()
  const shown = () => page.locator('.about-run').getAttribute('title')
  const inNode = digestOf(simulate(modelOf('node-failure.yaml')).trace)
  expect(await shown()).toBe(`digest ${inNode}`)
  await openScenario(page, 'six.yaml', sixNodes)
  const dropped = digestOf(simulate(modelOf('six.yaml', sixNodes)).trace)
  expect(await shown()).toBe(`digest ${dropped}`)
  await close()
})

describe('time', () => {
  test('Space plays and pauses, and the clock runs meanwhile', async () => {
    const { page, problems, close } = await workbench.open()
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Pause' }).waitFor()
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('.time-field input')?.value !== '0:00.0',
    )
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor()
    const paused = await timeOf(page)
    expect(paused).not.toBe('0:00.0')
    expect(await page.locator('.sentence').innerText()).not.toContain('Press Space')
    expect(problems).toEqual([])
    await close()
  })

  test('stepping by fact and by decision goes forward and back to the same place', async () => {
    const { page, close } = await workbench.open()
    const fact = () => page.locator('.fact-count').innerText()
    const before = await fact()
    await page.keyboard.press('.')
    await page.keyboard.press('.')
    expect(await fact()).not.toBe(before)
    await page.keyboard.press(',')
    await page.keyboard.press(',')
    expect(await fact()).toBe(before)

    const trace = simulate(modelOf('node-failure.yaml')).trace
    const decisions = decisionsOf(trace)
    await page.keyboard.press(']')
    expect(await fact()).toContain(`fact ${decisions[0].row + 1} of`)
    await page.keyboard.press(']')
    expect(await fact()).toContain(`fact ${decisions[1].row + 1} of`)
    await page.keyboard.press('[')
    expect(await fact()).toContain(`fact ${decisions[0].row + 1} of`)
    await close()
  })

  test('the time field takes times and words, End and Home go to the ends', async () => {
    const { page, close } = await workbench.open()
    await goTo(page, '3:43.4')
    expect(await timeOf(page)).toBe('3:43.4')
    await goTo(page, 'next up')
    expect(await timeOf(page)).toBe('12:00.0')
    await page.keyboard.press('End')
    expect(await timeOf(page)).toBe('20:00.0')
    await page.keyboard.press('Home')
    expect(await timeOf(page)).toBe('0:00.0')
    await goTo(page, 'noon')
    expect(await page.locator('.time-field input').getAttribute('aria-invalid')).toBe('true')
    await close()
  })

  test('a click on the lanes scrubs, and - and + change the speed', async () => {
    const { page, close } = await workbench.open()
    const lanes = page.locator('.lanes-svg').first()
    const box = (await lanes.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
    await page.mouse.click(box.x + box.width * 0.6, box.y + 40)
    expect(await timeOf(page)).toMatch(/^1[0-3]:/)
    const speed = () => page.locator('.speed output').innerText()
    expect(await speed()).toBe('4×')
    await page.keyboard.press('+')
    expect(await speed()).toBe('10×')
    await page.keyboard.press('-')
    await page.keyboard.press('-')
    expect(await speed()).toBe('2×')
    await close()
  })
})

test('belief and fact are told apart: hollow boxes, a sign, and two counts in the manifest', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'six.yaml', sixNodes)
  await goTo(page, '60s')
  const boxes = await boxesOf(page)
  expect(boxes.filter((box) => box.endsWith(': ghost')).length).toBeGreaterThan(0)
  const all = page.locator('.manifest tfoot td')
  const [asked, believed, runs] = (await all.allInnerTexts()).map(Number)
  expect(asked).toBe(23)
  expect(believed).toBe(23)
  expect(runs).toBe(23 - boxes.filter((box) => box.endsWith(': ghost')).length)
  await page.keyboard.press('3')
  expect((await boxesOf(page)).filter((box) => box.endsWith(': ghost'))).toEqual([])
  expect((await boxesOf(page)).filter((box) => box.endsWith(': known'))).toHaveLength(23)
  await page.keyboard.press('2')
  expect((await boxesOf(page)).filter((box) => box.endsWith(': known'))).toHaveLength(runs)
  await page.keyboard.press('1')
  await goTo(page, '3:05')
  await picture(page, 'six-nodes-light')
  expect(problems).toEqual([])
  await close()
})

test('a crash by hand forks the run there; branches can be switched, saved and removed', async () => {
  const { page, problems, close } = await workbench.open()
  await goTo(page, '60s')
  const mainDigest = await page.locator('.about-run').getAttribute('title')
  await breakNode(page, 0, /^Crash/)
  await page.locator('.rails [aria-current="true"]', { hasText: 'crash node-1' }).waitFor()

  expect(await timeOf(page)).toBe('1:00.0')
  expect(await page.locator('g.berth[data-node="0"]').getAttribute('aria-label')).toContain(
    'crashed since 1:00.0',
  )
  expect(await page.locator('.sentence').innerText()).toContain('node-1 stopped answering')
  expect(await page.locator('.about-run').getAttribute('title')).not.toBe(mainDigest)
  await picture(page, 'fork')

  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save' }).click()
  const file = await (await saving).path()
  const saved = readFileSync(file, 'utf8')
  expect(saved).toContain('fault: crash, node: node-1')
  // What was saved is the run that is shown, and the entries before it are untouched.
  const again = digestOf(simulate(modelOf('node-failure.yaml', saved)).trace)
  expect(await page.locator('.about-run').getAttribute('title')).toBe(`digest ${again}`)

  await page.keyboard.press('b')
  expect(await page.locator('.about-run').getAttribute('title')).toBe(mainDigest)
  expect(await page.locator('g.berth[data-node="0"]').getAttribute('aria-label')).not.toContain(
    'crashed',
  )
  await page.keyboard.press('b')
  await page.keyboard.press('Delete')
  expect(await page.locator('.rails li').count()).toBe(1)
  expect(await page.locator('.about-run').getAttribute('title')).toBe(mainDigest)
  expect(problems).toEqual([])
  await close()
})

test('a node can be added by hand, and a docker command typed', async () => {
  const { page, problems, close } = await workbench.open()
  await goTo(page, '70s')
  await page.getByRole('button', { name: 'Add a node…' }).click()
  await page.getByLabel('Memory').fill('16g')
  await page.getByRole('button', { name: 'Add it' }).click()
  await page.locator('.rails [aria-current="true"]', { hasText: 'add node-5' }).waitFor()
  await page.locator('g.berth[data-node="4"]').waitFor()

  await page.keyboard.press(':')
  await page.keyboard.type('run -d --name extra -m 512m nginx:1.9')
  await page.keyboard.press('Enter')
  await page.locator('.rails [aria-current="true"]', { hasText: 'run -d' }).waitFor()
  // Out of the prompt: there, End is a key for the text.
  await page.keyboard.press('Escape')
  await page.keyboard.press('End')
  expect((await boxesOf(page)).filter((box) => box.startsWith('extra'))).toEqual(['extra: known'])
  expect(problems).toEqual([])
  await close()
})

test('why here is the same answer as the command: filters, scores, tie', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'six.yaml', sixNodes)
  await page.keyboard.press('End')
  const { trace } = simulate(modelOf('six.yaml', sixNodes))
  const container = trace.tables.containers.findIndex(({ name }) => name === 'web-3')
  await page.locator(`g.box[data-container="${container}"]`).first().click()
  await page.locator('.verdicts').waitFor()

  const decision = decisionsOf(trace).findLast((candidate) => candidate.container === container)
  expect(decision).toBeDefined()
  if (decision === undefined) return
  const explanation = explainDecision(trace, decision)
  const target = trace.model.nodes[decision.node].name
  expect(await page.locator('.inspector .answer').innerText()).toContain(`web-3 went to ${target}.`)
  const rows = page.locator('.verdicts tbody tr')
  expect(await rows.count()).toBe(explanation.passes[0].nodes.length)
  for (const [index, { name, verdict }] of explanation.passes[0].nodes.entries()) {
    const text = await rows.nth(index).innerText()
    expect(text).toContain(name)
    if (verdict.type === 'ranked' && verdict.score !== undefined) {
      expect(text.replaceAll('−', '-')).toContain(`= ${verdict.score.sum}`)
    }
    if (verdict.type === 'refused') expect(text).toContain('refused')
  }
  expect(await page.locator('.state-chart svg').first().getAttribute('aria-label')).toContain(
    'State of web-3: running',
  )
  await picture(page, 'inspector')
  await page.keyboard.press('Escape')
  expect(await page.locator('.inspector').count()).toBe(0)
  expect(problems).toEqual([])
  await close()
})

test('a refused container lies in the roads and says what would have to change', async () => {
  const { page, problems, close } = await workbench.open()
  await page.keyboard.press('o')
  // Each example can be opened and edited: the first button opens it.
  await page
    .getByRole('button', { name: /There is no room for the lost containers/ })
    .first()
    .click()
  await page.locator('.scenario b', { hasText: 'no room' }).waitFor()
  await page.keyboard.press('End')
  await page.locator('g.waiting').first().click()
  await page.locator('.would-fit li').first().waitFor()
  expect(await page.locator('.inspector .answer').innerText()).toContain('No node fits.')
  await picture(page, 'refused')
  expect(problems).toEqual([])
  await close()
})

test('an explanation that cannot be fetched is said in plain words, and the run stays', async () => {
  const context = await workbench.browser.newContext({ locale: 'en-US' })
  const page = await context.newPage()
  await page.route('**/assets/explain-*.js', (route) => route.abort())
  await page.goto(workbench.address)
  await ready(page)
  await page.keyboard.press('End')
  await page.keyboard.press('w')
  const notice = page.locator('.notice.problem', { hasText: 'could not be loaded' })
  await notice.waitFor()
  expect(await notice.innerText()).toContain('save a branch first')
  expect(await page.locator('g.berth').count()).toBe(4)
  await context.close()
})
