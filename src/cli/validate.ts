/** `reberth validate`: reads scenarios without running them. */
import { Command } from 'commander'
import { plural } from '../model/format.ts'
import { type Compiled, type CompiledLesson, type Issue, ScenarioError } from '../scenario/index.ts'
import { exitCode, exitCodesHelp } from './exit-codes.ts'
import { givenTexts } from './input/files.ts'
import { compileLessonFile, isLessonFile } from './input/lessons.ts'
import { compileFile } from './input/load.ts'
import { quickScenario } from './input/quick-scenario.ts'
import { issueInWords, issuesInWords } from './output/errors.ts'
import { colour, complain, print, printJson } from './output/terminal.ts'

interface ValidateOptions {
  readonly compose?: boolean
  readonly verbose?: boolean
  readonly json?: boolean
}

type Validated =
  | { readonly path: string; readonly type: 'valid'; readonly compiled: Compiled }
  | { readonly path: string; readonly type: 'lesson'; readonly compiled: CompiledLesson }
  | { readonly path: string; readonly type: 'invalid'; readonly error: ScenarioError }

export function validateCommand(): Command {
  return new Command('validate')
    .summary('check scenarios without running them')
    .description(
      'Checks scenario files and everything they name. All problems of all files are listed, each with line, column, what was found and what was expected.',
    )
    .argument('<files...>', 'scenario files')
    .option('--compose', 'the files are Compose files')
    .option('-v, --verbose', 'list the keys that change nothing')
    .option('--json', 'print one JSON document instead of text')
    .addHelpText(
      'after',
      `
Examples:
  $ reberth validate scenarios/*.yaml
  $ reberth validate --compose docker-compose.yml --verbose
${exitCodesHelp}`,
    )
    .action((paths: readonly string[], options: ValidateOptions) => {
      const results = paths.map((path) => validated(path, options.compose === true))
      const invalid = results.filter(({ type }) => type === 'invalid')
      process.exitCode = invalid.length > 0 ? exitCode.badInput : exitCode.ok
      if (options.json) {
        printJson({ files: results.map(jsonOf) })
        return
      }
      for (const result of results) printResult(result, options.verbose === true)
      if (results.length > 1) {
        print(
          `${plural(results.length - invalid.length, 'valid file')}, ${invalid.length} not valid`,
        )
      }
    })
}

function validated(path: string, isCompose: boolean): Validated {
  try {
    if (isLessonFile(path)) return { path, type: 'lesson', compiled: compileLessonFile(path) }
    if (!isCompose) return { path, type: 'valid', compiled: compileFile(path) }
    const around = 'command-line.yaml'
    const text = quickScenario({ compose: path, nodes: '3' }, around)
    givenTexts.set(around, text)
    return { path, type: 'valid', compiled: compileFile(around) }
  } catch (error) {
    if (error instanceof ScenarioError) return { path, type: 'invalid', error }
    throw error
  }
}

function printResult(result: Validated, isVerbose: boolean): void {
  if (result.type === 'invalid') {
    complain(issuesInWords(result.error))
    return
  }
  if (result.type === 'lesson') {
    const { scenes } = result.compiled.lesson
    const counts = [
      plural(scenes.length, 'scene'),
      plural(questionsIn(result.compiled), 'question'),
    ]
    print(`${colour.green('valid')} ${result.path}: ${counts.join(', ')}`)
    return
  }
  const { path, compiled } = result
  const { model, warnings, ignoredKeys } = compiled
  const parts = [
    plural(model.nodes.length, 'node'),
    plural(model.timeline.length, 'event'),
    plural(model.expect.length, 'expectation'),
    ...(ignoredKeys.length > 0 ? [`${plural(ignoredKeys.length, 'key')} without effect`] : []),
  ]
  print(`${colour.green('valid')} ${path}: ${parts.join(', ')}`)
  for (const warning of warnings) print(issueInWords(warning))
  if (!isVerbose) return
  for (const { file, line, column, message } of ignoredKeys) {
    print(`  ${file}:${line}:${column}: ${message}`)
  }
}

function questionsIn({ lesson }: CompiledLesson): number {
  return lesson.scenes.filter(({ type }) => type === 'predict').length
}

function jsonOf(result: Validated): unknown {
  if (result.type === 'lesson') {
    const { scenes } = result.compiled.lesson
    const questions = questionsIn(result.compiled)
    return { file: result.path, valid: true, issues: [], scenes: scenes.length, questions }
  }
  if (result.type === 'invalid') {
    return { file: result.path, valid: false, issues: result.error.issues }
  }
  const issues: readonly Issue[] = result.compiled.warnings
  return { file: result.path, valid: true, issues, ignoredKeys: result.compiled.ignoredKeys }
}
