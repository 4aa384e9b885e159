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

/** Written out field by field: objects that are copied from others are each of a kind of their own to V8. */
export function newNode(index: number, given: NewNode): NodeObject {
  const { id, role = 'worker', address = '', availability, labels, description } = given
  // It is known as soon as it has its certificate, and ready once it has registered.
  const state = 'unknown'
  return {
    index,
    id,
    role,
    address,
    availability,
    labels,
    description,
    state,
    message: '',
    isDeleted: false,
    view: viewOf({ id, role, availability, state, address, labels, description }),
    tasks: new Set(),
  }
}

type Described = Omit<SwarmkitNode, 'description'> & Pick<NodeObject, 'description'>

export function viewOf(node: Described): SwarmkitNode {
  const { id, role, availability, state, address, labels, description } = node
  return description === undefined
    ? { id, role, availability, state, address, labels }
    : { id, role, availability, state, address, labels, description }
}
