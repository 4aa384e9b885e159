/**
 * What an engine knows about itself beyond the cluster's columns: its containers by name, its
 * image cache, who is subscribed, and what is under way.
 */
import type { EngineCall, EngineReply, EngineRequest } from '../model/messages.ts'
import type { RunContext } from '../model/run-context.ts'

/** A request on its way, from the manager's call to the answer. */
export interface Operation {
  readonly manager: number
  readonly node: number
  readonly request: EngineRequest
  /** Time from the engine's answer to the manager's ear, further round trips included. */
  readonly answerUs: number
  readonly life: EngineCall['life']
  readonly reply: (reply: EngineReply) => void
  /** The answer, once there is one. */
  answer: EngineReply | undefined
  /** False once its connection broke: no answer will arrive. */
  isOpen: boolean
  /** False once its machine stopped. */
  worksOn: boolean
}

export interface EngineState {
  readonly containers: Set<number>
  readonly byName: Map<string, number>
  readonly images: Set<string>
  /** Layers in the cache: free for every further image that has them. */
  readonly layers: Set<string>
  /** Managers that receive this engine's events. */
  readonly subscribers: Set<number>
  readonly underWay: Set<Operation>
  /** What waits for a hanging engine to answer again, in order. */
  readonly waiting: (() => void)[]
  /** Creations that still have to fail. */
  failCreates: number
  engineId: string
}

export function createEngineStates(context: RunContext): EngineState[] {
  return context.model.nodes.map((node) => ({
    containers: new Set<number>(),
    byName: new Map<string, number>(),
    images: new Set(node.images.map(withTag)),
    layers: new Set<string>(),
    subscribers: new Set<number>(),
    underWay: new Set<Operation>(),
    waiting: [],
    failCreates: 0,
    engineId: node.engineId,
  }))
}

/** `redis` means `redis:latest`; a colon before a slash belongs to a registry's port. */
export function withTag(image: string): string {
  const name = image.slice(image.lastIndexOf('/') + 1)
  return name.includes(':') || name.includes('@') ? image : `${image}:latest`
}
