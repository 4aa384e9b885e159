/** The stream for Stately's inspector, received by a page of another origin as the real one does. */
import { readFileSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { machines } from '../../src/machine/machines.ts'
import { goTo, openScenario } from './page.ts'
import { prepareWorkbench } from './prepare.ts'
import { sixNodes } from './scenarios.ts'

const workbench = prepareWorkbench()

interface Received {
  readonly type: string
  readonly name?: string
  readonly sessionId: string
  readonly createdAt: string
  readonly definition?: string
  readonly event?: { readonly type: string }
  readonly snapshot?: { readonly value: unknown }
}

const receiver = `<!doctype html><title>Receiver</title><script>
  window.received = []
  addEventListener('message', ({ data }) => window.received.push(data))
  opener.postMessage({ type: '@statelyai.connected' }, '*')
</script>`

/** What any page at that address would be. */
async function serveReceiver(context: BrowserContext): Promise<void> {
  await context.route('http://inspector.test/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: receiver }),
  )
}

function receivedBy(page: Page): Promise<Received[]> {
  return page.evaluate(() => (window as unknown as { received: Received[] }).received)
}

/** Opens the dialog from the state chart and says where to. */
async function inspectAt(page: Page, address: string): Promise<Page> {
  await page.getByRole('button', { name: 'Inspect…' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Inspect' })
  await dialog.getByLabel('Inspector').fill(address)
  const opened = page.context().waitForEvent('page')
  await dialog.getByRole('button', { name: 'Open the inspector' }).click()
  return opened
}

const stateOfNode = /The machine: (\w+)/

async function chartState(page: Page): Promise<string> {
  const chart = page.getByRole('img', { name: /^The machine: / })
  return stateOfNode.exec((await chart.getAttribute('aria-label')) ?? '')?.[1] ?? ''
}

test('an inspector gets actor, events and snapshots, and each state is that of the chart', async () => {
  const { page, problems, close } = await workbench.open()
  await serveReceiver(page.context())
  await openScenario(page, 'six.yaml', sixNodes)
  await page.locator('g.berth[data-node="1"]').focus()
  await page.keyboard.press('Shift+Enter')
  await page.getByRole('menuitem', { name: /Look at it/ }).click()
  const inspector = await inspectAt(page, 'http://inspector.test/inspect')
  await page.getByRole('status').filter({ hasText: 'inspector.test sees each step' }).waitFor()
  await inspector.waitForFunction(() => 'received' in window)
  const ofNode = async () =>
    (await receivedBy(inspector)).filter(({ sessionId }) => sessionId.includes('/node/'))

  const [actor, ...before] = await ofNode()
  expect(actor.type).toBe('@xstate.actor')
  expect(actor.name).toBe('node-2, node')
  const definition = JSON.parse(actor.definition ?? '') as { states: object }
  expect(Object.keys(definition.states)).toEqual(Object.keys(machines.node.states))
  expect(before.map(({ type }) => type)).toEqual(['@xstate.event', '@xstate.snapshot'])
  expect(before[1].snapshot?.value).toBe(await chartState(page))

  // Each moment that is looked at: the last snapshot is what the chart shows.
  for (const [time, state] of [
    ['0:29.0', 'up'],
    ['0:31.0', 'crashed'],
    ['0:10.0', 'up'],
    ['4:00.0', 'crashed'],
  ]) {
    const count = (await receivedBy(inspector)).length
    await goTo(page, time)
    const isMoved = state !== 'up' || time === '0:10.0'
    if (isMoved) {
      await inspector.waitForFunction(
        (least) => (window as unknown as { received: unknown[] }).received.length > least,
        count,
      )
    }
    expect((await ofNode()).at(-1)?.snapshot?.value).toBe(state)
    expect(await chartState(page)).toBe(state)
  }
  const crash = (await ofNode()).find(({ event }) => event?.type === 'crash')
  expect(crash?.createdAt).toBe('30000')

  // Playing tells the steps as they come.
  await goTo(page, '0:29.5')
  const crashes = async () => (await ofNode()).filter(({ event }) => event?.type === 'crash').length
  const told = await crashes()
  await page.keyboard.press('Escape')
  await page.locator('.harbour').click({ position: { x: 4, y: 4 } })
  await page.keyboard.press('Space')
  await expect.poll(crashes, { timeout: 10_000 }).toBeGreaterThan(told)
  await page.keyboard.press('Space')

  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect
    .poll(async () => (await receivedBy(inspector)).at(-1)?.type)
    .toBe('@statelyai.disconnected')
  const atStop = (await receivedBy(inspector)).length
  await page.keyboard.press('Home')
  await page.keyboard.press('End')
  expect((await receivedBy(inspector)).length).toBe(atStop)
  expect(problems).toEqual([])
  await close()
})

test('nothing is sent before the answer, nor to another origin than the one that was named', async () => {
  const { page, problems, close } = await workbench.open()
  const asked: string[] = []
  page.context().on('request', (request) => asked.push(request.url()))
  await serveReceiver(page.context())
  await page.context().route('http://asked.test/**', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<script>location.replace("http://inspector.test/inspect")</script>',
    }),
  )
  await page.locator('g.berth[data-node="0"]').focus()
  await page.keyboard.press('Alt+Enter')
  await page.getByRole('button', { name: 'Inspect…' }).first().click()
  await page.getByRole('dialog', { name: 'Inspect' }).waitFor()
  expect(asked.filter((url) => !url.startsWith(workbench.address))).toEqual([])
  await page.keyboard.press('Escape')
  const inspector = await inspectAt(page, 'http://asked.test/inspect')
  const strip = page.getByRole('status').filter({ hasText: 'answers from inspector.test' })
  await strip.waitFor()
  expect(await receivedBy(inspector)).toEqual([])
  await page.getByRole('button', { name: 'Send it there' }).click()
  await inspector.waitForFunction(
    () => (window as unknown as { received: unknown[] }).received.length > 0,
  )
  expect((await receivedBy(inspector))[0].type).toBe('@xstate.actor')
  expect(problems).toEqual([])
  await close()
})

test('the machine of the page is streamed beside it, without the frames of playing', async () => {
  const { page, problems, close } = await workbench.open()
  await serveReceiver(page.context())
  await page.keyboard.press('/')
  await page.getByRole('combobox').fill('inspect')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Inspect' })
  await dialog.getByLabel('the machine of this page').check()
  await dialog.getByLabel('Inspector').fill('http://inspector.test/inspect')
  const opened = page.context().waitForEvent('page')
  await dialog.getByRole('button', { name: 'Open the inspector' }).click()
  const inspector = await opened
  await page.getByRole('status').filter({ hasText: 'inspector.test sees' }).waitFor()
  await page.keyboard.press('Space')
  await inspector.waitForFunction(() =>
    (window as unknown as { received: Received[] }).received.some(
      ({ event, type }) => event?.type === 'toggle' && type === '@xstate.snapshot',
    ),
  )
  const received = await receivedBy(inspector)
  const own = received.find(({ name }) => name === 'workbench')
  expect(Object.keys((JSON.parse(own?.definition ?? '{}') as { states: object }).states)).toEqual([
    'work',
    'playback',
  ])
  const toggled = received.find(
    ({ event, type }) => event?.type === 'toggle' && type === '@xstate.snapshot',
  )
  expect(toggled?.snapshot?.value).toEqual({ work: 'idle', playback: 'playing' })
  expect(received.some(({ event }) => event?.type === 'frame')).toBe(false)
  expect(problems).toEqual([])
  await close()
})

test('a file of JSON lines has the same events, without a network, and an address can ask for it', async () => {
  const address = `${workbench.address}#t=31s&select=node:node-2&inspect=http://inspector.test/x`
  const { page, problems, close } = await workbench.openAt(address)
  const dialog = page.getByRole('dialog', { name: 'Inspect' })
  await dialog.waitFor()
  expect(await dialog.getByLabel('Inspector').inputValue()).toBe('http://inspector.test/x')
  await page.context().setOffline(true)
  const downloading = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save as JSON lines' }).click()
  const file = await downloading
  expect(file.suggestedFilename()).toMatch(/-inspection\.jsonl$/)
  const lines = readFileSync(await file.path(), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Received)
  expect(lines.map(({ type }) => type)).toContain('@xstate.snapshot')
  expect(lines.filter(({ type }) => type === '@xstate.actor').map(({ name }) => name)).toEqual([
    'node-2, node',
    'node-2, engine',
  ])
  const times = lines.map(({ createdAt }) => Number(createdAt))
  expect(times).toEqual([...times].sort((one, other) => one - other))
  expect(times.every((time) => time <= 31_000)).toBe(true)
  expect(problems).toEqual([])
  await close()
})
