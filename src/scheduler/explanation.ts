/**
 * Why a request got the node it got, or none, in words and numbers for people. Plain data: it can
 * be stored as JSON, shown in a terminal and drawn in a browser. It knows no manager.
 */

/** One number that a node's score is made of. */
export interface ScoreTerm {
  /** `cpu`, `memory`, `health`. */
  readonly name: string
  readonly value: number
  /** How it came about, for example `(1 + 2) of 4 CPUs, in percent`. */
  readonly words: string
}

export interface ExplainedScore {
  readonly terms: readonly ScoreTerm[]
  readonly sum: number
  /** Containers on the node, which decide between equal sums. */
  readonly containers: number
}

export type NodeVerdict =
  | {
      readonly type: 'refused'
      /** The first filter that refused it, or `resources`. */
      readonly by: string
      readonly reason: string
    }
  | {
      readonly type: 'ranked'
      /** `undefined` for a strategy that does not score. */
      readonly score: ExplainedScore | undefined
      /** 1 is best; equals share a rank. */
      readonly rank: number
      /** Among the equals for the first place. */
      readonly tied: boolean
    }
  /** The chain stopped before this node was judged. */
  | { readonly type: 'unjudged'; readonly reason: string }

export interface ExplainedNode {
  readonly node: number
  readonly name: string
  readonly verdict: NodeVerdict
}

export interface ExplainedPass {
  /** Whether soft expressions counted. */
  readonly soft: boolean
  /** `''` if the pass found a node. */
  readonly error: string
  /** In input order. */
  readonly nodes: readonly ExplainedNode[]
}

/** A single change that would admit the request; tried out, not guessed. */
export interface WouldFit {
  readonly type:
    | 'memory'
    | 'cpus'
    | 'overcommit'
    | 'expression'
    | 'label'
    | 'port'
    | 'health'
    | 'dependency'
  readonly words: string
  /** Names of the nodes that would be the best ones then. */
  readonly nodes: readonly string[]
}

export interface Explanation {
  readonly request: string
  readonly strategy: string
  readonly outcome: 'placed' | 'refused' | 'panic'
  /** The manager's error, `''` when placed. */
  readonly error: string
  /** One pass, or two when soft expressions had to be dropped or all failed. */
  readonly passes: readonly ExplainedPass[]
  /** Names of the nodes that share the first place, in input order. */
  readonly best: readonly string[]
  /** How the choice among them is made. */
  readonly tie: string
  /** Only for requests that found no node. */
  readonly wouldFit: readonly WouldFit[]
}
