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
export function ask(question: Question, asker: Asker): () => void {
  return askInTurn([question], asker)
}

/** One after the other, by one worker; a refusal ends it. @returns what stops it. */
export function askInTurn(
  questions: readonly Question[],
  { onAnswer, onRefused }: Asker,
): () => void {
  const worker = createWorker()
  let next = 0
  const go = () => {
    if (next < questions.length) worker.postMessage({ type: 'ask', question: questions[next++] })
    else worker.terminate()
  }
  worker.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => {
    if (data.type === 'answered') {
      go()
      onAnswer(data.answer)
    }
    if (data.type === 'refused') {
      worker.terminate()
      onRefused(data.problem)
    }
  }
  worker.onerror = (event) => {
    event.preventDefault()
    worker.terminate()
    const message = `${event.message || 'The browser ended it.'} The runs are still here; try again.`
    onRefused({ title: 'The comparison stopped working', issues: [], message })
  }
  go()
  return () => worker.terminate()
}
