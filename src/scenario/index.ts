/** Everything from text to `Model`. */
export { type Compiled, type CompileOptions, compileScenario } from './compile.ts'
export { type ComposeRunOptions, compileComposeRun } from './compose-run.ts'
export { addExpectation, addTimelineEntry, removeExpectations } from './edit.ts'
export { jsonSchema } from './json-schema.ts'
export { type CompiledLesson, compileLesson } from './lesson/compile-lesson.ts'
export { lessonJsonSchema } from './lesson/json-schema.ts'
export { formatIssue, type Issue, ScenarioError } from './scenario-error.ts'
export type { FileReader } from './workspace.ts'
