/**
 * What somebody does on an engine behind the manager's back, with the engine's own docker client.
 * An engine that is gone or hangs does nothing.
 */
import type { Action } from '../model/action.ts'
import { emptyConfig } from '../model/container-config.ts'
import type { EngineRequest } from '../model/messages.ts'
import type { RunContext } from '../model/run-context.ts'
import { nodeState } from '../model/states.ts'
import type { EngineState } from './engine-state.ts'
import type { Work } from './work.ts'

export type LocalAction = Extract<Action, { type: 'engine.create' | 'engine.stop' | 'engine.rm' }>

/** Image that a container made locally runs; it is pulled in no time. */
const localImage = 'busybox:latest'

export function performLocally(
  context: RunContext,
  states: readonly EngineState[],
  work: Work,
  { type, node, name }: LocalAction,
): void {
  const { actual } = context.cluster.nodes
  if (actual[node] !== nodeState.up && actual[node] !== nodeState.cutOff) return
  const state = states[node]
  if (type === 'engine.create') {
    if (!state.images.has(localImage)) work.cacheImage(node, localImage)
    const config = context.addConfig({ ...emptyConfig, image: localImage })
    const container = context.addContainer({ slot: -1, name, config, predecessor: -1 })
    work.perform(node, { type: 'create', container })
    work.perform(node, { type: 'start', container })
    return
  }
  const container = state.byName.get(name)
  if (container === undefined) return
  const request: EngineRequest =
    type === 'engine.stop'
      ? { type: 'stop', container }
      : { type: 'remove', container, force: true }
  work.perform(node, request)
}
