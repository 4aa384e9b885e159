/// <reference lib="webworker" />
/**
 * The simulation, away from the page: it compiles, simulates and prepares, and hands everything
 * over. It keeps nothing, so stopping it loses nothing but the run under way. Between two steps of
 * a run it hears whether what is computed is enough.
 */
import { type KeyFrames, keyFramesOf } from '../../machine/fold.ts'
import { formatTime } from '../../model/format.ts'
import type { Model } from '../../model/model.ts'
import type { Trace } from '../../model/trace.ts'
import { digestOf } from '../../model/trace.ts'
import { parseTrace, TraceError } from '../../model/trace-json.ts'
import { expectations } from '../../projection/expectations.ts'
import { incidentsOf } from '../../projection/harbour-incidents.ts'
import { causesOf } from '../../projection/harbour-moves.ts'
import { story } from '../../projection/story.ts'
import { timelineOf } from '../../projection/timeline.ts'
import { type RunResult, simulateInSteps } from '../../run/simulate.ts'
import {
  addTimelineEntry,
  compileScenario,
  type Issue,
  ScenarioError,
} from '../../scenario/index.ts'
import { answerTo } from '../compare/questions.ts'
import { takeApart } from './hand-over.ts'
import type {
  FinishedRun,
  Problem,
  ScenarioFiles,
  WorkerAnswer,
  WorkerRequest,
} from './protocol.ts'
import { refuseTooLarge, TooLargeError } from './too-large.ts'

declare const self: DedicatedWorkerGlobalScope

/** More often than this nobody sees the difference. */
const progressEveryMs = 60

/** Said while a run is under way. */
let isEnough = false
/** How far the run under way is. */
let computedUs = 0

self.onmessage = ({ data }: MessageEvent<WorkerRequest>) => {
  if (data.type === 'enough') isEnough = true
  else void reply(data)
}

async function reply(data: Exclude<WorkerRequest, { type: 'enough' }>): Promise<void> {
  isEnough = false
  computedUs = 0
  try {
    if (data.type === 'ask') {
      answer({ type: 'answered', answer: answerTo(data.question) })
      return
    }
    const run = data.type === 'simulate' ? await simulated(data) : read(data.text)
    const { rest, pieces } = takeApart(run)
    for (const piece of pieces) answer({ type: 'piece', piece })
    answer({ type: 'finished', run: rest }, [...columnsOf(run.trace), ...framesOf(run.keyFrames)])
  } catch (error) {
    answer({ type: 'refused', problem: problemOf(error, data) })
  }
}

async function simulated(
  request: Extract<WorkerRequest, { type: 'simulate' }>,
): Promise<FinishedRun> {
  const scenario = forked(request.scenario, request.entry)
  const { model, warnings, source } = compileScenario(scenario.path, {
    files: { read: (path) => scenario.files[path] },
    ...(scenario.seed !== undefined && { seed: scenario.seed }),
    ...(request.set !== undefined && { set: request.set }),
  })
  refuseTooLarge(model)
  const startedMs = performance.now()
  const { trace, end } = await inSteps(model)
  const elapsedMs = performance.now() - startedMs
  // What was set is saved and forked with the rest.
  const files = request.set && { ...scenario.files, [scenario.path]: source }
  const ran = files === undefined ? scenario : { ...scenario, files }
  return { ...prepared(trace), end, scenario: ran, source, warnings, elapsedMs }
}

async function inSteps(model: Model): Promise<RunResult> {
  const steps = simulateInSteps(model)
  let toldMs = performance.now()
  let step = steps.next()
  while (!step.done) {
    computedUs = step.value.timeUs
    const nowMs = performance.now()
    if (nowMs - toldMs >= progressEveryMs) {
      toldMs = nowMs
      const { timeUs, untilUs } = step.value
      answer({ type: 'progress', timeUs, untilUs })
      await messagesHeard()
    }
    step = steps.next(!isEnough)
  }
  return step.value
}

/** Resolves once the messages that have come so far have been handled. */
function messagesHeard(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}

function forked(scenario: ScenarioFiles, entry: string | undefined): ScenarioFiles {
  if (entry === undefined) return scenario
  const text = addTimelineEntry(scenario.files[scenario.path], entry)
  return { ...scenario, files: { ...scenario.files, [scenario.path]: text } }
}

function read(text: string): FinishedRun {
  const trace = parseTrace(text.split('\n'))
  const end = { type: 'reached' } as const
  return { ...prepared(trace), end, scenario: undefined, warnings: [], elapsedMs: 0 }
}

function prepared(trace: Trace) {
  return {
    trace: compact(trace),
    digest: digestOf(trace),
    story: story(trace),
    timeline: timelineOf(trace),
    incidents: incidentsOf(trace),
    causes: causesOf(trace),
    keyFrames: keyFramesOf(trace),
    expectations: expectations(trace),
  }
}

/** Columns of their own length in buffers of their own, which can change hands. */
function compact(trace: Trace): Trace {
  return {
    ...trace,
    timeUs: trace.timeUs.slice(),
    type: trace.type.slice(),
    a: trace.a.slice(),
    b: trace.b.slice(),
    c: trace.c.slice(),
  }
}

function columnsOf({ timeUs, type, a, b, c }: Trace): Transferable[] {
  return [timeUs.buffer, type.buffer, a.buffer, b.buffer, c.buffer]
}

/** The columns of every key frame change hands, too. */
function framesOf(frames: KeyFrames | undefined): Transferable[] {
  const clusters = frames?.clusters.flatMap((cluster) => cluster ?? []) ?? []
  return clusters.flatMap(({ nodes, containers, slots, services, raft }) =>
    [nodes, containers, slots, services, raft]
      .flatMap((columns): unknown[] => Object.values(columns))
      .flatMap((column) => (ArrayBuffer.isView(column) ? [column.buffer as ArrayBuffer] : [])),
  )
}

function problemOf(error: unknown, request: WorkerRequest): Problem {
  if (error instanceof ScenarioError) {
    const problem = { title: titleOf(error.file, error.issues), issues: error.issues, message: '' }
    return request.type === 'simulate' ? { ...problem, scenario: request.scenario } : problem
  }
  if (error instanceof TraceError) {
    const name = request.type === 'readTrace' ? request.name : 'The trace'
    return { title: `${name} cannot be read`, issues: [], message: error.message }
  }
  if (error instanceof TooLargeError) {
    return { title: 'This is too large for a browser', issues: [], message: error.message }
  }
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error))
  const title = 'The simulation broke one of its own rules'
  const report = [title, message, ...aboutRequest(request), stack].join('\n')
  return { title, issues: [], message: `${message} ${mishapAdvice}`, report }
}

const mishapAdvice =
  'This is a mistake in Reberth, not in your scenario: please report it with what Copy report gives.'

/** With the same scenario and seed everybody meets the same mistake. */
function aboutRequest(request: WorkerRequest): string[] {
  if (request.type !== 'simulate') return [`while: ${request.type}`]
  const { scenario, entry, set } = request
  return [
    `scenario: ${scenario.path}, seed ${scenario.seed ?? 'as written'}`,
    `computed to: ${formatTime(computedUs)}`,
    ...(entry === undefined ? [] : [`with: ${entry}`]),
    ...(set === undefined ? [] : [`with: ${set.join(' ')}`]),
    scenario.files[scenario.path] ?? '',
  ]
}

function titleOf(file: string, issues: readonly Issue[]): string {
  return `${file}: ${issues.length === 1 ? 'one problem' : `${issues.length} problems`}`
}

function answer(message: WorkerAnswer, transfer: Transferable[] = []): void {
  self.postMessage(message, transfer)
}
