/** Which services have colours is chosen, kept in branches and addresses, and seen near and far. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { drop, goTo, openScenario, picture } from './page.ts'
import { prepareWorkbench } from './prepare.ts'
import { violations } from './violations.ts'

const workbench = prepareWorkbench()

const letters = [...'abcdefghijkl']

const twelveServices = `name: Twelve services
seed: 1
until: 2m
nodes:
  - { name: "node-{1..4}", cpus: 16, memory: 16g }
timeline:
${letters.map((name, at) => `  - { at: ${at + 1}s, docker: "run -d --name ${name}-{1..2} -m 512m ${name}:1", service: ${name} }`).join('\n')}
`

/** Class of the swatch of each service in the manifest. */
async function huesOf(page: Page): Promise<Record<string, string>> {
  const rows = await page
    .locator('.manifest tbody th')
    .evaluateAll((cells) =>
      cells.map((cell) => [
        cell.textContent?.trim() ?? '',
        cell.querySelector('.swatch')?.className.replace('swatch hue-', '') ?? '',
      ]),
    )
  return Object.fromEntries(rows)
}

test('eight services are picked, the boxes follow, and a branch and the address keep it', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'twelve.yaml', twelveServices)
  await goTo(page, '60s')
  expect(await huesOf(page)).toMatchObject({ a: '1', h: '8', i: '0', l: '0' })
  await page.locator('.colour-choice', { hasText: '4 are grey' }).getByRole('button').click()
  const dialog = page.getByRole('dialog', { name: 'Colours' })
  await dialog.getByRole('radio', { name: /those that I pick/ }).check()
  // All eight are given: one is taken away first.
  expect(await dialog.getByRole('checkbox', { name: 'l', exact: true }).isDisabled()).toBe(true)
  await dialog.getByRole('checkbox', { name: 'b', exact: true }).uncheck()
  await dialog.getByRole('checkbox', { name: 'l', exact: true }).check()
  expect(await violations(page)).toEqual([])
  await picture(page, 'colours-picked')
  await page.keyboard.press('Escape')
  expect(await huesOf(page)).toMatchObject({ a: '1', b: '0', c: '3', l: '2' })
  const hueOfBox = (name: string) =>
    page.locator('g.box', { hasText: name }).first().getAttribute('class')
  expect(await hueOfBox('l-1')).toContain('hue-2')
  expect(await hueOfBox('b-1')).toContain('hue-0')

  await page.keyboard.press(':')
  await page.locator('#docker').fill('run -d --name late redis:3.0')
  await page.locator('#docker').press('Enter')
  await page.locator('.rails li').nth(1).waitFor()
  expect(await huesOf(page)).toMatchObject({ b: '0', l: '2', late: '0' })
  await page.waitForURL(/colours=picked%7Ea%7El%7Ec/)
  const address = page.url()
  expect(problems).toEqual([])
  await close()

  const second = await workbench.openAt(address)
  await expect.poll(() => huesOf(second.page)).toMatchObject({ b: '0', c: '3', l: '2' })
  expect(second.problems).toEqual([])
  await second.close()
})

test('every Compose project has one colour', async () => {
  const { page, problems, close } = await workbench.open()
  await drop(page, {
    'two.yaml': `name: Two apps
seed: 1
until: 1m
nodes:
  - { name: "node-{1..3}", cpus: 16, memory: 16g }
apps:
  - { compose: shop.yml, project: shop }
  - { compose: blog.yml, project: blog }
timeline:
  - { at: 9s, docker: "run -d --name alone redis:3.0", service: alone }
`,
    'shop.yml': 'web:\n  image: nginx:1.9\ncache:\n  image: redis:3.0\n',
    'blog.yml': 'site:\n  image: ghost:0.7\ndb:\n  image: mysql:5.7\n',
  })
  await page.locator('.manifest th', { hasText: 'alone' }).waitFor()
  await page.keyboard.press('/')
  await page.getByRole('combobox').fill('colours')
  await page.keyboard.press('Enter')
  await page.getByRole('radio', { name: 'Compose projects and stacks: shop, blog' }).check()
  await page.keyboard.press('Escape')
  const hues = await huesOf(page)
  const byName = (part: string) => Object.entries(hues).find(([name]) => name.includes(part))?.[1]
  expect([byName('web'), byName('cache'), byName('site'), byName('db'), byName('alone')]).toEqual([
    '1',
    '1',
    '2',
    '2',
    '0',
  ])
  expect(problems).toEqual([])
  await close()
})
