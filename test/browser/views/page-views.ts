/** Tables, figures, search, palette, prompt, keys and messages: what concerns the page as a whole. */
import { drop, openScenario } from '../page.ts'
import { nodesScenario } from '../scenarios.ts'
import { openSix, openSwarm } from './harbour-views.ts'
import { desks, leaveField, openTab, type View } from './view.ts'

export const pageViews: readonly View[] = [
  {
    name: 'tables',
    hasBothThemes: true,
    async go(page) {
      await openSix(page, '2:50')
      await leaveField(page)
      await page.keyboard.press('t')
      await page.locator('.table-block').nth(3).waitFor()
    },
  },
  {
    name: 'tables-of-swarm-mode',
    async go(page) {
      await openSwarm(page, '3:10')
      await leaveField(page)
      await page.keyboard.press('t')
      await page.locator('.table-block caption', { hasText: 'Managers' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'figures',
    hasBothThemes: true,
    async go(page) {
      await openSix(page, '2:50')
      await leaveField(page)
      await page.keyboard.press('g')
      await page.locator('.failures tbody tr').first().waitFor()
    },
  },
  {
    name: 'search',
    sizes: desks,
    async go(page) {
      await openSix(page, '20s')
      await page.keyboard.press('Control+f')
      await page.keyboard.type('service:web zone:b')
      await page.locator('.picture g.box.pale').first().waitFor()
    },
  },
  {
    name: 'palette',
    isDialog: true,
    async go(page) {
      await openSix(page, '20s')
      await leaveField(page)
      await page.keyboard.press('/')
      await page.getByRole('combobox', { name: 'What to do' }).fill('crash rack r2')
      await page.locator('.palette .line').waitFor()
    },
  },
  {
    name: 'docker-prompt',
    sizes: desks,
    async go(page) {
      await openSix(page, '20s')
      await leaveField(page)
      await page.keyboard.press(':')
      await page.keyboard.type('run -d --name late redis:3.0')
    },
  },
  {
    name: 'docker-answer',
    sizes: desks,
    async go(page) {
      await openSix(page, '60s')
      await leaveField(page)
      await page.keyboard.press(':')
      await page.keyboard.type('ps -a')
      await page.keyboard.press('Enter')
      await page.locator('.docker-said', { hasText: 'CONTAINER ID' }).waitFor()
    },
  },
  {
    name: 'span-of-time',
    sizes: desks,
    async go(page) {
      await openSix(page, '20s')
      const box = await page.locator('.lanes-svg').first().boundingBox()
      if (box === null) throw new Error('the lanes are not shown')
      const y = box.y + box.height * 0.6
      await page.mouse.move(box.x + box.width * 0.3, y)
      await page.mouse.down()
      await page.mouse.move(box.x + box.width * 0.6, y, { steps: 5 })
      await page.mouse.up()
      await page.locator('.picked-words, .picked').first().waitFor()
    },
  },
  {
    name: 'colours',
    isDialog: true,
    async go(page, size) {
      await openSix(page, '60s')
      await openTab(page, size, 'Manifest')
      const unfold = page.getByRole('button', { name: 'Open the manifest' })
      if (await unfold.isVisible()) await unfold.click()
      await page.getByRole('button', { name: 'Colours…' }).click()
      await page.getByRole('radio', { name: 'those that I pick' }).check()
    },
  },
  {
    name: 'add-a-node',
    isDialog: true,
    async go(page, size) {
      await openTab(page, size, 'Nodes')
      await page.getByRole('button', { name: 'Add a node…' }).click()
      await page.getByLabel('Memory').waitFor()
    },
  },
  {
    name: 'keys',
    isDialog: true,
    async go(page) {
      await page.keyboard.press('?')
      await page.locator('dl.keys').waitFor()
    },
  },
  {
    name: 'a-bad-file',
    async go(page) {
      await drop(page, {
        'bad.yaml': 'name: bad\nnodes:\n  - { name: a, memory: -8g }\n  - { name: b, cpu: 4 }\n',
      })
      await page.locator('.notice.problem li').nth(1).waitFor()
    },
  },
  {
    name: 'a-link-that-leads-nowhere',
    async go(page) {
      await page.goto(`${page.url().replace(/#.*/, '')}#v=1&scenario=no-such.yaml`)
      await page.locator('.notice.problem', { hasText: 'no scenario no-such.yaml' }).waitFor()
    },
  },
  {
    name: 'bookmarks',
    sizes: desks,
    async go(page) {
      await openSix(page, '30s')
      await leaveField(page)
      await page.keyboard.press('k')
      await page.locator('.bookmark-list summary').click()
      await page.locator('.bookmark-list input').waitFor()
    },
  },
  {
    name: 'tables-of-many',
    sizes: ['wide'],
    async go(page) {
      await openScenario(page, 'hundred.yaml', nodesScenario(100, 12))
      await page.keyboard.press('End')
      await page.keyboard.press('t')
      await page.locator('.table-block caption', { hasText: 'Containers' }).waitFor()
    },
  },
]
