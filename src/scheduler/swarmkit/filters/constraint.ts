/** Keeps the nodes that meet every placement constraint. */
import { meetsConstraint, subjectText } from '../constraint.ts'
import { onNodes, type SwarmkitFilter } from './filter.ts'

export const constraint: SwarmkitFilter = {
  name: 'constraint',
  applies: ({ parsedConstraints }) => parsedConstraints.length > 0,
  accepts: ({ nodes }, slot, { spec }) =>
    spec.parsedConstraints.every((each) => meetsConstraint(nodes[slot], each)),
  explain: onNodes('scheduling constraints not satisfied'),
  reason({ nodes }, slot, { spec }) {
    const broken = spec.parsedConstraints.find((each) => !meetsConstraint(nodes[slot], each))
    if (broken === undefined) return ''
    const found = subjectText(nodes[slot], broken)
    return `${broken.text} asked for, the node has ${found === '' ? 'nothing there' : found}`
  },
}
