/**
 * The scheduler of Docker Swarm 1.1 over a picture of the cluster that is kept up to date change by
 * change. The picture is what the manager believes, so the manager owns it: it reports each node,
 * container and image it learns of and asks `place` for each creation. Deterministic: the only
 * random choice, among equally good nodes, is made by the caller.
 */

import type { PortBinding } from '../../model/container-config.ts'
import type { ClassicFilterName } from '../../model/model.ts'
import { assert } from '../../sim/assert.ts'
import {
  createCluster,
  growNodes,
  hasRoom,
  putContainer,
  putHealth,
  putNode,
  putNodeProperties,
  takeContainer,
  takeNode,
} from './cluster.ts'
import { fileContainer, unfileContainer } from './container-index.ts'
import { answerAgain, createNodeAnswers, growNodeAnswers } from './node-answers.ts'
import { createNodeSet } from './node-set.ts'
import { type Placer, placeRequest } from './placing.ts'
import type { CompiledRequest } from './request.ts'
import { classicStrategies } from './strategies/index.ts'
import { createTallies, growTallies, tallyContainer } from './tallies.ts'

export interface ClassicSchedulerOptions {
  readonly strategy: 'spread' | 'binpack' | 'random'
  /** Filters in the order they are asked. */
  readonly filters: readonly ClassicFilterName[]
  /** Failures after which a node counts as unhealthy (`--engine-failure-retry`), at least 1. */
  readonly failureRetry: number
  /** `swarm.overcommit`, already in the nodes' totals; given, an explanation can say what more helps. */
  readonly overcommit?: number
}

export interface SchedulerNode {
  readonly name: string
  /** Engine ID. */
  readonly id: string
  /** `host:port`. */
  readonly address: string
  /** With overcommit applied: see `withOvercommit`. */
  readonly totalCpus: number
  /** With overcommit applied: see `withOvercommit`. */
  readonly totalMemoryBytes: number
  /** Engine labels, the four built-in ones included. */
  readonly labels: Readonly<Record<string, string>>
}

export interface SchedulerImage {
  readonly id: string
  readonly tags: readonly string[]
}

export interface SchedulerHealth {
  readonly state: 'healthy' | 'unhealthy' | 'pending'
  readonly failures: number
}

/** A container the manager knows of. What it was created from counts, running or not. */
export interface SchedulerContainer {
  /** Engine's ID; `''` while the creation is in progress. */
  readonly id: string
  /** First name without the leading slash; `''` for none. */
  readonly name: string
  /** `com.docker.swarm.id`; `''` for none. Counts as a label of the container. */
  readonly swarmId: string
  /** Labels, CPUs, memory, ports, exposed ports and network mode are read from here. */
  readonly request: CompiledRequest
  /** A creation in progress: its ports and its network mode do not count yet. */
  readonly pending?: boolean
  /** Names beyond the first, without the leading slash (`web/alias` for links). */
  readonly otherNames?: readonly string[]
  /** Host ports the engine has bound, beyond or instead of the requested ones. */
  readonly bound?: readonly PortBinding[]
}

export type PlacementRequest = CompiledRequest

/** Nodes that share the best place, in input order; returns the position in the list to take. */
export type ChooseTie = (tied: Int32Array) => number

export type Placement =
  | {
      readonly type: 'placed'
      readonly node: number
      /** Number of nodes that shared the best place, at least 1. */
      readonly tied: number
    }
  /** No node fits; the text is the one the real manager answers. */
  | { readonly type: 'refused'; readonly error: string }
  /** The real manager crashes in this call, holding its scheduling lock. */
  | { readonly type: 'panic'; readonly error: string }

export interface ClassicScheduler {
  readonly options: ClassicSchedulerOptions
  /** Returns the node's handle. Input order is the order of adding. Healthy, no images. */
  addNode(node: SchedulerNode): number
  /** Forgets the node with its containers and images; their handles become invalid. */
  removeNode(node: number): void
  /** The engine reports other labels, totals or another name; its containers stay. */
  setNode(node: number, changed: SchedulerNode): void
  setNodeHealth(node: number, health: SchedulerHealth): void
  setNodeImages(node: number, images: readonly SchedulerImage[]): void
  addNodeImage(node: number, image: SchedulerImage): void
  /** Returns the container's handle. */
  addContainer(node: number, container: SchedulerContainer): number
  removeContainer(container: number): void
  /** Chooses a node. Changes nothing: report the creation with `addContainer`. */
  place(request: PlacementRequest, chooseTie: ChooseTie): Placement
  usedCpus(node: number): number
  usedMemoryBytes(node: number): number
  /** Number of containers booked on the node. */
  containers(node: number): number
}

export function createClassicScheduler(options: ClassicSchedulerOptions): ClassicScheduler {
  return schedulerOver(createPlacer(options))
}

export function createPlacer(options: ClassicSchedulerOptions): Placer {
  return {
    options,
    strategy: classicStrategies[options.strategy],
    cluster: createCluster(options.failureRetry),
    nodeAnswers: createNodeAnswers(),
    tallies: createTallies(),
    index: undefined,
    found: createNodeSet(0),
    plans: new WeakMap(),
    columns: new Map(),
    left: createNodeSet(0),
    tied: new Int32Array(0),
  }
}

export function schedulerOver(placer: Placer): ClassicScheduler {
  const { cluster } = placer
  const removeContainer = (handle: number) => {
    assert(cluster.containerNode[handle] >= 0, 'a container is removed once')
    tallyContainer(placer.tallies, cluster, { handle, by: -1 })
    if (placer.index !== undefined) unfileContainer(placer.index, cluster, handle)
    takeContainer(cluster, handle)
  }
  return {
    options: placer.options,
    addNode(node) {
      if (!hasRoom(cluster)) makeRoom(placer)
      const slot = putNode(cluster, node)
      answerAgain(placer.nodeAnswers, cluster, { slot, of: ['labels', 'images'] })
      return slot
    },
    removeNode(slot) {
      while (cluster.firstContainer[slot] >= 0) removeContainer(cluster.firstContainer[slot])
      takeNode(cluster, slot)
    },
    setNode(slot, node) {
      putNodeProperties(cluster, slot, node)
      answerAgain(placer.nodeAnswers, cluster, { slot, of: ['labels'] })
    },
    setNodeHealth: (slot, health) => putHealth(cluster, slot, health),
    setNodeImages(slot, images) {
      cluster.images[slot] = images
      answerAgain(placer.nodeAnswers, cluster, { slot, of: ['images'] })
    },
    addNodeImage(slot, image) {
      cluster.images[slot] = [...cluster.images[slot], image]
      answerAgain(placer.nodeAnswers, cluster, { slot, of: ['images'] })
    },
    addContainer(slot, container) {
      const handle = putContainer(cluster, slot, container)
      tallyContainer(placer.tallies, cluster, { handle, by: 1 })
      if (placer.index !== undefined) fileContainer(placer.index, cluster, handle)
      return handle
    },
    removeContainer,
    place: (request, chooseTie) => placeRequest(placer, request, chooseTie),
    usedCpus: (slot) => cluster.usedCpus[slot],
    usedMemoryBytes: (slot) => cluster.usedMemoryBytes[slot],
    containers: (slot) => cluster.containerCount[slot],
  }
}

function makeRoom(placer: Placer): void {
  growNodes(placer.cluster)
  growNodeAnswers(placer.nodeAnswers, placer.cluster.capacity)
  growTallies(placer.tallies, placer.cluster.capacity)
}
