/** Writing a scenario beside its harbour, and saving what is seen, as a person does. */
import type { Download } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFinds, foot, openEditor, typeOver } from './editor-page.ts'
import { drop, goTo, openScenario, picture } from './page.ts'
import { prepareWorkbench } from './prepare.ts'
import { sixNodes } from './scenarios.ts'

const workbench = prepareWorkbench()

/** Of a downloaded file. */
async function textOf(download: Download): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of await download.createReadStream()) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

test('a wrong word is told at its place, mended with one click, and the run follows the text', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'six.yaml', sixNodes)
  const before = await page.locator('.about-run').getAttribute('title')
  await openEditor(page)
  await typeOver(page, 'strategy: spread', 'swarm: { strategy: binpak }')
  await page.locator(`${foot} p`, { hasText: '1 problem; this is the last good run' }).waitFor()
  expect(await page.locator('.issue-line').innerText()).toContain('did you mean binpack?')
  expect(await page.locator('.editor-issues').innerText()).toContain('5:20')
  expect(await page.locator('.about-run').getAttribute('title')).toBe(before)
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('F8')
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('binpak')
  await picture(page, 'editor-problem')
  expect(await axeFinds(page)).toEqual([])
  await page.locator('.issue-line button').click()
  await page.locator('.about-run', { hasText: 'binpack' }).waitFor()
  expect(await page.locator('.issue-line').count()).toBe(0)
  expect(problems).toEqual([])
  await close()
})

test('the schema completes what is typed, a name rings its berth, and a berth shows its line', async () => {
  const { page, problems, close } = await workbench.open({ isDark: true })
  await openScenario(page, 'six.yaml', sixNodes)
  await openEditor(page)
  await page.locator('.cm-content').click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('  - { at: 110s, fau')
  await page.locator('.cm-tooltip-autocomplete li', { hasText: 'fault' }).waitFor()
  await picture(page, 'editor-completion')
  // A list that has only just appeared does not take the key yet.
  await page.waitForTimeout(150)
  await page.keyboard.press('Enter')
  await page.locator('.cm-tooltip-autocomplete li', { hasText: 'unreachable' }).waitFor()
  await page.keyboard.type('unreachable, node: node-3')
  await page.keyboard.press('Escape')
  await page.locator('div.lanes', { hasText: 'cut off node-3' }).waitFor()

  await page.locator('.cm-line', { hasText: 'name: node-5' }).locator('text=node-5').last().hover()
  expect(await page.locator('.berth.pointed').getAttribute('data-node')).toBe('4')
  const frame = (await page.locator('g.berth[data-node="2"] .frame').boundingBox()) ?? {
    x: 0,
    y: 0,
  }
  await page.mouse.click(frame.x + 20, frame.y + 12)
  await page.getByRole('menu').waitFor()
  expect(await page.locator('.cm-activeLine').innerText()).toContain('node-{3..4}')
  await page.keyboard.press('Escape')
  expect(await axeFinds(page)).toEqual([])
  expect(problems).toEqual([])
  await close()
})

test('text that was not saved outlives a reload, another scenario, and a full browser', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'six.yaml', sixNodes)
  await openEditor(page)
  await typeOver(page, 'name: Six nodes', 'name: Mine alone')
  await page.locator('.scenario b', { hasText: 'Mine alone' }).waitFor()
  await page.reload()
  await page.locator('.editor-remark', { hasText: 'your text from before' }).waitFor()
  await page.locator('.scenario b', { hasText: 'Mine alone' }).waitFor()

  await drop(page, { 'other.yaml': 'name: Another one\nnodes:\n  - {}\n' })
  await page.locator('.cm-line', { hasText: 'Another one' }).waitFor()
  await page.locator('.cm-content').click()
  await page.keyboard.press('Control+z')
  await page.locator('.scenario b', { hasText: 'Mine alone' }).waitFor()
  expect(await page.locator('.editor header code').innerText()).toBe('six.yaml')

  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  await page.keyboard.press('Control+End')
  await page.keyboard.type('# more')
  await page.getByRole('alert').filter({ hasText: 'no room to keep the text' }).waitFor()
  expect(problems).toEqual([])
  await close()
})

test('a whole entry is offered where one begins, filled in from one place to the next, and runs', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'six.yaml', sixNodes)
  await openEditor(page)
  await page.locator('.cm-content').click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('  - par')
  const offer = page.locator('.cm-tooltip-autocomplete li', { hasText: 'partition and heal' })
  await offer.waitFor()
  await picture(page, 'editor-snippet')
  expect(await axeFinds(page)).toEqual([])
  await offer.click()
  // The time is selected first, then the node, in both lines at once.
  await page.keyboard.type('105s')
  await page.keyboard.press('Tab')
  await page.keyboard.type('node-4')
  await page.keyboard.press('Escape')
  const lines = page.locator('.cm-line', { hasText: 'name: cut' })
  expect(await lines.first().innerText()).toBe(
    '  - { at: 105s, fault: partition, between: [[node-4]], name: cut }',
  )
  expect(await lines.last().innerText()).toMatch(/^ {2}- \{ at: \w+, fault: heal, name: cut \}$/)
  await page.locator('div.lanes', { hasText: 'cut off node-4' }).waitFor()
  expect(problems).toEqual([])
  await close()
})

test('pictures, tables, trace and scenario are saved under names that say what they are', async () => {
  const { page, problems, close } = await workbench.open()
  await openScenario(page, 'six.yaml', sixNodes)
  await goTo(page, '1:50')
  await page.getByRole('button', { name: 'Export…' }).click()
  const save = async (part: string, name: string | RegExp) => {
    const button = page.getByRole('region', { name: part }).getByRole('button', { name })
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
    return { file: download.suggestedFilename(), text: await textOf(download) }
  }
  const harbour = await save('Picture of the harbour', 'SVG')
  expect(harbour.file).toBe('six-1m50s-harbour.svg')
  expect(harbour.text).toContain('>node-2</text>')
  expect(harbour.text).toContain('@font-face')
  expect(harbour.text).not.toMatch(/var\(|class=/)
  expect((await save('Picture of the harbour', 'PNG')).text.slice(1, 4)).toBe('PNG')
  expect((await save('Picture of the timeline', 'SVG')).text).toContain('believed healthy')
  const nodes = await save('Tables', /^Nodes/)
  expect(nodes.file).toBe('six-1m50s-nodes.csv')
  expect(nodes.text).toContain('"crashed since 30.0 s, not noticed yet')
  expect((await save('The run', 'Trace (.jsonl)')).text).toContain('"reberth-trace"')
  expect((await save('The run', 'Scenario (.yaml)')).text).toBe(sixNodes)
  expect(await axeFinds(page)).toEqual([])
  await page.keyboard.press('Escape')

  await page.keyboard.press('o')
  await page.getByRole('searchbox', { name: 'Filter' }).fill('quorum')
  expect(await page.locator('.gallery-group h3').allInnerTexts()).toEqual(['Swarm mode 1'])
  expect(await axeFinds(page)).toEqual([])
  expect(problems).toEqual([])
  await close()
})
