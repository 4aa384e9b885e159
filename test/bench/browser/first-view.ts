/** The first view: how long until it can be played on a cold load, and what its code weighs. */
import { gzipSync } from 'node:zlib'
import type { Browser, Response } from 'playwright-core'
import { ready } from '../../browser/page.ts'
import type { Report } from '../report.ts'
import { distributionOf } from './measure.ts'
import { addDistribution } from './pictures.ts'

const loads = 7
const firstViewMs = 1_500
const scriptKb = 250

export async function firstViewBench(
  report: Report,
  browser: Browser,
  address: string,
): Promise<void> {
  // What is cold is the page: Chromium itself has started when somebody opens an address.
  const blank = await browser.newPage()
  await blank.goto('about:blank')
  await blank.close()
  const times: number[] = []
  let scripts = new Map<string, number>()
  for (let load = 0; load < loads; load++) {
    // A context of its own has an empty cache and no service worker.
    const context = await browser.newContext({ locale: 'en-US', serviceWorkers: 'block' })
    const page = await context.newPage()
    const seen: Promise<[string, number]>[] = []
    page.on('response', (response) => {
      if (/\.js$/.test(response.url())) seen.push(compressed(response))
    })
    const startMs = performance.now()
    await page.goto(address, { waitUntil: 'commit' })
    await ready(page)
    times.push(performance.now() - startMs)
    scripts = new Map(await Promise.all(seen))
    await context.close()
  }
  addDistribution(report, 'first view, cold from localhost', distributionOf(times), firstViewMs)
  const isOfWorker = (url: string) => /worker/.test(url)
  const sum = (wanted: (url: string) => boolean) =>
    [...scripts].reduce((total, [url, bytes]) => total + (wanted(url) ? bytes : 0), 0) / 1000
  const page = sum((url) => !isOfWorker(url))
  report.add({
    name: 'JavaScript of the first view, gzip',
    value: page,
    unit: 'kB',
    aim: `<= ${scriptKb}`,
    met: page <= scriptKb,
    note: `the simulation’s worker beside it: ${sum(isOfWorker).toFixed(0)} kB`,
  })
}

async function compressed(response: Response): Promise<[string, number]> {
  return [response.url(), gzipSync(await response.body(), { level: 9 }).length]
}
