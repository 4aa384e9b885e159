/** Lessons taken in a real browser: by keys, by a remote, by clicks, and to the end. */
import { expect, test } from 'vitest'
import { freeWaterOf, picture, timeOf } from './page.ts'
import { prepareWorkbench } from './prepare.ts'

const workbench = prepareWorkbench()

async function openLesson(name: string) {
  const opened = await workbench.open({ isCalm: true })
  const { page } = opened
  await page.getByRole('button', { name: 'Lessons…' }).click()
  await page.getByRole('button', { name }).click()
  await page.locator('.lesson-panel .steps').waitFor()
  const place = () => page.locator('.lesson-head .quiet').innerText()
  /** The forward key of a remote, until a scene of this kind is there. */
  const forwardTo = async (kind: string) => {
    for (let step = 0; step < 30; step++) {
      const before = await place()
      await page.keyboard.press('PageDown')
      await page.waitForFunction(
        (text) => document.querySelector('.lesson-head .quiet')?.textContent !== text,
        before,
      )
      if ((await place()).endsWith(kind)) return
    }
    throw new Error(`no scene ${kind}`)
  }
  return { ...opened, place, forwardTo }
}

test('a prediction is marked by key, nobody sees past it, and it is told beside the truth', async () => {
  const { page, problems, forwardTo, close } = await openLesson('What happens when a node dies')
  await forwardTo('Predict')
  await page.locator('.choices').waitFor()
  await page.keyboard.press('2')
  expect(await page.locator('.time-mark').innerText()).toBe('my mark 2:45.0')
  await page.keyboard.press('End')
  expect(await timeOf(page)).toBe('2:05.0')
  await picture(page, 'lesson-predict')
  await forwardTo('Explain')
  await page.locator('.came-out').waitFor()
  expect(await page.locator('.came-out .truth').innerText()).toContain('3:43.4')
  expect(await page.locator('.came-out .distance').innerText()).toContain('58.4 s before it')
  expect(await page.locator('.reasons').innerText()).toContain('asked in vain at')
  expect(problems).toEqual([])
  await close()
})

test('the silent node is said to be noticed never, and nothing before the veil says so', async () => {
  const { page, problems, forwardTo, close } = await openLesson('The blind spot')
  await forwardTo('Predict')
  await page.locator('.choices').waitFor()
  await page.locator('.lanes .bar').first().waitFor({ state: 'attached' })
  expect(await page.locator('div.lanes').innerText()).not.toContain('never noticed')
  await forwardTo('Predict')
  await page.keyboard.press('4')
  await forwardTo('Explain')
  await page.locator('.came-out .truth', { hasText: 'never' }).waitFor()
  expect(await page.locator('.came-out .distance').innerText()).toBe('as you said')
  expect(await page.locator('.reasons').innerText()).toContain('no connection to it was refused')
  await forwardTo('Predict')
  const { x, y } = await freeWaterOf(page, 3)
  await page.mouse.click(x, y)
  await forwardTo('Explain')
  expect(await page.locator('.reasons').innerText()).toContain('web-10 went to node-4')
  // The second scenario: the same failures in swarm mode.
  await forwardTo('Predict')
  await forwardTo('Predict')
  await page.keyboard.press('2')
  await forwardTo('Explain')
  await page.locator('.came-out .truth', { hasText: '2:12.1' }).waitFor()
  expect(problems).toEqual([])
  await close()
})

test('hands are typed in on a projector, told with the truth, kept, and gone in a new class', async () => {
  const { page, problems, place, forwardTo, close } = await openLesson('The blind spot')
  await forwardTo('Predict')
  await page.locator('.choices').waitFor()
  expect(await page.locator('.hands').count()).toBe(0)
  await page.keyboard.press('p')
  await page.getByLabel('Hands for: Nobody').click()
  await page.keyboard.type('3')
  await page.keyboard.press('Enter')
  await page.keyboard.type('5')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type('14')
  // A digit in a field counts hands and chooses nothing.
  expect(await page.locator('.choices [aria-pressed="true"]').count()).toBe(0)
  expect(await page.locator('.scene').innerText()).toContain('22 hands so far')
  await picture(page, 'lesson-hands')
  await page.keyboard.press('Escape')
  expect(await page.locator(':root[data-projector]').count()).toBe(1)
  await page.getByLabel('Hands for: Nobody').focus()
  // The remote leads on from the field.
  await forwardTo('Explain')
  const told = '14 of 22 said “All five”; it was “The two of node-2”, as 5 said.'
  expect(await page.locator('.hands-told').innerText()).toContain(told)
  await page.keyboard.press('p')
  const left = await place()
  await page.keyboard.press('Escape')
  await page.locator('.lesson-panel').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Lessons…' }).click()
  await page.getByRole('button', { name: 'The blind spot' }).click()
  await page.locator('.hands-told').waitFor()
  expect(await place()).toBe(left)
  expect(await page.locator('.hands-told').innerText()).toContain(told)
  await page.getByRole('button', { name: 'From the start' }).click()
  await forwardTo('Predict')
  expect(await page.locator('.hands').count()).toBe(0)
  expect(problems).toEqual([])
  await close()
})

test('a scene has an address that spoils nothing, and one that is not there is said', async () => {
  const { page, problems, place, forwardTo, close } = await openLesson('The blind spot')
  await forwardTo('Predict')
  await page.locator('.choices').waitFor()
  await page.keyboard.press('2')
  await expect.poll(() => new URL(page.url()).hash).toBe('#v=1&lesson=blind-spot&scene=5')
  await page.getByRole('button', { name: 'Copy address' }).click()
  await page.locator('.copy-address .answer').waitFor()
  await forwardTo('Explain')
  await expect.poll(() => new URL(page.url()).hash).toBe('#v=1&lesson=blind-spot&scene=7')
  await page.reload()
  await page.locator('.came-out').waitFor()
  expect(await place()).toBe('scene 7 of 26 · Explain')

  // Who was not asked yet is asked first, and sees no more than anybody else.
  const at = (words: string) => `${workbench.address}#v=1&lesson=${words}`
  const other = await workbench.openAt(at('blind-spot&scene=7'), { isCalm: true })
  await other.page.locator('.choices').waitFor()
  const placeThere = () => other.page.locator('.lesson-head .quiet').innerText()
  expect(await placeThere()).toBe('scene 5 of 26 · Predict')
  expect(await other.page.locator('.choices [aria-pressed="true"]').count()).toBe(0)
  await other.page.keyboard.press('End')
  expect(await timeOf(other.page)).toBe('2:05.0')
  const follow = (words: string) =>
    other.page.evaluate((hash) => {
      location.hash = hash
    }, `v=1&lesson=${words}`)
  await follow('blind-spot&scene=11')
  await expect.poll(placeThere).toBe('scene 11 of 26 · Predict')
  await follow('blind-spot&scene=40')
  const message = other.page.locator('.notice')
  await message.waitFor()
  expect(await message.innerText()).toContain('has 26 scenes, and none is number 40')
  expect(await placeThere()).toBe('scene 11 of 26 · Predict')
  // A lesson that was left is opened anew.
  await message.getByRole('button', { name: 'Close' }).click()
  await other.page.keyboard.press('Escape')
  await other.page.locator('.lesson-panel').waitFor({ state: 'detached' })
  await follow('blind-spot&scene=2')
  await other.page.locator('.lesson-panel .steps').waitFor()
  expect(await placeThere()).toBe('scene 2 of 26 · Watch')
  expect(other.problems).toEqual([])
  await other.close()

  const none = await workbench.openAt(at('nothing-there'), { isCalm: true })
  await none.page.locator('.notice', { hasText: 'There is no lesson nothing-there' }).waitFor()
  expect(await none.page.locator('.lesson-panel').count()).toBe(0)
  expect(none.problems).toEqual([])
  await none.close()
  expect(problems).toEqual([])
  await close()
})

test('a click answers in a harbour of so many nodes that it is painted', async () => {
  const context = await workbench.browser.newContext({
    viewport: { width: 1600, height: 1000 },
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  })
  const page = await context.newPage()
  // No lesson that comes along has so many nodes: one is made of another on its way.
  await page.route(/scenarios-[^/]*\.js$/, async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replaceAll('node-{2..3}', 'node-{2..60}')
    await route.fulfill({ response, body })
  })
  await page.goto(`${workbench.address}#v=1&lesson=bound-containers&scene=2`)
  await page.locator('.choices').waitFor()
  const painted = (await page.locator('.picture canvas').boundingBox()) ?? { x: 0, y: 0, width: 0 }
  expect(painted.width).toBeGreaterThan(0)
  const chosen = page.locator('.choices [aria-pressed="true"]')
  const berth = { x: painted.x + painted.width * 0.6, y: painted.y + 300 }
  await page.mouse.move(berth.x, berth.y)
  const tip = await page.locator('.picture .tip').innerText()
  await page.mouse.click(berth.x, berth.y)
  await expect.poll(() => chosen.innerText()).toContain(/node-\d+/.exec(tip)?.[0])
  expect(await page.locator('.verb-menu').count()).toBe(0)
  // From the keyboard it is the berth that has the focus.
  await page.locator('.picture .proxy').focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => chosen.innerText()).toMatch(/node-1$/)
  await context.close()
})

test('a click on a berth answers, the place is kept, and free play leads back', async () => {
  const { page, problems, place, forwardTo, close } = await openLesson('Spread and binpack')
  await forwardTo('Predict')
  await page.locator('.choices').waitFor()
  const { x, y } = await freeWaterOf(page, 2)
  await page.mouse.click(x, y)
  expect(await page.locator('.choices [aria-pressed="true"]').innerText()).toContain('node-3')
  expect(await page.locator('.verb-menu').count()).toBe(0)
  const left = await place()
  await page.keyboard.press('Escape')
  await page.locator('.lesson-panel').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Lessons…' }).click()
  await page.getByRole('button', { name: 'Spread and binpack' }).click()
  await page.locator('.choices').waitFor()
  expect(await place()).toBe(left)
  await forwardTo('Try')
  await page.locator('.not-yet').waitFor({ state: 'detached' })
  expect(await page.getByRole('button', { name: 'Add a node' }).count()).toBe(1)
  // On a projector the lanes are enlarged, and a click still goes to the moment under the pointer.
  await page.keyboard.press('p')
  await page.locator(':root[data-projector]').waitFor()
  const lanes = await page.locator('.lanes-svg').first().boundingBox()
  if (lanes === null) throw new Error('there are no lanes')
  await page.mouse.click(lanes.x + lanes.width / 2, lanes.y + lanes.height * 0.6)
  const middle = lanes.x + lanes.width / 2
  const cursorAt = async () => (await page.locator('.lanes .cursor').boundingBox())?.x ?? 0
  await expect.poll(async () => Math.abs((await cursorAt()) - middle)).toBeLessThan(4)
  await page.keyboard.press('p')
  expect(problems).toEqual([])
  await close()
})
