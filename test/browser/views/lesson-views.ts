/** A lesson: each kind of scene, the projector, and the sheet on paper. */
import type { Page } from 'playwright-core'
import { desks, leaveField, openTab, pressInBar, type SizeName, type View } from './view.ts'

async function openLessons(page: Page, size: SizeName): Promise<void> {
  if (size !== 'phone') return pressInBar(page, 'Lessons…')
  await openTab(page, size, 'Scenarios')
  await page.getByRole('button', { name: 'Lessons…' }).click()
}

async function openLesson(
  page: Page,
  size: SizeName,
  name = 'What happens when a node dies',
): Promise<void> {
  await openLessons(page, size)
  await page.getByRole('button', { name }).click()
  await page.locator('.lesson-panel .steps').waitFor()
}

/** The forward key of a remote, until the scene of this kind is there for the nth time. */
async function forwardTo(page: Page, kind: string, nth = 1): Promise<void> {
  const head = page.locator('.lesson-head .quiet')
  let seen = 0
  for (let step = 0; step < 40; step++) {
    const before = await head.innerText()
    await page.keyboard.press('PageDown')
    await page.waitForFunction(
      (text) => document.querySelector('.lesson-head .quiet')?.textContent !== text,
      before,
    )
    if ((await head.innerText()).endsWith(kind) && ++seen === nth) return
  }
  throw new Error(`no scene ${kind}`)
}

/** A scene that plays is looked at when it is over: its middle is another one each time. */
async function playedOut(page: Page): Promise<void> {
  const again = page.getByRole('button', { name: 'Play again' })
  const play = page.locator('.lesson-panel .steps').getByRole('button', { name: /^(Play|Pause)$/ })
  await play.or(again).first().waitFor()
  await page.waitForTimeout(100)
  await page.keyboard.press('End')
  await again.waitFor()
}

export const lessonViews: readonly View[] = [
  {
    name: 'lessons',
    isDialog: true,
    async go(page, size) {
      await openLessons(page, size)
      await page.locator('.gallery button').first().waitFor()
    },
  },
  { name: 'lesson-tell', go: (page, size) => openLesson(page, size) },
  {
    name: 'lesson-watch',
    sizes: desks,
    async go(page, size) {
      await openLesson(page, size)
      await forwardTo(page, 'Watch', 2)
      await playedOut(page)
    },
  },
  {
    name: 'lesson-predict',
    hasBothThemes: true,
    async go(page, size) {
      await openLesson(page, size)
      await forwardTo(page, 'Predict')
      await page.locator('.choices').waitFor()
      await page.keyboard.press('2')
      await page.locator('.time-mark').waitFor()
    },
  },
  {
    name: 'lesson-explain',
    async go(page, size) {
      await openLesson(page, size)
      await forwardTo(page, 'Predict')
      await page.locator('.choices').waitFor()
      await page.keyboard.press('2')
      await forwardTo(page, 'Explain')
      await page.locator('.came-out .truth').waitFor()
    },
  },
  {
    name: 'lesson-try',
    sizes: desks,
    async go(page, size) {
      await openLesson(page, size, 'Spread and binpack')
      await forwardTo(page, 'Try')
      await page.locator('.not-yet').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'lesson-on-a-projector',
    sizes: desks,
    async go(page, size) {
      await openLesson(page, size)
      await forwardTo(page, 'Predict')
      await page.locator('.choices').waitFor()
      await page.keyboard.press('p')
      await page.waitForFunction(() => document.fonts.ready.then(() => true))
    },
  },
  {
    name: 'lesson-hands',
    sizes: desks,
    async go(page, size) {
      await openLesson(page, size, 'The blind spot')
      await forwardTo(page, 'Predict', 2)
      await page.locator('.choices').waitFor()
      await page.keyboard.press('p')
      for (const [index, count] of [2, 9, 7, 4].entries()) {
        await page.locator('.hands input').nth(index).fill(String(count))
      }
      await leaveField(page)
      await page.waitForFunction(() => document.fonts.ready.then(() => true))
    },
  },
  {
    name: 'lesson-hands-told',
    sizes: desks,
    async go(page, size) {
      await openLesson(page, size, 'The blind spot')
      await forwardTo(page, 'Predict')
      await page.locator('.choices').waitFor()
      await page.keyboard.press('p')
      for (const [index, count] of [3, 5, 0, 14].entries()) {
        await page.locator('.hands input').nth(index).fill(String(count))
      }
      await page.keyboard.press('Escape')
      await page.keyboard.press('p')
      await forwardTo(page, 'Explain')
      await page.locator('.hands-told').waitFor()
    },
  },
  {
    name: 'lesson-blind-spot',
    hasBothThemes: true,
    go: (page, size) => openLesson(page, size, 'The blind spot'),
  },
  {
    name: 'lesson-blind-spot-predict',
    hasBothThemes: true,
    async go(page, size) {
      await openLesson(page, size, 'The blind spot')
      await forwardTo(page, 'Predict')
      await page.locator('.choices').waitFor()
    },
  },
  {
    name: 'lesson-on-paper',
    isPaper: true,
    sizes: ['wide'],
    async go(page, size) {
      await openLesson(page, size)
      await page.emulateMedia({ media: 'print' })
      await page.locator('.lesson-sheet').waitFor({ state: 'visible' })
    },
  },
]
