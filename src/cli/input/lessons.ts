/** Lessons on the command line: what is one, and compiling it with the scenarios that it names. */
import { type CompiledLesson, compileLesson } from '../../scenario/index.ts'
import { fileReader } from './files.ts'

/** Lessons lie beside scenarios and are told apart by their names. */
export function isLessonFile(path: string): boolean {
  return /\.lesson\.ya?ml$/.test(path)
}

export function compileLessonFile(path: string): CompiledLesson {
  return compileLesson(path, { files: fileReader() })
}
