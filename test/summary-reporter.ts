/**
 * Writes what `test/run.mjs` needs for its closing summary: counts per file, and each skipped
 * test with its reason (vitest's own JSON report has none). Whatever went wrong outside a test,
 * such as a file that does not load or a failing `beforeAll`, counts as one failure.
 */
import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node'

export interface FileSummary {
  readonly path: string
  readonly passed: number
  readonly failed: readonly string[]
  readonly skipped: readonly string[]
  readonly durationMs: number
}

export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const file = process.env.REBERTH_TEST_SUMMARY
    if (file === undefined) throw new Error('REBERTH_TEST_SUMMARY must name the file to write')
    const files = modules.map(summary)
    const errors = unhandled.map((error) => `outside any test: ${error.message}`)
    writeFileSync(file, JSON.stringify({ files, errors }))
  }
}

function summary(module: TestModule): FileSummary {
  const tests = [...module.children.allTests()]
  const inState = (state: string) => tests.filter((test) => test.result().state === state)
  const broken = [module, ...module.children.allSuites()].flatMap((suite) =>
    suite.errors().map((error) => {
      const name = suite.type === 'suite' ? suite.fullName : 'the file itself'
      return `${name}: ${error.message.split('\n')[0]}`
    }),
  )
  const { collectDuration, duration } = module.diagnostic()
  return {
    path: relative(module.project.config.root, module.moduleId).replaceAll('\\', '/'),
    passed: inState('passed').length,
    // A test that never ended is no success.
    failed: [
      ...broken,
      ...[...inState('failed'), ...inState('pending')].map((test) => test.fullName),
    ],
    skipped: inState('skipped').map((test) => `${test.fullName}: ${reason(test)}`),
    durationMs: collectDuration + duration,
  }
}

function reason(test: TestCase): string {
  const result = test.result()
  if (result.state === 'skipped' && result.note !== undefined) return result.note
  return test.options.mode === 'todo' ? 'not written yet' : 'no reason given'
}
