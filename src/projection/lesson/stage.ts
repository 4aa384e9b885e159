/**
 * The part of the run that a scene shows. A run without an end of its own goes on until the answer of
 * its question is known, and a scene without a beginning stands where the one before ended.
 */
import type { Lesson, PredictScene, Scene } from '../../model/lesson.ts'

export interface Stage {
  readonly fromUs: number
  /** The last moment that can be seen in it. */
  readonly untilUs: number
}

/** The moment after the answer is shown with it, so that the picture has settled. */
const afterAnswerUs = 1_000_000

/** @param decidedUs when the answer of a question is known, -1 where only its end tells */
export function stageOf(
  { scenes }: Pick<Lesson, 'scenes'>,
  index: number,
  endUs: number,
  decidedUs: (predict: number) => number,
): Stage {
  const scene = scenes[index]
  const before = scenes[index - 1]
  const fromUs =
    scene.atUs ??
    (before === undefined || before.scenario !== scene.scenario
      ? 0
      : stageOf({ scenes }, index - 1, endUs, decidedUs).untilUs)
  return { fromUs, untilUs: endOf(scene, { scenes, fromUs, endUs, decidedUs }) }
}

interface Around {
  readonly scenes: readonly Scene[]
  readonly fromUs: number
  readonly endUs: number
  readonly decidedUs: (predict: number) => number
}

function endOf(scene: Scene, { scenes, fromUs, endUs, decidedUs }: Around): number {
  switch (scene.type) {
    case 'watch':
      return Math.min(scene.untilUs, endUs)
    case 'run': {
      if (scene.untilUs !== undefined) return Math.min(scene.untilUs, endUs)
      const { horizonUs } = scenes[scene.predict] as PredictScene
      const answerUs = decidedUs(scene.predict)
      return answerUs < 0 ? horizonUs : Math.min(horizonUs, answerUs + afterAnswerUs)
    }
    case 'try':
      return endUs
    case 'tell':
    case 'predict':
    case 'explain':
      return fromUs
  }
}
