/**
 * Asks a worker of its own: a question can be stopped at any time without ending a run that is
 * being computed beside it, and the page is never blocked by it.
 */
import type { Problem, WorkerAnswer } from '../run/protocol.ts'
import { createWorker } from '../run/service.ts'
import type { Answer, Question } from './questions.ts'

export interface Asker {
  onAnswer(answer: Answer): void
  onRefused(problem: Problem): void
}

/** @returns what stops it. */
export function ask(question: Question, { onAnswer, onRefused }: Asker): () => void {
  const worker = createWorker()
  worker.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => {
    worker.terminate()
    if (data.type === 'answered') onAnswer(data.answer)
    if (data.type === 'refused') onRefused(data.problem)
  }
  worker.onerror = (event) => {
    event.preventDefault()
    worker.terminate()
    const message = `${event.message || 'The browser ended it.'} The runs are still here; try again.`
    onRefused({ title: 'The comparison stopped working', issues: [], message })
  }
  worker.postMessage({ type: 'ask', question })
  return () => worker.terminate()
}
