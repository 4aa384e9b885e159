/**
 * Where somebody is in a lesson, as an address says it: `lesson=blind-spot&scene=5`, counted as the
 * page counts. Nothing else of what is seen is in it, so that it shows no more than the scene does.
 */
import { addressVersion } from '../address/address.ts'
import type { LessonStage } from './lesson-stage.ts'

export interface LessonPlace {
  readonly path: string
  /** Index of the scene; nothing: where it was left. */
  readonly scene: number | undefined
}

export function lessonAddress({ path, scene }: LessonPlace): string {
  const words = new URLSearchParams({ v: addressVersion, lesson: lessonName(path) })
  if (scene !== undefined) words.append('scene', String(scene + 1))
  return words.toString()
}

export interface ReadPlace extends LessonPlace {
  /** False where it was made by a version whose addresses mean something else. */
  readonly isKnown: boolean
}

/** A number of a scene that is none is left out, and the lesson opened where it was left. */
export function readLessonAddress(hash: string): ReadPlace {
  const words = new URLSearchParams(hash.replace(/^#/, ''))
  const scene = words.get('scene') ?? ''
  return {
    path: `lessons/${words.get('lesson') ?? ''}.lesson.yaml`,
    scene: /^\d{1,6}$/.test(scene) ? Number(scene) - 1 : undefined,
    isKnown: (words.get('v') ?? addressVersion) === addressVersion,
  }
}

export function lessonName(path: string): string {
  return path.replace(/^lessons\//, '').replace(/\.lesson\.yaml$/, '')
}

/** Until its scene is there, a lesson shows nothing of the run. */
export function closedStage(path: string, scene?: number): LessonStage {
  const address = lessonAddress({ path, scene })
  return { path, scene, address, fromUs: 0, untilUs: 0, isFree: false }
}
