/** Files that are dropped onto the page: good ones, bad ones, and other things. */
import { expect, test } from 'vitest'
import { digestOf } from '../../src/model/trace.ts'
import { traceLines } from '../../src/model/trace-json.ts'
import { simulate } from '../../src/run/simulate.ts'
import { drop, openScenario, picture } from './page.ts'
import { prepareWorkbench } from './prepare.ts'
import { modelOf, sixNodes } from './scenarios.ts'

const workbench = prepareWorkbench()

test('a bad scenario shows every issue with its place, and the last good run stays', async () => {
  const { page, problems, close } = await workbench.open()
  const before = await page.locator('.about-run').getAttribute('title')
  await drop(page, {
    'bad.yaml': 'name: bad\nnodes:\n  - { name: a, memory: -8g }\n  - { name: b, cpu: 4 }\n',
  })
  const notice = page.locator('.notice.problem')
  await notice.waitFor()
  expect(await notice.innerText()).toContain('this is the last good run')
  const issues = await notice.locator('li').allInnerTexts()
  expect(issues).toHaveLength(2)
  expect(issues[0]).toContain('bad.yaml:3:')
  expect(issues[1]).toContain('bad.yaml:4:')
  expect(await page.locator('.about-run').getAttribute('title')).toBe(before)
  await picture(page, 'bad-scenario')
  await page.keyboard.press('Escape')
  expect(await notice.count()).toBe(0)
  expect(problems).toEqual([])
  await close()
})

test('a Compose file alone becomes the application of a new scenario, once its cluster is chosen', async () => {
  const { page, problems, close } = await workbench.open()
  await drop(page, { 'shop.yml': 'web:\n  image: nginx:1.9\ncache:\n  image: redis:3.0\n' })
  const dialog = page.getByRole('dialog', { name: 'Run a Compose file' })
  // A file of the first version says nothing of swarm mode.
  await dialog.getByRole('radio', { name: /Classic Swarm/, checked: true }).waitFor()
  await dialog.getByRole('button', { name: 'Run it' }).click()
  await page.locator('.scenario b', { hasText: 'shop.yml on 4 nodes' }).waitFor()
  await page.keyboard.press('End')
  expect(await page.locator('.sentence').innerText()).toContain('All 2 containers')
  expect(problems).toEqual([])
  await close()
})

test('a trace file is shown as it was recorded, and cannot be changed', async () => {
  const { page, problems, close } = await workbench.open()
  const { trace } = simulate(modelOf('six.yaml', sixNodes))
  await drop(page, { 'six.trace.jsonl': `${[...traceLines(trace)].join('\n')}\n` })
  await page.locator('.scenario b', { hasText: 'Six nodes in three racks' }).waitFor()
  expect(await page.locator('.about-run').getAttribute('title')).toBe(`digest ${digestOf(trace)}`)
  await page.keyboard.press('End')
  await page.keyboard.press('w')
  await page.locator('.verdicts').waitFor()
  await page.keyboard.press('Escape')
  expect(await page.locator('.harbour-tools').innerText()).toContain('A recorded trace')
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
  expect(problems).toEqual([])
  await close()
})

test('a stored trace of the run that is open stands beside it, and says whether it is the same', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'six.yaml', sixNodes)
  const { trace } = simulate(modelOf('six.yaml', sixNodes))
  await drop(page, { 'same.jsonl': `${[...traceLines(trace)].join('\n')}\n` })
  const notice = page.locator('.notice')
  await notice.filter({ hasText: 'same.jsonl is the same, fact by fact' }).waitFor()
  await page.locator('.first-difference', { hasText: 'Both runs are equal' }).waitFor()
  await notice.getByRole('button', { name: 'Close' }).click()
  await page.keyboard.press('Escape')

  // Another version of the same scenario.
  const changed = sixNodes.replace('at: 30s, fault: crash', 'at: 31s, fault: crash')
  const other = simulate(modelOf('six.yaml', changed)).trace
  await page.locator('.rails li button').first().click()
  await drop(page, { 'older.jsonl': `${[...traceLines(other)].join('\n')}\n` })
  await notice.filter({ hasText: 'older.jsonl differs from it' }).waitFor()
  await page.locator('.first-difference', { hasText: 'First difference' }).waitFor()
  await notice.getByRole('button', { name: 'Close' }).click()
  await page.keyboard.press('Escape')
  expect(await page.locator('.rails li').count()).toBe(3)
  expect(problems).toEqual([])
  await close()
})

test('a trace of another version says so and what to do, and the run that is open stays', async () => {
  const { page, problems, close } = await workbench.open()
  const digest = await page.locator('.about-run').getAttribute('title')
  const { trace } = simulate(modelOf('node-failure.yaml'))
  const [head, ...rest] = traceLines(trace)
  const later = head.replace(/"version":\d+/, '"version":99')
  expect(later).not.toBe(head)
  await drop(page, { 'later.jsonl': `${[later, ...rest].join('\n')}\n` })
  const notice = page.locator('.notice.problem')
  await notice.waitFor()
  expect(await notice.innerText()).toMatch(
    /later\.jsonl cannot be read[\s\S]*version 99[\s\S]*run its scenario again/,
  )
  expect(await page.locator('.about-run').getAttribute('title')).toBe(digest)
  await notice.getByRole('button', { name: 'Close' }).click()
  await notice.waitFor({ state: 'detached' })
  expect(problems).toEqual([])
  await close()
})
