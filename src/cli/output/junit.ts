/** Test results as JUnit XML, the form that CI systems read. */

export interface JUnitCase {
  readonly name: string
  readonly suite: string
  readonly seconds: number
  /** `undefined` for a case that passed. */
  readonly failure: { readonly message: string; readonly details: string } | undefined
}

export function junitXml(name: string, cases: readonly JUnitCase[]): string {
  const suites = [...new Set(cases.map(({ suite }) => suite))]
  const totals = counts(cases)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escaped(name)}" ${totals}>`,
    ...suites.flatMap((suite) => {
      const ofSuite = cases.filter((one) => one.suite === suite)
      return [
        `  <testsuite name="${escaped(suite)}" ${counts(ofSuite)}>`,
        ...ofSuite.flatMap(caseLines),
        '  </testsuite>',
      ]
    }),
    '</testsuites>',
  ].join('\n')
}

function counts(cases: readonly JUnitCase[]): string {
  const failures = cases.filter(({ failure }) => failure !== undefined).length
  const seconds = cases.reduce((sum, one) => sum + one.seconds, 0)
  return `tests="${cases.length}" failures="${failures}" errors="0" time="${seconds.toFixed(3)}"`
}

function caseLines({ name, suite, seconds, failure }: JUnitCase): string[] {
  const head = `    <testcase name="${escaped(name)}" classname="${escaped(suite)}" time="${seconds.toFixed(3)}"`
  if (failure === undefined) return [`${head}/>`]
  return [
    `${head}>`,
    `      <failure message="${escaped(failure.message)}">${escapedText(failure.details)}</failure>`,
    '    </testcase>',
  ]
}

/** Control characters other than tab and line ends cannot be written in XML at all. */
function escaped(text: string): string {
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0
    if (code < 32 && character !== '\t' && character !== '\n' && character !== '\r') return '\ufffd'
    // A lone half of a pair is no character.
    if (code >= 0xd800 && code <= 0xdfff) return '\ufffd'
    return entities[character] ?? character
  }).join('')
}

/** Inside of an element, unlike in an attribute, lines may end as they are. */
function escapedText(text: string): string {
  return text.split('\n').map(escaped).join('\n')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
  '\r': '&#13;',
}
