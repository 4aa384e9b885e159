/**
 * What a filter asks of a node, as data: the chain works on sets of nodes, an explanation asks one
 * node at a time, and both use the same conditions. Filters turn a request into conditions and know
 * nothing of how they are answered.
 */
import type { ClassicFilterName } from '../../model/model.ts'
import type { ClusterColumns } from './cluster.ts'
import type { CompiledRequest } from './request.ts'
import type { SchedulerContainer } from './scheduler.ts'

/** Asked of a node's own properties. */
export interface NodeQuestion {
  readonly type: 'node'
  /** Names the question: equal keys have equal answers. */
  readonly key: string
  /** What has to change before the answer can. */
  readonly of: 'labels' | 'images'
  holds(cluster: ClusterColumns, slot: number): boolean
}

/** Holds for a node if it holds for at least one of its containers. */
export interface ContainerQuestion {
  readonly type: 'container'
  /** Names the question: equal keys have equal answers. */
  readonly key: string
  /** Given: it can only hold for containers that ask for this host port or have bound it. */
  readonly hostPort?: string
  holds(container: SchedulerContainer): boolean
}

/** Holds if the text, looked up among the node's containers, finds exactly one. */
export interface DependencyQuestion {
  readonly type: 'dependency'
  readonly target: string
}

export interface HealthQuestion {
  readonly type: 'health'
}

export type Question = NodeQuestion | ContainerQuestion | DependencyQuestion | HealthQuestion

export interface Condition {
  readonly type: 'condition'
  readonly filter: ClassicFilterName
  readonly question: Question
  /** The answer that keeps a node. */
  readonly wanted: boolean
  /** Swarm's text when no node is left. */
  readonly error: string
  /** Why this node is refused, in words for people. Called only for a refused node. */
  reason(cluster: ClusterColumns, slot: number): string
}

/** The filter ends the chain whatever the nodes are. */
export interface Stop {
  /** `invalid`: a syntax error. `panic`: the real manager crashes. */
  readonly type: 'invalid' | 'panic'
  readonly filter: ClassicFilterName
  readonly error: string
}

export type Step = Condition | Stop

export interface ClassicFilter {
  readonly name: ClassicFilterName
  /** In the order in which the original checks them; none if the request asks nothing of it. */
  steps(request: CompiledRequest, soft: boolean): readonly Step[]
}

/** What the original's runtime says when it cuts the value `/`. */
export const slashPanic = 'runtime error: slice bounds out of range [1:0]'
