/** Without a mouse and without seeing: keys, names, tables, and what axe has to say. */
import { describe, expect, test } from 'vitest'
import { goTo, openScenario, picture } from './page.ts'
import { prepareWorkbench } from './prepare.ts'
import { scenarioText, sixNodes } from './scenarios.ts'
import { violations } from './violations.ts'

const workbench = prepareWorkbench()

describe.each([
  ['light', false],
  ['dark', true],
] as const)('axe finds nothing in the %s theme', (theme, isDark) => {
  test('in the harbour, the inspector, the tables and the dialogs', async () => {
    const { page, close } = await workbench.open({ isDark })
    await openScenario(page, 'six.yaml', sixNodes)
    expect(await violations(page)).toEqual([])

    await goTo(page, '2:50')
    await picture(page, `six-nodes-${theme}`)
    expect(await violations(page)).toEqual([])

    await page.locator('.picture g.box.known').first().click()
    await page.locator('.verdicts').waitFor()
    await picture(page, `inspector-${theme}`)
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')

    await page.keyboard.press('t')
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('t')

    for (const key of ['o', '?']) {
      await page.keyboard.press(key)
      await page.locator('dialog[open]').waitFor()
      if (key === 'o') await page.locator('.gallery button').first().waitFor()
      expect(await violations(page)).toEqual([])
      await page.keyboard.press('Escape')
    }
    await close()
  })

  test('on a phone, and with a thousand nodes', async () => {
    const phone = await workbench.open({ isDark, width: 390, height: 844 })
    await openScenario(phone.page, 'six.yaml', sixNodes)
    await goTo(phone.page, '2:50')
    await picture(phone.page, `phone-${theme}`)
    expect(await violations(phone.page)).toEqual([])
    expect(phone.problems).toEqual([])
    await phone.close()

    const { page, close } = await workbench.open({ isDark })
    await openScenario(page, 'thousand-nodes.yaml', scenarioText('thousand-nodes.yaml'))
    await goTo(page, '11:45')
    await picture(page, `thousand-nodes-${theme}`)
    expect(await violations(page)).toEqual([])
    await close()
  })
})

test('everything works by keyboard: into a berth, to a box, to its reasons, and to a crash', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'six.yaml', sixNodes)
  await goTo(page, '25s')
  await page.locator('.time-field input').blur()
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))

  // Tab comes to one berth; the arrows go on from there.
  for (let step = 0; step < 40 && !(await focused())?.startsWith('node-1'); step++) {
    await page.keyboard.press('Tab')
  }
  expect(await focused()).toMatch(/^node-1, /)
  await page.keyboard.press('ArrowRight')
  expect(await focused()).toMatch(/^node-2, /)

  await page.keyboard.press('Enter')
  expect(await focused()).toMatch(/, runs/)
  await page.keyboard.press('ArrowDown')
  const box = await focused()
  await page.keyboard.press('Enter')
  await page.locator('.inspector h2').waitFor()
  expect(box).toContain(await page.locator('.inspector h2').innerText())
  await page.keyboard.press('Escape')

  await page.locator('g.berth[data-node="1"]').focus()
  await page.keyboard.press('Shift+Enter')
  await page.getByRole('menu').waitFor()
  await page.keyboard.press('ArrowDown')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Crash')
  await page.keyboard.press('Enter')
  await page.locator('.rails [aria-current="true"]', { hasText: 'crash node-2' }).waitFor()
  expect(problems).toEqual([])
  await close()
})

test('the tables hold what the picture shows, and the sentence is said aloud', async () => {
  const { page, close } = await workbench.open({ isCalm: true })
  await openScenario(page, 'six.yaml', sixNodes)
  await goTo(page, '60s')
  const nodes = page.locator('.table-block', { hasText: 'Nodes' }).first()
  await page.waitForFunction(() => document.querySelectorAll('.table-block').length >= 4)
  expect(await nodes.locator('tbody tr').count()).toBe(6)
  expect(await nodes.locator('tbody tr').nth(1).textContent()).toContain('crashed since 30.0 s')
  await page.waitForFunction(() =>
    document.querySelector('[aria-live="polite"]')?.textContent?.includes('node-2 stopped'),
  )
  await close()
})

test('single keys can be turned off and do nothing in a text field', async () => {
  const { page, close } = await workbench.open()
  await page.locator('#docker').focus()
  await page.keyboard.type('t3.')
  expect(await page.locator('#docker').inputValue()).toBe('t3.')
  expect(await page.locator('.show [aria-pressed="true"]').innerText()).toBe('Both')
  await page.locator('#docker').blur()
  await page.keyboard.press('?')
  await page.getByLabel(/Single keys work/).uncheck()
  await page.keyboard.press('Escape')
  await page.keyboard.press('3')
  expect(await page.locator('.show [aria-pressed="true"]').innerText()).toBe('Both')
  await close()
})

test('with reduced motion the page plays in steps of a quarter of a second', async () => {
  const { page, close } = await workbench.open({ isCalm: true })
  await page.keyboard.press('Space')
  const times = await page.evaluate(() =>
    new Promise<Set<string>>((resolve) => {
      const seen = new Set<string>()
      const field = document.querySelector<HTMLInputElement>('.time-field input')
      const startMs = performance.now()
      const look = () => {
        seen.add(field?.value ?? '')
        if (performance.now() - startMs < 1100) requestAnimationFrame(look)
        else resolve(seen)
      }
      look()
    }).then((seen) => [...seen]),
  )
  // One second holds at most four steps, and the moments before the first and after the last.
  expect(times.length).toBeLessThanOrEqual(6)
  await close()
})
