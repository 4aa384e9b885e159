/**
 * Keeps the nodes whose containers or images match. `==` needs one match and `!=` none, so a node
 * without containers satisfies every `!=` and no `==`.
 */
import { type ClusterColumns, containersOn } from '../cluster.ts'
import type { ClassicFilter, Condition, Question } from '../condition.ts'
import { describeExpression, type Expression } from '../expression.ts'
import { imageTexts } from '../image-names.ts'
import { containerLabel } from '../labels.ts'
import type { SchedulerContainer } from '../scheduler.ts'
import { expressionSteps } from './expressions.ts'

export const affinity: ClassicFilter = {
  name: 'affinity',
  steps: (request, soft) =>
    expressionSteps({
      filter: 'affinity',
      expressions: request.affinity,
      soft,
      question: affinityQuestion,
      reason,
    }),
}

function affinityQuestion({ key, value, pattern }: Expression): Question {
  if (key === 'image') {
    return {
      type: 'node',
      key: `image ${value}`,
      of: 'images',
      holds: (cluster, slot) =>
        cluster.images[slot].some((image) => imageTexts(image).some(pattern.matches)),
    }
  }
  if (key === 'container') {
    return {
      type: 'container',
      key: `container ${value}`,
      // A container without a name does not count, whatever its ID.
      holds: ({ id, name }) => name !== '' && (pattern.matches(id) || pattern.matches(name)),
    }
  }
  return {
    type: 'container',
    key: `label ${key} ${value}`,
    holds: (container) => pattern.matches(containerLabel(container, key)),
  }
}

function reason(expression: Expression): Condition['reason'] {
  const wanted = describeExpression(expression)
  return (cluster, slot) => {
    if (expression.operator === '!=') {
      return `${matching(expression, cluster, slot)}, asked for ${wanted}`
    }
    if (expression.key === 'image') return `no image here matches ${wanted}`
    return `no container here matches ${wanted}`
  }
}

/** What is on the node although it should not be. */
function matching(expression: Expression, cluster: ClusterColumns, slot: number): string {
  const question = affinityQuestion(expression)
  if (question.type !== 'container') return 'such an image is here'
  const names = containersOn(cluster, slot).filter(question.holds).map(display)
  return `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} here`
}

function display({ id, name }: SchedulerContainer): string {
  return name === '' ? id : name
}
