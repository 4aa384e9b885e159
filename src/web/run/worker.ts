/// <reference lib="webworker" />
/**
 * The simulation, away from the page: it compiles, simulates and prepares, and hands everything
 * over. It keeps nothing, so stopping it loses nothing but the run under way.
 */
import { type KeyFrames, keyFramesOf } from '../../machine/fold.ts'
import type { Trace } from '../../model/trace.ts'
import { digestOf } from '../../model/trace.ts'
import { parseTrace, TraceError } from '../../model/trace-json.ts'
import { expectations } from '../../projection/expectations.ts'
import { incidentsOf } from '../../projection/harbour-incidents.ts'
import { causesOf } from '../../projection/harbour-moves.ts'
import { story } from '../../projection/story.ts'
import { timelineOf } from '../../projection/timeline.ts'
import { simulate } from '../../run/simulate.ts'
import {
  addTimelineEntry,
  compileScenario,
  type Issue,
  ScenarioError,
} from '../../scenario/index.ts'
import { answerTo } from '../compare/questions.ts'
import type {
  FinishedRun,
  Problem,
  ScenarioFiles,
  WorkerAnswer,
  WorkerRequest,
} from './protocol.ts'

declare const self: DedicatedWorkerGlobalScope

/** More often than this nobody sees the difference. */
const progressEveryMs = 60

self.onmessage = ({ data }: MessageEvent<WorkerRequest>) => {
  try {
    if (data.type === 'ask') {
      answer({ type: 'answered', answer: answerTo(data.question) })
      return
    }
    const run = data.type === 'simulate' ? simulated(data) : read(data.text)
    answer({ type: 'finished', run }, [...columnsOf(run.trace), ...framesOf(run.keyFrames)])
  } catch (error) {
    answer({ type: 'refused', problem: problemOf(error, data) })
  }
}

function simulated(request: Extract<WorkerRequest, { type: 'simulate' }>): FinishedRun {
  const scenario = forked(request.scenario, request.entry)
  const { model, warnings, source } = compileScenario(scenario.path, {
    files: { read: (path) => scenario.files[path] },
    ...(scenario.seed !== undefined && { seed: scenario.seed }),
    ...(request.set !== undefined && { set: request.set }),
  })
  const startedMs = performance.now()
  let toldMs = startedMs
  const { trace, end } = simulate(model, {
    onProgress({ timeUs, untilUs }) {
      const nowMs = performance.now()
      if (nowMs - toldMs >= progressEveryMs) {
        toldMs = nowMs
        answer({ type: 'progress', timeUs, untilUs })
      }
      return true
    },
  })
  const elapsedMs = performance.now() - startedMs
  // What was set is saved and forked with the rest.
  const files = request.set && { ...scenario.files, [scenario.path]: source }
  const ran = files === undefined ? scenario : { ...scenario, files }
  return { ...prepared(trace), end, scenario: ran, warnings, elapsedMs }
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
  const message = error instanceof Error ? error.message : String(error)
  return { title: 'The simulation broke one of its own rules', issues: [], message }
}

function titleOf(file: string, issues: readonly Issue[]): string {
  return `${file}: ${issues.length === 1 ? 'one problem' : `${issues.length} problems`}`
}

function answer(message: WorkerAnswer, transfer: Transferable[] = []): void {
  self.postMessage(message, transfer)
}
