/**
 * What `reberth test` checks of a lesson: that the runs of its scenarios answer each question, with
 * exactly one choice that is right. The answers themselves are nowhere written down.
 */
import type { Lesson, PredictScene } from '../model/lesson.ts'
import type { Trace } from '../model/trace.ts'
import { answerOf } from '../projection/lesson/answer.ts'
import { explainAnswer } from '../projection/lesson/explain-answer.ts'
import { compileLessonFile } from './input/lessons.ts'
import { runCompiled } from './input/load.ts'

export interface LessonCheck {
  readonly name: string
  /** `''` when the run answers, else one sentence. */
  readonly problem: string
  /** The answer in words. */
  readonly details: string
}

/** @throws ScenarioError */
export function lessonChecks(path: string): readonly LessonCheck[] {
  const { lesson, scenarios } = compileLessonFile(path)
  const traces = new Map<string, Trace>()
  for (const [scenario, compiled] of scenarios) traces.set(scenario, runCompiled(compiled).trace)
  return questionsOf(lesson).map((scene) => {
    // Each scenario of a scene was compiled with the lesson.
    const trace = traces.get(scene.scenario) as Trace
    const answer = answerOf(trace, scene)
    return {
      name: `line ${scene.line}: ${scene.asks}`,
      problem: answer.problem,
      details: `         ${explainAnswer(trace, scene, answer).join(' ')}`,
    }
  })
}

export function questionsOf({ scenes }: Lesson): readonly PredictScene[] {
  return scenes.filter((scene) => scene.type === 'predict')
}
