/** The figures of the page are those that the command prints. */
import { expect, test } from 'vitest'
import { formatDuration } from '../../src/model/format.ts'
import { summary } from '../../src/projection/summary.ts'
import { simulate } from '../../src/run/simulate.ts'
import { createWorkplace } from '../cli/command.ts'
import { openScenario } from './page.ts'
import { prepareWorkbench } from './prepare.ts'
import { modelOf, scenarioText } from './scenarios.ts'

const workbench = prepareWorkbench()

test.each(['rack-failure.yaml', 'swarm-zone-loss.yaml', 'node-failure.yaml', 'flapping.yaml'])(
  '%s: failures, times and downtime are equal',
  async (name) => {
    const { page, problems, close } = await workbench.open()
    await openScenario(page, name, scenarioText(name))
    await page.keyboard.press('g')
    const headline = await page.locator('.figures .headline').innerText()
    const rows = await page
      .locator('.failures tbody tr')
      .evaluateAll((lines) =>
        lines.map((line) => [...line.querySelectorAll('td')].map((cell) => cell.innerText)),
      )

    const place = createWorkplace()
    for (const file of [name, 'voting-app.yml']) place.file(file, scenarioText(file))
    const { stdout, status } = place.reberth('run', name)
    place.close()
    expect(status).toBe(0)
    const failures = linesOf(stdout, 'Failures')
    expect(rows.length).toBe(failures.length)
    for (const [index, [, , noticed, hit]] of rows.entries()) {
      const [, , shortest, , count] = failures[index]
      // The page has the median in front: `110 s (104.4 s to 2 min 3 s)`.
      if (shortest === 'not noticed') expect(noticed).toBe('never')
      else expect(noticed).toContain(shortest)
      expect(hit).toBe(count)
    }

    const { services } = summary(simulate(modelOf(name)).trace)
    const downUs = services.reduce((sum, { downtimeUs }) => sum + downtimeUs, 0)
    if (downUs > 0) expect(headline).toContain(`${formatDuration(downUs)} without a copy`)
    else expect(headline).toContain('nothing that ran was ever missing')
    expect(problems).toEqual([])
    await close()
  },
)

/** Rows of a section: when, what, the shortest and the longest time until it was noticed, and how many it hit. */
function linesOf(output: string, title: string): string[][] {
  const section = output.split(`\n${title}\n`)[1]?.split('\n\n')[0] ?? ''
  return section
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/ {2,}/))
    .map(([at, what, noticed, hit]) => [at, what, ...noticed.split(' to '), hit])
    .map((cells) => (cells.length === 4 ? [...cells.slice(0, 3), '', cells[3]] : cells))
}
