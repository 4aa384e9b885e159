/** The timeline under a pointer: the axis scrubs and zooms, the lanes draw a span. */
import { expect, test } from 'vitest'
import { openScenario, picture, timeOf } from './page.ts'
import { prepareWorkbench } from './prepare.ts'
import { sixNodes } from './scenarios.ts'
import { violations } from './violations.ts'

const workbench = prepareWorkbench()

async function openSix() {
  const opened = await workbench.open()
  await openScenario(opened.page, 'six.yaml', sixNodes)
  const box = await opened.page.locator('.lanes-svg').first().boundingBox()
  if (box === null) throw new Error('there are no lanes')
  return { ...opened, box }
}

const secondsOf = (clock: string) =>
  clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)

test('a drag on the axis moves through time, and the wheel zooms around the pointer', async () => {
  const { page, problems, close, box } = await openSix()
  await page.mouse.move(box.x + 300, box.y + 14)
  await page.mouse.down()
  const first = secondsOf(await timeOf(page))
  await page.mouse.move(box.x + 500, box.y + 14, { steps: 4 })
  const second = secondsOf(await timeOf(page))
  await page.mouse.up()
  expect(second).toBeGreaterThan(first + 20)
  expect(await page.locator('.picked').count()).toBe(0)

  await page.mouse.wheel(0, -240)
  await page.waitForFunction(() => /span=/.test(location.hash))
  // What is under the pointer stays there.
  await page.mouse.click(box.x + 500, box.y + 14)
  expect(Math.abs(secondsOf(await timeOf(page)) - second)).toBeLessThan(1)
  await page.mouse.dblclick(box.x + 700, box.y + 14)
  await page.waitForFunction(() => !/span=/.test(location.hash))
  expect(problems).toEqual([])
  await close()
})

test('a drag on the lanes draws a span: counted, told, played to its end, and cleared', async () => {
  const { page, problems, close, box } = await openSix()
  await page.mouse.move(box.x + 300, box.y + 100)
  await page.mouse.down()
  await page.mouse.move(box.x + 560, box.y + 100, { steps: 6 })
  await page.mouse.up()
  const words = page.getByRole('region', { name: 'Span of time' })
  expect(await words.innerText()).toMatch(
    /\d:\d\d\.\d to \d:\d\d\.\d .* · \d+ facts · \d+ decisions?/,
  )
  expect(await page.locator('.log .earlier').innerText()).toMatch(/^only \d:\d\d\.\d to/)
  await picture(page, 'span-of-time')
  expect(await violations(page)).toEqual([])

  const end = /to (\d:\d\d\.\d)/.exec(await words.innerText())?.[1] ?? ''
  await page.keyboard.press('+')
  await page.keyboard.press('+')
  await page.keyboard.press('+')
  await words.getByRole('button', { name: 'Play it' }).click()
  await expect.poll(() => timeOf(page), { timeout: 20_000 }).toBe(end)
  await words.getByRole('button', { name: 'Zoom to it' }).click()
  await page.waitForFunction(() => /span=/.test(location.hash))
  await page.keyboard.press('Escape')
  await words.waitFor({ state: 'detached' })

  // A click goes to its moment, and the keyboard draws as well.
  await page.mouse.click(box.x + 400, box.y + 100)
  await page.keyboard.press('>')
  await page.keyboard.press('>')
  expect(await words.innerText()).toContain('2 facts')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => /span=/.test(location.hash))
  expect(problems).toEqual([])
  await close()
})
