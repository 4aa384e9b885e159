/** Extension: what runs on a worker that no manager has talked to for too long is stopped. */
import { formatDuration } from '../../model/format.ts'
import type { RunContext } from '../../model/run-context.ts'
import { swarmkitSettings } from '../../model/settings.ts'
import type { Post } from './post.ts'

/** Call what it returns when nobody talks to the worker any more. */
export function createIsolation(context: RunContext): (post: Post) => void {
  const { model } = context
  const { isolation, isolationStopUs } = swarmkitSettings(model).extensions
  if (isolation === 'continue') return () => {}
  return (post) => {
    if (post.aloneUs >= 0) return
    const sinceUs = context.nowUs()
    post.aloneUs = sinceUs
    context.after(isolationStopUs + model.costs.stopUs, () => {
      if (post.aloneUs !== sinceUs || post.isOff || post.isFrozen) return
      post.worker.stopAll(`stopped: no manager for ${formatDuration(isolationStopUs)}`)
    })
  }
}
