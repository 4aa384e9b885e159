/** The story of a run as lines: time, sentence, and below it what it came to. */
import { formatTime } from '../../model/format.ts'
import type { Trace } from '../../model/trace.ts'
import { type Severity, type StoryEntry, story } from '../../projection/story.ts'
import { colour, hanging } from './terminal.ts'

export function storyInLines(trace: Trace, entries: readonly StoryEntry[] = story(trace)): string {
  const timeWidth = Math.max(
    8,
    ...entries.map(({ timeUs }) => formatTime(timeUs).length),
    formatTime(trace.endUs).length,
  )
  return entries.map((entry) => entryInLines(entry, timeWidth)).join('\n')
}

function entryInLines({ timeUs, text, details, severity }: StoryEntry, timeWidth: number): string {
  const time = `  ${formatTime(timeUs).padStart(timeWidth)}  `
  const margin = ' '.repeat(time.length)
  const first = hanging(time, text)
  const painted = time + paints[severity](first.slice(time.length))
  return [painted, ...details.map((detail) => hanging(`${margin}- `, detail))].join('\n')
}

const plain = (text: string) => text
const paints: Readonly<Record<Severity, (text: string) => string>> = {
  plain,
  good: colour.green,
  warning: colour.yellow,
  failure: colour.red,
}
