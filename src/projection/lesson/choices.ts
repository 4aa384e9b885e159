/** The choices of a question in words, in the order of the keys 1 to 4. */
import type { Question } from '../../model/lesson.ts'
import { tickOf } from '../harbour-words.ts'

/** None where the answer is a mark, a node or a list of containers alone. */
export function choicesOf(question: Question): readonly string[] {
  switch (question.type) {
    case 'what':
    case 'first':
      return question.choices.map(({ says }) => says)
    case 'when':
      return rangesInWords(question.boundsUs)
    case 'where':
    case 'which':
      return []
  }
}

/** `before 1:00`, `between 1:00 and 1:30`, `later, or never`. */
function rangesInWords(boundsUs: readonly number[]): readonly string[] {
  if (boundsUs.length === 0) return []
  const between = boundsUs
    .slice(1)
    .map((boundUs, index) => `between ${tickOf(boundsUs[index])} and ${tickOf(boundUs)}`)
  return [`before ${tickOf(boundsUs[0])}`, ...between, 'later, or never']
}

/** The choice that a mark on the timeline is in, -1 where there are none. */
export function choiceOfTime(boundsUs: readonly number[], timeUs: number): number {
  if (boundsUs.length === 0) return -1
  const later = boundsUs.findIndex((boundUs) => timeUs < boundUs)
  return later < 0 ? boundsUs.length : later
}
