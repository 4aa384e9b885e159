/**
 * The states of nodes, engines, containers, slots and managers, as the small numbers that columns
 * hold. The machines (`src/machine`) say which steps between them are legal; a test holds both
 * lists together.
 */

/** What a machine really does. */
export const nodeStates = ['absent', 'up', 'crashed', 'frozen', 'cutOff'] as const
/** A node's engine as the manager sees it. */
export const engineStates = ['unknown', 'pending', 'healthy', 'unhealthy'] as const
/** A container on its engine. */
export const containerStates = [
  'none',
  'created',
  'running',
  'paused',
  'exited',
  'removed',
] as const
/** A container as the manager sees it; `placing` is a creation in progress. */
export const beliefStates = ['none', 'placing', 'created', 'running', 'paused', 'exited'] as const
/** What the user asked of a slot. */
export const slotStates = ['none', 'running', 'created', 'stopped', 'dropped'] as const
/** A manager's role. */
export const managerStates = ['down', 'replica', 'primary'] as const

export type NodeState = (typeof nodeStates)[number]
export type EngineState = (typeof engineStates)[number]
export type ContainerState = (typeof containerStates)[number]
export type BeliefState = (typeof beliefStates)[number]
export type SlotState = (typeof slotStates)[number]
export type ManagerState = (typeof managerStates)[number]

function codes<T extends string>(names: readonly T[]): Readonly<Record<T, number>> {
  return Object.fromEntries(names.map((name, code) => [name, code])) as Record<T, number>
}

export const nodeState = codes(nodeStates)
export const engineState = codes(engineStates)
export const containerState = codes(containerStates)
export const beliefState = codes(beliefStates)
export const slotState = codes(slotStates)
export const managerState = codes(managerStates)
