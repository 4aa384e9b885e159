/** A thousand nodes and thirty thousand containers in the page: drawn, explained, and how fast. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { digestOf } from '../../src/model/trace.ts'
import { simulate } from '../../src/run/simulate.ts'
import { thousandNodes } from '../bench/browser/scenarios.ts'
import { drop, goTo, openScenario, picture } from './page.ts'
import { prepareWorkbench } from './prepare.ts'
import { modelOf, scenarioText, sixNodes } from './scenarios.ts'
import { leaveField } from './views/view.ts'

const workbench = prepareWorkbench()

const name = 'thousand-nodes.yaml'

test('a rack of a thousand nodes fails in the page as in Node, and every node can be asked', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, name, scenarioText(name))
  const { trace } = simulate(modelOf(name))
  expect(await page.locator('.about-run').getAttribute('title')).toBe(`digest ${digestOf(trace)}`)

  await goTo(page, '11:45')
  expect(await page.locator('.picture canvas').count()).toBe(1)
  expect(await page.locator('.rack-total.down').textContent()).toMatch(/^40 down · \d+ noticed$/)
  expect(await page.locator('.sentence').innerText()).toContain('Rack r13 stopped answering')
  await picture(page, 'thousand-nodes')

  // The picture is pixels: what is under the pointer is found by arithmetic.
  await page.locator('.proxy').focus()
  await page.keyboard.press('ArrowRight')
  // The moves of its rack are ribbons, and words for whoever does not see them.
  expect(await page.locator('.proxy').getAttribute('aria-label')).toMatch(
    /^node-0002, .*; its rack: in the last minute came \d+ from r13$/,
  )
  expect(await page.locator('.ribbon path').count()).toBe(1)
  await page.keyboard.press('Alt+Enter')
  await page.locator('.inspector .box-list button').first().click()
  await page.locator('.verdicts').waitFor()
  expect(await page.locator('.verdicts caption').innerText()).toMatch(/^The 10 best of [\d,]+$/)
  expect(await page.locator('.verdicts tbody tr').count()).toBe(10)
  await picture(page, 'thousand-nodes-why')
  expect(problems).toEqual([])
  await close()
})

test('a computation shows how far it is, and Esc stops it without losing the run that is open', async () => {
  const { page, problems, close } = await workbench.open()
  const before = await page.locator('.about-run').getAttribute('title')
  await drop(page, { [name]: scenarioText(name) })
  await page.locator('.notice.computing').waitFor()
  expect(await page.locator('.notice.computing').innerText()).toMatch(/computed to \d+:\d+\.\d of/)
  await page.keyboard.press('Escape')
  await page.locator('.notice.computing').waitFor({ state: 'detached' })
  expect(await page.locator('.about-run').getAttribute('title')).toBe(before)
  // The next run starts a worker of its own.
  await openScenario(page, 'six.yaml', sixNodes)
  expect(problems).toEqual([])
  await close()
})

test('an entry of the log with hundreds of lines is folded until somebody wants to read them', async () => {
  const { page, problems, close } = await workbench.open()
  const crash = '{ at: 10m, fault: crash, rack: r013 }'
  const back = '{ at: 14m, fault: recover, rack: r013 }'
  await openScenario(page, 'back.yaml', thousandNodes.replace(crash, `${crash}\n  - ${back}`))
  await goTo(page, '15m')
  const entry = page.locator('.log > ol > li', { has: page.locator('.more') }).last()
  const more = (await entry.locator('.more').innerText()).replaceAll(/\D/g, '')
  expect(await entry.locator('ul li').count()).toBe(5)
  await entry.locator('.more').press('Enter')
  expect(await page.locator('.log ul').last().locator('li').count()).toBe(5 + Number(more))
  expect(problems).toEqual([])
  await close()
})

/** Frame times are reported and not asserted: they are the machine's as much as ours. */
test('frames while playing a thousand nodes are counted', async () => {
  const { page, close } = await workbench.open()
  await openScenario(page, name, scenarioText(name))
  await goTo(page, '11:30')
  await page.keyboard.press('Space')
  const frames = await frameTimes(page, 4_000)
  await page.keyboard.press('Space')
  const jumps = await jumpTimes(page)
  expect(frames.length).toBeGreaterThan(0)
  const sorted = frames.toSorted((one, other) => one - other)
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))].toFixed(1)
  console.log(
    `1,000 nodes, 30,000 containers: ${(frames.length / 4).toFixed(0)} frames a second, ` +
      `median ${at(0.5)} ms, 95 % within ${at(0.95)} ms, ` +
      `jumps ${jumps.map((ms) => `${ms.toFixed(0)} ms`).join(', ')}`,
  )
  await close()
})

function frameTimes(page: Page, durationMs: number): Promise<number[]> {
  return page.evaluate(
    (length) =>
      new Promise<number[]>((resolve) => {
        const times: number[] = []
        const startMs = performance.now()
        let lastMs = startMs
        const frame = (nowMs: number) => {
          times.push(nowMs - lastMs)
          lastMs = nowMs
          if (performance.now() - startMs < length) requestAnimationFrame(frame)
          else resolve(times.slice(1))
        }
        requestAnimationFrame(frame)
      }),
    durationMs,
  )
}

/** From pressing a key to the next frame, for the start and the end of the run. */
async function jumpTimes(page: Page): Promise<number[]> {
  const times: number[] = []
  for (const key of ['Home', 'End']) {
    times.push(
      await page.evaluate(
        (pressed) =>
          new Promise<number>((resolve) => {
            const startMs = performance.now()
            document.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true }))
            requestAnimationFrame(() => resolve(performance.now() - startMs))
          }),
        key,
      ),
    )
  }
  return times
}

const middleBerth = 'g.berth[data-node="2"] .frame'

/** Widths of node-3 in every frame, from before a key is pressed until half a second later. */
async function widthsAfter(page: Page, key: string): Promise<number[]> {
  const widths = await page.evaluateHandle((frame) => {
    const seen: number[] = []
    const next = () => {
      seen.push(document.querySelector(frame)?.getBoundingClientRect().width ?? 0)
      requestAnimationFrame(next)
    }
    next()
    return seen
  }, middleBerth)
  await page.keyboard.press(key)
  await page.waitForTimeout(600)
  return widths.jsonValue()
}

test('a step into the harbour glides there, and with reduced motion it is there at once', async () => {
  for (const isCalm of [false, true]) {
    const { page, problems, close } = await workbench.open({ isCalm })
    await openScenario(page, 'six.yaml', sixNodes)
    await goTo(page, '20s')
    await leaveField(page)
    const widths = await widthsAfter(page, 'Alt++')
    const [first, last] = [widths[0], widths[widths.length - 1]]
    expect(last).toBeGreaterThan(first * 1.3)
    const between = widths.filter((width) => width > first + 1 && width < last - 1)
    expect(between.every((width, at) => at === 0 || width >= between[at - 1])).toBe(true)
    expect(between.length > 0).toBe(!isCalm)
    expect(problems).toEqual([])
    await close()
  }
})
