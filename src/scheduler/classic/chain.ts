/**
 * The filter chain over sets of nodes. Each condition narrows what the one before left, and the
 * first that leaves nothing names the error, so the order of conditions is part of the answer.
 */
import type { ClassicFilterName } from '../../model/model.ts'
import type { ClusterColumns } from './cluster.ts'
import type { ClassicFilter, Condition, Question, Step } from './condition.ts'
import { type ContainerIndex, createContainerIndex, findTarget } from './container-index.ts'
import { affinity } from './filters/affinity.ts'
import { constraint } from './filters/constraint.ts'
import { dependency } from './filters/dependency.ts'
import { health } from './filters/health.ts'
import { port } from './filters/port.ts'
import { type NodeAnswers, nodeAnswerOf } from './node-answers.ts'
import { createNodeSet, hasNode, type NodeSet, narrow, wordsFor } from './node-set.ts'
import type { CompiledRequest } from './request.ts'
import { type Tallies, tallyOf } from './tallies.ts'

/** All the filters there are. */
export const classicFilters: Readonly<Record<ClassicFilterName, ClassicFilter>> = {
  health,
  port,
  dependency,
  affinity,
  constraint,
}

/** What the cluster's columns and the answers kept beside them need to answer questions. */
export interface Answers {
  readonly cluster: ClusterColumns
  readonly nodeAnswers: NodeAnswers
  readonly tallies: Tallies
  /** Made when the first link asks for it. */
  index: ContainerIndex | undefined
  /** Room for the answer to a dependency question. */
  found: NodeSet
}

export function stepsOf(
  filters: readonly ClassicFilterName[],
  request: CompiledRequest,
  soft: boolean,
): readonly Step[] {
  return filters.flatMap((name) => classicFilters[name].steps(request, soft))
}

/** Narrows `left` step by step; returns the step that ended it, `undefined` if nodes are left. */
export function runChain(
  answers: Answers,
  steps: readonly Step[],
  left: NodeSet,
): Step | undefined {
  const words = wordsFor(answers.cluster.slots)
  for (const step of steps) {
    if (step.type !== 'condition') return step
    const nodes = nodesThatHold(answers, step.question)
    if (!narrow(left, nodes, step.wanted, words)) return step
  }
  return undefined
}

/** The nodes for which the answer is yes. The set is read-only and only good until the next call. */
export function nodesThatHold(answers: Answers, question: Question): NodeSet {
  const { cluster } = answers
  switch (question.type) {
    case 'health':
      return cluster.healthy
    case 'node':
      return nodeAnswerOf(answers.nodeAnswers, cluster, question).nodes
    case 'container':
      return tallyOf(answers.tallies, cluster, question).nodes
    case 'dependency':
      return dependencyNodes(answers, question.target)
  }
}

/** Whether one node meets a condition. */
export function meets(answers: Answers, condition: Condition, slot: number): boolean {
  return hasNode(nodesThatHold(answers, condition.question), slot) === condition.wanted
}

function dependencyNodes(answers: Answers, target: string): NodeSet {
  const { cluster } = answers
  answers.index ??= createContainerIndex(cluster)
  const words = wordsFor(cluster.capacity)
  if (answers.found.length < words) answers.found = createNodeSet(cluster.capacity)
  answers.found.fill(0)
  findTarget(answers.index, cluster, { target, found: answers.found })
  return answers.found
}
