/** Everything a person is told about a finished run, as text. */
import type { Trace } from '../../model/trace.ts'
import { story } from '../../projection/story.ts'
import type { Summary } from '../../projection/summary.ts'
import { expectationsInLines } from './expectations.ts'
import { storyInLines } from './story.ts'
import { digestLine, summaryInLines } from './summary.ts'
import { colour, width, wrapped } from './terminal.ts'

export function reportInLines(
  trace: Trace,
  summary: Summary,
  options: { readonly withStory: boolean },
): string {
  const { expectations } = summary
  const claims = expectationsInLines(trace, expectations, { withEvents: true })
  const about = trace.model.about.split('\n').flatMap((line) => wrapped(line, width))
  const head = [colour.bold(summary.name), ...about]
  const parts = [
    head.join('\n').trimEnd(),
    options.withStory ? storyInLines(trace, story(trace)) : '',
    summaryInLines(summary),
    expectations.length === 0 ? '' : `${colour.bold('Expectations')}\n${claims}`,
    digestLine(summary),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}
