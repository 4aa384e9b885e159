/** The nodes of the store. */
import { availabilities, swarmNodeStates } from '../../../model/swarm-mode.ts'
import { assert } from '../../../sim/assert.ts'
import type { SwarmContext } from '../context.ts'
import { type NewNode, newNode, viewOf } from './node-object.ts'
import type { NodeObject } from './objects.ts'
import type { Transactions } from './transactions.ts'

export interface NodeTable {
  readonly nodes: ReadonlyMap<string, NodeObject>
  createNode(node: NewNode): NodeObject
  setNodeState(node: NodeObject, state: NodeObject['state'], message: string): void
  specifyNode(node: NodeObject, spec: Pick<NodeObject, 'availability' | 'labels'>): void
  /** A manager's role shows when it has joined, or left, the managers' group. */
  setRole(node: NodeObject, role: NodeObject['role']): void
  deleteNode(node: NodeObject): void
}

export function createNodeTable(context: SwarmContext, { stage, tell }: Transactions): NodeTable {
  const nodes = new Map<string, NodeObject>()
  let nodeCount = 0

  function changed(node: NodeObject): void {
    node.view = viewOf(node)
    tell({ type: 'node.updated', node })
  }

  /** The node as it is now, and how to bring that back. */
  function remembered(node: NodeObject): () => void {
    const { state, message, availability, labels, role, view } = node
    return () => Object.assign(node, { state, message, availability, labels, role, view })
  }

  return {
    nodes,
    createNode(given) {
      assert(!nodes.has(given.id), `node ${given.id} is there already`)
      const node = newNode(nodeCount++, given)
      nodes.set(node.id, node)
      context.addNode(node)
      const undo = () => {
        node.isDeleted = true
        nodes.delete(node.id)
      }
      const b = availabilities.indexOf(node.availability)
      stage({ type: 'node.added', a: node.index, b, undo })
      tell({ type: 'node.created', node })
      return node
    },
    setNodeState(node, state, message) {
      if (node.isDeleted) return
      const undo = remembered(node)
      node.state = state
      node.message = message
      const c = message === '' ? -1 : context.text(message)
      stage({ type: 'node.state', a: node.index, b: swarmNodeStates.indexOf(state), c, undo })
      changed(node)
    },
    specifyNode(node, { availability, labels }) {
      const undo = remembered(node)
      node.availability = availability
      node.labels = labels
      const b = availabilities.indexOf(availability)
      stage({ type: 'node.specified', a: node.index, b, undo })
      changed(node)
    },
    setRole(node, role) {
      if (node.role === role || node.isDeleted) return
      const undo = remembered(node)
      node.role = role
      stage({ type: 'node.role', a: node.index, b: role === 'manager' ? 1 : 0, undo })
      changed(node)
    },
    deleteNode(node) {
      node.isDeleted = true
      nodes.delete(node.id)
      const undo = () => {
        node.isDeleted = false
        nodes.set(node.id, node)
      }
      stage({ type: 'node.removed', a: node.index, undo })
      tell({ type: 'node.deleted', node })
    },
  }
}
