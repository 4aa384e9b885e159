/**
 * What differs between managers for whoever looks at a run and changes it by hand: words, verbs, and
 * what there is to be seen at all. A manager is one file beside this one and one line in the registry;
 * no panel asks which manager there is.
 */
import type { MachineName } from '../../machine/machines.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { Model } from '../../model/model.ts'
import type { Trace } from '../../model/trace.ts'
import type { Sides } from '../../projection/harbour-cut.ts'
import type { Admission, AdmissionQuestion } from '../admit/admission.ts'
import type { Intervention } from '../state/interventions.ts'
import type { Place } from './target.ts'

/** Something that can be done to one thing now, or not. */
export interface Verb {
  /** `Drain`. */
  readonly name: string
  readonly does: string
  /** What is done to the world, and what is asked of the manager. */
  readonly kind: 'break' | 'ask'
  /** Why it cannot be done now, in words; `''` if it can. */
  readonly refused: string
  /** Its line of the scenario; absent where something has to be said first. */
  readonly change?: (nowUs: number) => Intervention
  /** What the palette begins with, where something has to be said first: `label node-2 `. */
  readonly typed?: string
}

/** The life of a node in the manager's eyes, for its state chart. */
export interface BeliefChart {
  readonly title: string
  readonly machine: MachineName
  stateOf(cluster: Cluster, node: number): string
}

export type Scaling = Pick<Verb, 'refused' | 'change'>

export interface CutSide {
  readonly side: readonly number[]
  /** `''` if it can be done. */
  readonly refused: string
}

export interface ManagerView {
  /** What lies in a box: a container, or a task, whose life is more than that of its container. */
  readonly thing: 'container' | 'task'
  /** What matters of its settings, for the top bar. */
  aboutRun(model: Model): readonly string[]
  /** An example for the docker prompt. */
  readonly dockerExample: string
  /** What the docker prompt takes, by its words, for completion: commands, and what can be asked. */
  readonly dockerCommands: readonly string[]
  /** How nodes that no filter refused are compared, in one or two sentences. */
  ranking(strategy: string): string
  /** What becomes of what found no place; `''` if it is tried again. */
  refusedEnd(model: Model): string
  readonly belief: BeliefChart
  /** What its users call a node that it takes for well, and one that it has given up. */
  readonly beliefWords: Readonly<Record<'healthy' | 'unhealthy', string>>
  verbsOfNode(trace: Trace, cluster: Cluster, node: number): readonly Verb[]
  verbsOfManager(trace: Trace, cluster: Cluster, manager: number): readonly Verb[]
  verbsOfPlace(trace: Trace, cluster: Cluster, place: Place): readonly Verb[]
  verbsOfContainer(trace: Trace, cluster: Cluster, container: number): readonly Verb[]
  /** By name: what was asked for is all that is known of a service here. */
  verbsOfService(trace: Trace, cluster: Cluster, service: string): readonly Verb[]
  /** How so many of a service are asked for, or why they cannot be. */
  scaling(trace: Trace, cluster: Cluster, service: string, count: number): Scaling
  /** Connections between any machines can be cut, not only those to the manager. */
  readonly canPartition: boolean
  /** Which of two sides a cut between them cuts off, or why there can be none. */
  cut(model: Model, sides: Sides): CutSide
  /** Its managers elect a leader: the election view is about them. */
  readonly hasElections: boolean
  /** Its services are objects that can be looked at and changed. */
  readonly hasServices: boolean
  /** How a change that would admit what was refused is made; fetched when it is asked for. */
  admit(question: AdmissionQuestion): Promise<Admission>
  /** Further rows among the facts about a node. */
  nodeFacts(trace: Trace, cluster: Cluster, node: number): readonly (readonly [string, string])[]
}
