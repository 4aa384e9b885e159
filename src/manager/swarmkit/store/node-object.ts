/** A node of the store as it begins, and as the scheduler sees it. */
import type { NodeDescription, SwarmkitNode } from '../../../scheduler/swarmkit/node.ts'
import type { NodeObject } from './objects.ts'

export interface NewNode {
  readonly id: string
  readonly role?: NodeObject['role']
  readonly address?: string
  readonly availability: NodeObject['availability']
  readonly labels: NodeObject['labels']
  /** What its engine tells when it registers. */
  readonly description: NodeDescription
}

export function newNode(index: number, given: NewNode): NodeObject {
  const node = {
    index,
    id: given.id,
    role: given.role ?? ('worker' as const),
    address: given.address ?? '',
    availability: given.availability,
    labels: given.labels,
    description: given.description,
    // It is known as soon as it has its certificate, and ready once it has registered.
    state: 'unknown' as const,
    message: '',
    isDeleted: false,
    tasks: new Set<never>(),
  }
  return { ...node, view: viewOf(node) }
}

export function viewOf(node: Omit<NodeObject, 'view'>): SwarmkitNode {
  const { id, role, availability, state, address, labels, description } = node
  return {
    id,
    role,
    availability,
    state,
    address,
    labels,
    ...(description && { description }),
  }
}
