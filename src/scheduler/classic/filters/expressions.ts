/**
 * What affinity and constraint have in common: a list of expressions, each of which narrows the
 * nodes. A syntax error anywhere in the list stops the filter before it asks anything, even if the
 * wrong expression is a soft one.
 */
import type { ClassicFilterName } from '../../../model/model.ts'
import { type Condition, type Question, type Step, slashPanic } from '../condition.ts'
import { describeExpression, type Expression, type Expressions } from '../expression.ts'

export function expressionSteps(options: {
  readonly filter: ClassicFilterName
  readonly expressions: Expressions
  readonly soft: boolean
  readonly question: (expression: Expression) => Question
  readonly reason: (expression: Expression) => Condition['reason']
}): readonly Step[] {
  const { filter, expressions, soft, question, reason } = options
  if (expressions.type === 'invalid') {
    return [{ type: 'invalid', filter, error: expressions.error }]
  }
  const steps: Step[] = []
  for (const expression of expressions.list) {
    if (expression.soft && !soft) continue
    if (expression.pattern.type === 'crash') {
      steps.push({ type: 'panic', filter, error: slashPanic })
      return steps
    }
    steps.push({
      type: 'condition',
      filter,
      question: question(expression),
      wanted: expression.operator === '==',
      error: `unable to find a node that satisfies ${describeExpression(expression)}`,
      reason: reason(expression),
    })
  }
  return steps
}
