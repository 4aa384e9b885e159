/**
 * The library: what `import { simulate } from 'reberth'` gives. The same functions that the
 * command and the workbench use; synchronous and pure, so they run in Node, in a browser and in a
 * worker alike.
 *
 * - From a file to a model: `compileScenario`, and `addTimelineEntry` to fork a scenario.
 * - From a model to a trace: `simulate`.
 * - What a trace tells: `story`, `summary`, `expectations`, `factInWords`, `firstDifference`.
 * - Why a container is where it is: `decisionsOf`, then `explain`.
 * - What a trace holds: `factAt`, `clusterAt`, `createPlayhead`, `digestOf`, `replay`.
 * - How it is stored: `traceLines`, `parseTrace`.
 *
 * ```ts
 * import { existsSync, readFileSync } from 'node:fs'
 * import { compileScenario, simulate, story, summary } from 'reberth'
 *
 * const files = { read: (path: string) => (existsSync(path) ? readFileSync(path) : undefined) }
 * const { model } = compileScenario('node-failure.yaml', { files })
 * const { trace } = simulate(model)
 * for (const { timeUs, text } of story(trace)) console.log(timeUs / 1e6, text)
 * console.log(summary(trace).digest)
 * ```
 */

export { clusterAt, createPlayhead, type Playhead, positionAt } from './machine/fold.ts'
export { type Replay, replay } from './machine/replay.ts'
export type { Action } from './model/action.ts'
export type { Cluster } from './model/cluster.ts'
export type { ContainerConfig } from './model/container-config.ts'
export type { Expectation } from './model/expectation.ts'
export { type FactRecord, type FactType, factFields, traceVersion } from './model/facts.ts'
export { formatDuration, formatMemory, formatTime } from './model/format.ts'
export type { Model, NodeSpec } from './model/model.ts'
export { digestOf, type Trace } from './model/trace.ts'
export { factAt, parseTrace, TraceError, traceLines } from './model/trace-json.ts'
export { type ExpectationResult, expectations } from './projection/expectations.ts'
export { factInWords } from './projection/fact-words.ts'
export { type Difference, firstDifference } from './projection/first-difference.ts'
export { type StoryEntry, story } from './projection/story.ts'
export { type Summary, summary } from './projection/summary.ts'
export { type Decision, decisionsOf, explainDecision as explain } from './run/explain.ts'
export {
  type Progress,
  type RunEnd,
  type RunOptions,
  type RunResult,
  simulate,
} from './run/simulate.ts'
export {
  addTimelineEntry,
  type Compiled,
  type CompileOptions,
  compileScenario,
  type FileReader,
  formatIssue,
  type Issue,
  jsonSchema,
  ScenarioError,
} from './scenario/index.ts'
export type {
  ExplainedNode,
  ExplainedPass,
  Explanation,
  NodeVerdict,
  WouldFit,
} from './scheduler/explanation.ts'
