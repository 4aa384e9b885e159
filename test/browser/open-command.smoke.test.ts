/** From a red test to the picture: what `reberth open` prints is followed in a real Chromium. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { command, createWorkplace, nodeDies, type Workplace } from '../cli/command.ts'
import { launchChromium } from './chromium.ts'
import { openWorkbench, timeOf } from './page.ts'

let browser: Browser
let place: Workplace
const running: ChildProcess[] = []

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
})
beforeEach(() => {
  place = createWorkplace()
  place.file('node-dies.yaml', nodeDies)
})
afterEach(async () => {
  for (const child of running.splice(0)) {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
  }
  place.close()
})

/** Runs the line that `reberth test` prints, as a person would copy it, and finds the address. */
async function follow(line: string): Promise<string> {
  const words = line.trim().split(' ').slice(1)
  const child = spawn(process.execPath, [command, ...words, '--port', '0'], { cwd: place.folder })
  running.push(child)
  let output = ''
  child.stdout.setEncoding('utf8')
  for await (const chunk of child.stdout) {
    output += chunk
    const address = /http:\/\/\S+/.exec(output)?.[0]
    if (address !== undefined) return address
  }
  throw new Error(`no address was printed: ${output}`)
}

test('a broken claim is seen at the moment at which it broke', async () => {
  place.file('hopeful.yaml', nodeDies.replace('running(web) == 6', 'running(db) == 1'))
  const { stdout } = place.reberth('test', 'hopeful.yaml')
  const line = /see it: (.*)/.exec(stdout)?.[1] ?? ''
  const { page, problems, close } = await openWorkbench(browser, await follow(line))
  await expect.poll(() => timeOf(page)).toBe('20:00.0')
  expect(problems).toEqual([])
  await close()
})

test('a run that differs from its stored trace is seen beside it, at the first difference', async () => {
  place.reberth('test', '.', '--update', '--store-traces')
  place.file('node-dies.yaml', nodeDies.replace('at: 30s', 'at: 31s'))
  const line = /see it: (.*)/.exec(place.reberth('test', '.').stdout)?.[1] ?? ''
  const { page, problems, close } = await openWorkbench(browser, await follow(line))
  await page.locator('.first-difference').waitFor()
  expect(await page.locator('.first-difference').innerText()).toContain('crash')
  expect(await timeOf(page)).toBe('0:30.0')
  expect(problems).toEqual([])
  await close()
})
