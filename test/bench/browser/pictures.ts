/** Frames and jumps in a real Chromium with the harbour full of containers. */
import type { Browser, Page } from 'playwright-core'
import { openScenario, openWorkbench } from '../../browser/page.ts'
import type { Report } from '../report.ts'
import {
  type Distribution,
  distributionOf,
  frameTimes,
  jumpTime,
  panTimes,
  wheelTimes,
} from './measure.ts'
import { fiveThousandNodes, millionFacts, sixThousandNodes, thousandNodes } from './scenarios.ts'

const playedMs = 5_000

interface Picture {
  readonly name: string
  readonly text: string
  /** Frames a second that are wanted, over the whole time. */
  readonly rateMin: number
}

const pictures: readonly Picture[] = [
  { name: '1,000 nodes', text: thousandNodes, rateMin: 50 },
  { name: '5,000 nodes', text: fiveThousandNodes, rateMin: 30 },
  { name: '6,000 nodes', text: sixThousandNodes, rateMin: 30 },
]

/** Names that can be asked for. */
export const pictureNames = [...pictures.map(({ name }) => name), 'jumps']

export async function pictureBench(
  report: Report,
  browser: Browser,
  address: string,
  isWanted: (name: string) => boolean,
): Promise<void> {
  for (const { name, text, rateMin } of pictures.filter((picture) => isWanted(picture.name))) {
    const { page, close } = await openLarge(browser, address, text)
    const add = (what: string, times: readonly number[]) =>
      addRate(report, `${name}, ${what}`, distributionOf(times), rateMin)
    // Just before the rack fails: what follows is the busiest minute of the run.
    await jumpTime(page, '9:55')
    await page.keyboard.press('Space')
    add('playing at 4×', await frameTimes(page, playedMs))
    await page.keyboard.press('Space')
    const into = new Array<number>(60).fill(-120)
    add('zooming in', await wheelTimes(page, into))
    add('panning', await panTimes(page, 90))
    add(
      'zooming out',
      await wheelTimes(
        page,
        into.map((step) => -step),
      ),
    )
    await jumpTime(page, '3:00')
    await setSpeed(page)
    await page.keyboard.press('Space')
    add('playing at 50× while it fills', await frameTimes(page, playedMs))
    await close()
  }
  if (isWanted('jumps')) await jumpBench(report, browser, address)
}

async function jumpBench(report: Report, browser: Browser, address: string): Promise<void> {
  const { page, close } = await openLarge(browser, address, millionFacts)
  const facts = (await page.locator('.fact-count').textContent()) ?? ''
  const times: number[] = []
  // The first visit of the end is the farthest jump there is; then to and fro.
  for (const minute of [598, 20, 400, 120, 300, 510, 5, 250, 599, 60, 333, 450, 90, 577, 2, 420]) {
    times.push(await jumpTime(page, `${minute}m`))
  }
  addDistribution(
    report,
    'jump in a trace, first to the end',
    distributionOf(times.slice(0, 1)),
    150,
  )
  addDistribution(report, `jump in a trace, ${facts.trim()}`, distributionOf(times), 150)
  await close()
}

async function openLarge(browser: Browser, address: string, text: string) {
  const opened = await openWorkbench(browser, address)
  opened.page.setDefaultTimeout(180_000)
  await openScenario(opened.page, 'large.yaml', text)
  // The page prepares a little when a run has come: that belongs to no frame.
  await opened.page.waitForTimeout(2_000)
  return opened
}

/** 50× lies at so much of the logarithmic slider. */
async function setSpeed(page: Page): Promise<void> {
  const slider = page.locator('.speed input[type="range"]')
  await slider.fill('0.54')
  await slider.blur()
}

function addRate(report: Report, name: string, times: Distribution, rateMin: number): void {
  // Of the whole time: a stall counts with all of its length.
  const value = 1000 / times.mean
  report.add({
    name,
    value,
    unit: 'frames/s',
    aim: `>= ${rateMin}`,
    met: value >= rateMin,
    note: noteOf(times),
  })
}

export function addDistribution(
  report: Report,
  name: string,
  times: Distribution,
  msMax: number,
): void {
  const note = noteOf(times)
  // The aim is for any jump, so the slow ones count.
  report.add({
    name,
    value: times.p95,
    unit: 'ms',
    aim: `< ${msMax}`,
    met: times.p95 < msMax,
    note,
  })
}

function noteOf({ min, median, p95, count }: Distribution): string {
  const ms = [min, median, p95].map((value) => value.toFixed(1)).join(' / ')
  return `min / median / p95: ${ms} ms of ${count}`
}
