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
