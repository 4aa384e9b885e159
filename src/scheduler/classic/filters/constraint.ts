/**
 * Keeps the nodes whose engine labels match; `node` is the node's ID or name. Keys are compared in
 * lower case but labels are not, so a label with capitals can never be matched: it reads as empty.
 */
import type { ClassicFilter, Condition, Question } from '../condition.ts'
import { describeExpression, type Expression } from '../expression.ts'
import { labelOf } from '../labels.ts'
import { expressionSteps } from './expressions.ts'

export const constraint: ClassicFilter = {
  name: 'constraint',
  steps: (request, soft) =>
    expressionSteps({
      filter: 'constraint',
      expressions: request.constraint,
      soft,
      question: constraintQuestion,
      reason,
    }),
}

function constraintQuestion({ key, value, pattern }: Expression): Question {
  return {
    type: 'node',
    key: `constraint ${key} ${value}`,
    of: 'labels',
    holds:
      key === 'node'
        ? ({ nodes }, slot) => pattern.matches(nodes[slot].id) || pattern.matches(nodes[slot].name)
        : ({ nodes }, slot) => pattern.matches(labelOf(nodes[slot].labels, key)),
  }
}

function reason(expression: Expression): Condition['reason'] {
  const wanted = describeExpression(expression)
  const { key } = expression
  return ({ nodes }, slot) => {
    const { name, labels } = nodes[slot]
    if (key === 'node') return `the node is '${name}', asked for ${wanted}`
    if (Object.hasOwn(labels, key)) return `${key} is '${labels[key]}', asked for ${wanted}`
    const other = Object.keys(labels).find((label) => label.toLowerCase() === key)
    if (other === undefined) return `the node has no label '${key}', asked for ${wanted}`
    return `the label '${other}' has capitals, which no constraint can name; asked for ${wanted}`
  }
}
