/**
 * One worker for all runs of the page. Cancelling a run ends the worker, so that it ends at once;
 * the next run starts another. A run can also be told that what is computed is enough.
 */
import { type Piece, putTogether } from './hand-over.ts'
import type { FinishedRun, Problem, WorkerAnswer, WorkerRequest } from './protocol.ts'

export interface RunListener {
  onProgress(timeUs: number, untilUs: number): void
  onFinished(run: FinishedRun): void
  onRefused(problem: Problem): void
}

let worker: Worker | undefined

export function createWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
}

export interface StartedRun {
  cancel(): void
  /** Ends the run where it is; what is computed comes as a finished run. */
  enough(): void
}

export function startRun(request: WorkerRequest, listener: RunListener): StartedRun {
  worker ??= createWorker()
  const current = worker
  let isOver = false
  const pieces: Piece[] = []

  current.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => {
    switch (data.type) {
      case 'progress':
        listener.onProgress(data.timeUs, data.untilUs)
        break
      case 'piece':
        pieces.push(data.piece)
        break
      case 'finished':
        isOver = true
        listener.onFinished(putTogether(data.run, pieces))
        break
      case 'refused':
        isOver = true
        listener.onRefused(data.problem)
        break
      case 'answered':
        // Questions have workers of their own.
        break
    }
  }
  current.onerror = (event) => {
    event.preventDefault()
    isOver = true
    dismiss(current)
    listener.onRefused({
      title: 'The simulation stopped working',
      issues: [],
      message: `${event.message || 'The browser ended it.'} What was open before is still here; try the run again.`,
    })
  }
  current.postMessage(request)

  return {
    cancel() {
      if (isOver) return
      isOver = true
      dismiss(current)
    },
    enough() {
      if (!isOver) current.postMessage({ type: 'enough' } satisfies WorkerRequest)
    },
  }
}

function dismiss(current: Worker): void {
  current.terminate()
  if (worker === current) worker = undefined
}
