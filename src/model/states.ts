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
export const slotStates = ['none', 'running', 'created', 'stopped', 'dropped', 'job'] as const
/** A manager's role. In swarm mode a replica is a follower, and the primary is the leader. */
export const managerStates = ['down', 'replica', 'primary', 'candidate'] as const
/** A node in the store of swarm mode's managers. */
export const memberStates = ['absent', 'unknown', 'ready', 'down', 'disconnected'] as const
/**
 * What any manager believes of a node. The first four are classic Swarm's states of an engine. Swarm
 * mode's ready and down are the same as healthy and unhealthy; what it calls unknown (a new leader has
 * not heard of the node yet) and disconnected have no like in classic Swarm.
 */
export const nodeBeliefs = [...engineStates, 'unconfirmed', 'disconnected'] as const

export type NodeState = (typeof nodeStates)[number]
export type EngineState = (typeof engineStates)[number]
export type ContainerState = (typeof containerStates)[number]
export type BeliefState = (typeof beliefStates)[number]
export type SlotState = (typeof slotStates)[number]
export type ManagerState = (typeof managerStates)[number]
export type MemberState = (typeof memberStates)[number]
export type NodeBelief = (typeof nodeBeliefs)[number]

function codes<T extends string>(names: readonly T[]): Readonly<Record<T, number>> {
  return Object.fromEntries(names.map((name, code) => [name, code])) as Record<T, number>
}

export const nodeState = codes(nodeStates)
export const engineState = codes(engineStates)
export const containerState = codes(containerStates)
export const beliefState = codes(beliefStates)
export const slotState = codes(slotStates)
export const managerState = codes(managerStates)
export const memberState = codes(memberStates)
export const nodeBelief = codes(nodeBeliefs)

/** The belief that each state of a member stands for, by code. */
export const beliefOfMember: readonly number[] = (
  ['unknown', 'unconfirmed', 'healthy', 'unhealthy', 'disconnected'] as const
).map((belief) => nodeBelief[belief])

/** The way back. */
export function memberOfBelief(belief: number): number {
  return beliefOfMember.indexOf(belief)
}

/** Whether a manager that believes this of a node counts what runs there as running. */
export function isTrustedBelief(belief: number): boolean {
  return belief === nodeBelief.healthy || belief > nodeBelief.unhealthy
}
