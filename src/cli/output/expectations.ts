/** Which claims of a scenario hold, and for a broken one what was measured and what led there. */

import type { Expectation } from '../../model/expectation.ts'
import { formatDuration, formatTime, plural } from '../../model/format.ts'
import type { Trace } from '../../model/trace.ts'
import type { ExpectationResult } from '../../projection/expectations.ts'
import { factInWords } from '../../projection/fact-words.ts'
import { colour, hanging } from './terminal.ts'

export function expectationsInLines(
  trace: Trace,
  results: readonly ExpectationResult[],
  options: { readonly withEvents: boolean },
): string {
  return results
    .flatMap((result) => {
      const lines = [resultLine(result)]
      if (options.withEvents && result.rows.length > 0) lines.push(...eventLines(trace, result))
      return lines
    })
    .join('\n')
}

/** True when a claim was judged and does not hold. */
export function isBroken({ met, unreached }: ExpectationResult): boolean {
  return !met && !unreached
}

/** `running(web) >= 3: was 2 at 30.0 s`, for messages and reports. */
export function brokenWords(result: ExpectationResult): string {
  const { expectation, measured, firstViolationUs, violatedUs } = result
  const value = measuredWords(result, measured)
  const { type } = expectation.when
  if (type === 'by') return `still ${value} at ${formatTime(firstViolationUs)}`
  const inAll = type === 'always' ? `, for ${formatDuration(violatedUs)} in all` : ''
  return `was ${value} at ${formatTime(firstViolationUs)}${inAll}`
}

function resultLine(result: ExpectationResult): string {
  const { expectation, met, unreached } = result
  const where = expectation.line > 0 ? ` (line ${expectation.line})` : ''
  const claim = `${expectation.text} ${whenInWords(expectation)}`
  if (unreached) {
    return hanging('  open    ', `${claim}${where}: the run ended before`)
  }
  if (met) return `  ${colour.green('met')}     ${claim}${colour.dim(where)}`
  const broken = hanging('  broken  ', `${claim}${where}: ${brokenWords(result)}`)
  return broken.replace('broken', colour.red('broken'))
}

/** The second half of a claim: `by 4:00.0`, `always, except for 3 min`. */
export function whenInWords({ when }: Expectation): string {
  switch (when.type) {
    case 'at':
      return `at ${formatTime(when.atUs)}`
    case 'by':
      return `by ${formatTime(when.byUs)}`
    case 'always': {
      const except = when.exceptUs > 0 ? `, except for ${formatDuration(when.exceptUs)}` : ''
      return `always ${spanInWords(when)}${except}`
    }
    case 'never':
      return `never ${spanInWords(when)}`
  }
}

function spanInWords({ fromUs, untilUs }: { fromUs: number; untilUs: number }): string {
  return `from ${formatTime(fromUs)} to ${formatTime(untilUs)}`
}

function eventLines(trace: Trace, { rows }: ExpectationResult): string[] {
  const times = rows.map((row) => formatTime(trace.timeUs[row]))
  const timeWidth = Math.max(...times.map(({ length }) => length))
  return [
    `         what led there (last ${plural(rows.length, 'fact')}):`,
    ...rows.map((row, index) =>
      hanging(`         ${times[index].padStart(timeWidth)}  `, factInWords(trace, row)),
    ),
  ]
}

function measuredWords({ expectation }: ExpectationResult, measured: number | string): string {
  if (expectation.quantity.type === 'recovery') return formatDuration(Number(measured))
  if (measured === '') return expectation.quantity.type === 'leader' ? 'nobody' : 'nowhere'
  return String(measured)
}
