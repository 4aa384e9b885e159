/**
 * What differs between managers for whoever reads a trace: which of their facts plays which part, and
 * the words their users know. A manager is one folder here and one line in the registry.
 */
import type { Cluster } from '../../model/cluster.ts'
import type { ContainerConfig } from '../../model/container-config.ts'
import type { FactType } from '../../model/facts.ts'
import type { Availability } from '../../model/swarm-mode.ts'
import type { ContainerRow, Trace } from '../../model/trace.ts'
import type { Truth } from '../harbour-boxes.ts'
import type { HarbourMemory } from '../harbour-memory.ts'
import type { Cause } from '../harbour-moves.ts'
import type { HarbourPlan } from '../harbour-plan.ts'
import type { Sign } from '../harbour-signs.ts'
import type { FactWords } from '../names.ts'
import type { StoryContext, Teller } from '../story/entry.ts'
import type { Row } from '../walk.ts'

export interface ManagerReading extends WordsReading, FactsReading, HarbourReading {}

/** Words. */
interface WordsReading {
  /** How its facts read; those it does not name read as for every manager. */
  readonly factWords: FactWords
  /** Periodic news that explains nothing by itself. */
  readonly noise: ReadonlySet<FactType>
  /** A container's name where it must not be mistaken for another. */
  containerName(trace: Trace, container: number): string
  /** What its users call the state of a node, by `nodeBelief` code. */
  readonly beliefNames: readonly string[]
  /** The state of the newest of these containers, in its users' words. */
  containerState(cluster: Cluster, candidates: readonly number[]): string
  /** What `node.left` is, after the node's name: `was taken out of discovery`. */
  readonly leftWords: string
  /** Whether containers of a node that leaves are removed. */
  readonly leavingStops: boolean
  /** Who tells the story, beside those who tell what happens to machines. */
  tellers(context: StoryContext): readonly Teller[]
}

/** Which of its facts plays which part. */
interface FactsReading {
  /** The fact that puts container `a` on node `b`. */
  readonly placement: FactType
  /** Facts that tell that container `a` is on node `b`; the placement is one of them. */
  readonly placing: ReadonlySet<FactType>
  /** The slot that found no node by this fact, -1 for none. */
  refusedSlot(trace: Trace, row: Row): number
  /** Container `a`, with which as such nothing was wrong, is given up for another one. */
  isMove(row: Row): boolean
  /** The container takes the place of one that was moved. */
  isMoved(trace: Trace, cluster: Cluster, container: number): boolean
  /** The manager gives node `a` up. */
  isNotice(row: Row, cluster: Cluster): boolean
  /** What the manager believes of node `a`, and so of what runs there, may be another thing now. */
  readonly trusting: ReadonlySet<FactType>
  /** When the manager last updated what it knows of a node, where the trace can tell. */
  updatedUs(trace: Trace, cluster: Cluster, node: number): number | undefined
  /**
   * When the manager heard of a node last, where the trace can tell: so old is what it believes.
   *
   * @param nowUs a moment at which the cluster is still as it is
   */
  heardUs(trace: Trace, cluster: Cluster, node: number, nowUs: number): number | undefined
  /** What is to be said of a node beside its state. */
  membership(trace: Trace, cluster: Cluster, node: number): Membership | undefined
  /** Whether what the container reserves is taken from its node. */
  isBooked(cluster: Cluster, container: number): boolean
  /** The Compose project or stack of each service that belongs to one. */
  projects(trace: Trace): ReadonlyMap<string, string>
}

/** A node as swarm mode's users see it in `docker node ls`. */
export interface Membership {
  /** Both are `''` while it is no member. */
  readonly availability: Availability | ''
  readonly role: 'leader' | 'manager' | 'worker' | ''
}

/** What the picture shows. */
interface HarbourReading {
  /** Why containers moved, and where to. */
  causes(trace: Trace): readonly Cause[]
  /** Signs for what the manager believes of the node. */
  believedSigns(plan: HarbourPlan, cluster: Cluster, node: number, truth: Truth): readonly Sign[]
  /** The same in words for a screen reader; `''` for nothing to say. */
  believedLabel(cluster: Cluster, node: number): string
  /** The manager has made up its mind about the node. */
  isSettled(cluster: Cluster, node: number): boolean
  /** The container ended as one that failed. */
  hasFailed(cluster: Cluster, memory: HarbourMemory, container: number, timeUs: number): boolean
  /** What has stopped stopped because it was moved. */
  hasMovedOn(cluster: Cluster, container: number): boolean
  /** The one that holds the slot has not had its turn yet. */
  isQueued(cluster: Cluster, container: number): boolean
  /** When its node is lost another container shall take its slot. */
  isReschedulable(trace: Trace, row: ContainerRow, config: ContainerConfig): boolean
  /** A word on a box that stopped. */
  stoppedNote(cluster: Cluster, container: number): string
}
