/** The docker prompt: questions are answered where they were typed, commands tell what came of them. */
import { expect, test } from 'vitest'
import { goTo, openScenario } from './page.ts'
import { prepareWorkbench } from './prepare.ts'
import { sixNodes } from './scenarios.ts'

const workbench = prepareWorkbench()

test('docker ps is answered without a branch, and lists what the manager still believes', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'six.yaml', sixNodes)
  await goTo(page, '31s')
  await page.keyboard.press(':')
  await page.keyboard.type('docker ps')
  await page.keyboard.press('Enter')
  const answer = page.getByRole('region', { name: 'Answer of docker' })
  await answer.getByText(/CONTAINER ID +IMAGE +STATUS +NAMES/).waitFor()
  expect(await answer.innerText()).toMatch(/redis:3\.0 +Up \d+ seconds +node-\d\/redis-\d/)
  expect(await page.locator('.rails li').count()).toBe(1)
  await page.keyboard.press('Escape')
  await answer.waitFor({ state: 'detached' })
  expect(problems).toEqual([])
  await close()
})

test('a command shows what came back, Tab finishes names, and the arrow keys bring lines back', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'six.yaml', sixNodes)
  await goTo(page, '15s')
  const prompt = page.getByLabel('$ docker')
  await prompt.fill('run -d --name late -m 512m redis:3.0')
  await prompt.press('Enter')
  const answer = page.getByRole('region', { name: 'Answer of docker' })
  await answer.getByText(/late was placed on node-\d; it ran after/).waitFor()
  expect(await answer.innerText()).toMatch(/^[0-9a-f]{64}$/m)

  await prompt.fill('run -d -m 900g redis:3.0')
  await prompt.press('Enter')
  await answer.getByText('no resources available to schedule container').first().waitFor()
  expect(await answer.innerText()).toContain('Error response from daemon: ')

  await prompt.fill('rm la')
  await prompt.press('Tab')
  expect(await prompt.inputValue()).toBe('rm late')
  await prompt.fill('stop web-')
  await prompt.press('Tab')
  await page.locator('#docker-choices', { hasText: 'web-1 web-2' }).waitFor()
  await prompt.focus()
  await prompt.press('ArrowUp')
  await prompt.press('ArrowUp')
  expect(await prompt.inputValue()).toBe('run -d --name late -m 512m redis:3.0')
  await prompt.press('ArrowDown')
  expect(await prompt.inputValue()).toBe('run -d -m 900g redis:3.0')
  expect(problems).toEqual([])
  await close()
})

test('on a phone the prompt stands among the runs, and the panels are raised to read', async () => {
  const phone = { width: 390, height: 844 }
  const { page, problems, close } = await workbench.open(phone)
  await goTo(page, '10s')
  await page.getByRole('tab', { name: 'Runs' }).click()
  await page.getByLabel('$ docker').fill('info')
  await page.getByLabel('$ docker').press('Enter')
  const answer = page.getByRole('region', { name: 'Answer of docker' })
  await answer.getByText('Nodes: 4').waitFor()
  const heightOf = async () => (await page.locator('.sheet').boundingBox())?.height ?? 0
  const low = await heightOf()
  const raise = page.getByRole('button', { name: 'Panels over the picture' })
  await raise.click()
  expect(await raise.getAttribute('aria-expanded')).toBe('true')
  expect(await heightOf()).toBeGreaterThan(4 * low)
  const head = await page.locator('.sheet-head').boundingBox()
  if (head === null) throw new Error('the panels have no head')
  // Drawn down again by a thumb.
  await page.mouse.move(head.x + 150, head.y + 20)
  await page.mouse.down()
  await page.mouse.move(head.x + 150, head.y + 90, { steps: 4 })
  await page.mouse.up()
  expect(await raise.getAttribute('aria-expanded')).toBe('false')
  expect(problems).toEqual([])
  await close()
})
