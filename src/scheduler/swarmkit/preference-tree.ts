/**
 * The nodes as a tree, one level per spread preference: nodes with the same value of the label share
 * a branch, a missing label is a value like any other. Nodes that cannot take the task have branches
 * too. The shape depends on labels alone and is kept until a node is described anew.
 */
import { type ClusterColumns, knownSlots } from './cluster.ts'
import { afterPrefix, engineLabelPrefix, nodeLabelPrefix } from './constraint.ts'
import { labelOf, type SwarmkitNode } from './node.ts'

export interface Branch {
  /** The label's value; `''` at the root. */
  readonly value: string
  /** Empty for a leaf. */
  readonly branches: readonly Branch[]
  /** Every node below it. */
  readonly slots: Int32Array
}

export interface PreferenceTrees {
  readonly byDescriptors: Map<string, Branch>
  /** What the trees were made from. */
  madeAt: string
}

export function createPreferenceTrees(): PreferenceTrees {
  return { byDescriptors: new Map(), madeAt: '' }
}

export function preferenceTree(
  trees: PreferenceTrees,
  cluster: ClusterColumns,
  descriptors: readonly string[],
): Branch {
  const madeAt = `${cluster.describedFrom + cluster.described.length}`
  if (trees.madeAt !== madeAt) {
    trees.byDescriptors.clear()
    trees.madeAt = madeAt
  }
  const key = JSON.stringify(descriptors)
  let tree = trees.byDescriptors.get(key)
  if (tree === undefined) {
    const readers = descriptors.map(valueReader).filter((reader) => reader !== undefined)
    tree = branchOf(cluster, '', { readers, slots: knownSlots(cluster) })
    trees.byDescriptors.set(key, tree)
  }
  return tree
}

type ValueReader = (node: SwarmkitNode) => string

/** Reads the value of a descriptor; `undefined` for one that means nothing and is passed over. */
export function valueReader(descriptor: string): ValueReader | undefined {
  const nodeLabel = afterPrefix(descriptor, nodeLabelPrefix)
  if (nodeLabel !== undefined) return ({ labels }) => labelOf(labels, nodeLabel)
  const engineLabel = afterPrefix(descriptor, engineLabelPrefix)
  if (engineLabel === undefined) return undefined
  return ({ description }) => labelOf(description?.engineLabels, engineLabel)
}

function branchOf(
  cluster: ClusterColumns,
  value: string,
  {
    readers,
    slots,
  }: { readonly readers: readonly ValueReader[]; readonly slots: readonly number[] },
): Branch {
  const [reader, ...inner] = readers
  const byValue = new Map<string, number[]>()
  if (reader !== undefined) {
    for (const slot of slots) {
      const label = reader(cluster.nodes[slot])
      const others = byValue.get(label)
      if (others === undefined) byValue.set(label, [slot])
      else others.push(slot)
    }
  }
  const branches = [...byValue].map(([label, below]) =>
    branchOf(cluster, label, { readers: inner, slots: below }),
  )
  return { value, branches, slots: Int32Array.from(slots) }
}
