/** The lessons that come with the product, and one of them compiled with everything that it names. */
import type { Lesson } from '../../model/lesson.ts'
import { compileLesson } from '../../scenario/lesson/compile-lesson.ts'
import { openBundled } from '../input/library.ts'
import type { ScenarioFiles } from '../run/protocol.ts'

export interface OpenedLesson {
  readonly path: string
  readonly lesson: Lesson
  /** The bundled files, by their paths; a scene's scenario is one of them. */
  readonly files: ScenarioFiles['files']
}

/** In the order in which they are meant to be taken; others follow by name. */
const order = [
  'lessons/spread-and-binpack.lesson.yaml',
  'lessons/a-node-dies.lesson.yaml',
  'lessons/blind-spot.lesson.yaml',
  'lessons/bound-containers.lesson.yaml',
]

export async function readLessons(): Promise<readonly OpenedLesson[]> {
  const { files } = await openBundled('')
  const rank = (path: string) => (order.includes(path) ? order.indexOf(path) : order.length)
  return Object.keys(files)
    .filter((path) => path.endsWith('.lesson.yaml'))
    .sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1))
    .map((path) => openedLesson(path, files))
}

/** @throws ScenarioError */
export function openedLesson(path: string, files: ScenarioFiles['files']): OpenedLesson {
  const { lesson } = compileLesson(path, { files: { read: (name) => files[name] } })
  return { path, lesson, files }
}
