/**
 * `docs/commands.md` is what `--help` says. After a change of a command, build and run
 * `npx vitest run test/cli/commands-page.test.ts --update` to write the page again.
 */
import { expect, test } from 'vitest'
import { createWorkplace } from './command.ts'

const names = ['run', 'explain', 'test', 'validate', 'replay', 'open', 'start', 'conform']

const introduction = `# Commands

This page is made from what \`reberth COMMAND --help\` prints; a test compares both.

What a person or a program reads goes to standard output; progress, warnings and complaints go to
standard error. Colour appears only on a terminal and never with \`NO_COLOR\`. A progress bar with
rate and remaining time appears on a terminal when a run takes longer than a second.

Times are written as Docker writes durations (\`30s\`, \`1m30s\`, \`2h\`), sizes as \`docker run -m\` takes
them (\`512m\`, \`8g\`). In JSON, times are whole microseconds and their names end in \`Us\`.

## Stored results

\`reberth test\` compares each run with the digest stored beside its scenario: \`digests.json\` in the
same folder maps file names to digests, so a change of behaviour shows in a review as one changed
line. \`--update\` writes it. With \`--store-traces\` the trace itself is stored as
\`NAME.trace.jsonl\`; when it is there, a run that differs is shown by its first differing fact.
`

test('docs/commands.md says what --help says', async () => {
  const place = createWorkplace()
  const helpOf = (...args: string[]) => place.reberth(...args, '--help').stdout.trimEnd()
  const sections = [
    introduction,
    `## reberth\n\n\`\`\`text\n${helpOf()}\n\`\`\`\n`,
    ...names.map((name) => `## reberth ${name}\n\n\`\`\`text\n${helpOf(name)}\n\`\`\`\n`),
  ]
  place.close()
  await expect(sections.join('\n')).toMatchFileSnapshot('../../docs/commands.md')
})
