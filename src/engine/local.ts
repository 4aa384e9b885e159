/**
 * What somebody does on an engine behind the manager's back, with the engine's own docker client.
 */
import type { Action } from '../model/action.ts'
import { emptyConfig } from '../model/container-config.ts'
import type { EngineRequest } from '../model/messages.ts'
import type { RunContext } from '../model/run-context.ts'
import type { EngineState } from './engine-state.ts'
import type { Work } from './work.ts'

export type LocalAction = Extract<Action, { type: 'engine.create' | 'engine.stop' | 'engine.rm' }>

/** Image that a container made locally runs; it is taken to be there. */
const localImage = 'busybox:latest'

export function performLocally(
  context: RunContext,
  states: readonly EngineState[],
  work: Work,
  { type, node, name }: LocalAction,
): void {
  const state = states[node]
  if (type === 'engine.create') {
    state.images.add(localImage)
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
