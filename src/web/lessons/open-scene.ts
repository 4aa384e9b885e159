/**
 * Opens the scene that an address names. What came out of a question is not shown to somebody who
 * has not met the question yet: the question is shown instead.
 */
import { waitFor } from 'xstate'
import { AddressError } from '../address/address.ts'
import type { WorkbenchActor } from '../address/restore.ts'
import { type OpenedLesson, readLessons } from './lesson-library.ts'
import { lessonActor } from './lesson-machine.ts'
import { closedStage, lessonName, readLessonAddress } from './lesson-place.ts'
import { type Progress, readProgress } from './progress.ts'

/** Throws an AddressError when there is no such lesson or scene. */
export async function openScene(actor: WorkbenchActor, hash: string): Promise<void> {
  const { path, scene, isKnown } = readLessonAddress(hash)
  if (!isKnown) throw new AddressError('It was made by another version of Reberth.')
  const opened = (await readLessons()).find((one) => one.path === path)
  if (opened === undefined) {
    throw new AddressError(
      `There is no lesson ${lessonName(path)} in this version of Reberth; Lessons… lists those there are.`,
    )
  }
  const { scenes, name } = opened.lesson
  if (scene !== undefined && scenes[scene] === undefined) {
    throw new AddressError(
      `The lesson “${name}” has ${scenes.length} scenes, and none is number ${scene + 1}; Lessons… opens it.`,
    )
  }
  const { context } = lessonActor.getSnapshot()
  const isTaken = context.opened?.path === path
  const known = isTaken ? { ...context, isDone: false } : readProgress()[path]
  const at = scene === undefined ? undefined : unspoiled(opened, scene, known)
  if (isTaken) {
    if (at !== undefined) lessonActor.send({ type: 'go', index: at })
    return
  }
  actor.send({ type: 'lesson', lesson: closedStage(path, at) })
  // The address is not written anew before the scene's run is there.
  await waitFor(
    actor,
    ({ context: { runs, lesson, problem } }) =>
      runs.length > 0 || lesson === undefined || problem !== undefined,
    { timeout: Number.POSITIVE_INFINITY },
  )
}

/** The scene, or the question that it answers where that was not met in this browser. */
export function unspoiled(
  { lesson }: Pick<OpenedLesson, 'lesson'>,
  index: number,
  progress: Progress | undefined,
): number {
  const scene = lesson.scenes[index]
  if (scene.type !== 'run' && scene.type !== 'explain') return index
  const { predict } = scene
  const isMet =
    progress !== undefined &&
    (progress.isDone ||
      progress.index >= index ||
      progress.marks[predict] !== undefined ||
      progress.hands?.[predict] !== undefined)
  return isMet ? index : predict
}
