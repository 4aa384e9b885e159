/**
 * Answers to questions about a node's own labels and images, kept as sets of nodes. Nodes seldom
 * change, so an answer is worked out when a node appears or changes and read ever after.
 */
import type { ClusterColumns } from './cluster.ts'
import type { NodeQuestion } from './condition.ts'
import { createNodeSet, growNodeSet, hasNode, type NodeSet, putInSet } from './node-set.ts'

export interface NodeAnswer {
  readonly question: NodeQuestion
  nodes: NodeSet
  /** Counted questions, to find the one that was not asked for the longest time. */
  askedAt: number
}

export interface NodeAnswers {
  readonly byKey: Map<string, NodeAnswer>
  asked: number
}

/** Beyond this the answer that was not asked for the longest time makes room. */
const answersMax = 1024

export function createNodeAnswers(): NodeAnswers {
  return { byKey: new Map(), asked: 0 }
}

export function nodeAnswerOf(
  answers: NodeAnswers,
  cluster: ClusterColumns,
  question: NodeQuestion,
): NodeAnswer {
  const known = answers.byKey.get(question.key)
  if (known !== undefined) {
    known.askedAt = ++answers.asked
    return known
  }
  if (answers.byKey.size >= answersMax) forgetOldest(answers)
  const nodes = createNodeSet(cluster.capacity)
  for (let slot = 0; slot < cluster.slots; slot++) {
    if (hasNode(cluster.known, slot)) putInSet(nodes, slot, question.holds(cluster, slot))
  }
  const answer = { question, nodes, askedAt: ++answers.asked }
  answers.byKey.set(question.key, answer)
  return answer
}

/** The node is new, or what the question is about has changed. */
export function answerAgain(
  answers: NodeAnswers,
  cluster: ClusterColumns,
  change: { readonly slot: number; readonly of: readonly NodeQuestion['of'][] },
): void {
  for (const { question, nodes } of answers.byKey.values()) {
    if (!change.of.includes(question.of)) continue
    putInSet(nodes, change.slot, question.holds(cluster, change.slot))
  }
}

export function growNodeAnswers(answers: NodeAnswers, capacity: number): void {
  for (const answer of answers.byKey.values()) answer.nodes = growNodeSet(answer.nodes, capacity)
}

function forgetOldest(answers: NodeAnswers): void {
  let oldest: NodeAnswer | undefined
  for (const answer of answers.byKey.values()) {
    if (oldest === undefined || answer.askedAt < oldest.askedAt) oldest = answer
  }
  if (oldest !== undefined) answers.byKey.delete(oldest.question.key)
}
