/**
 * Why a request got the node it got, or none, in words and numbers for people. Plain data: it can
 * be stored as JSON, shown in a terminal and drawn in a browser. It knows no manager.
 */

/** One number that a node's score is made of. */
export interface ScoreTerm {
  /** `cpu`, `memory`, `health`. */
  readonly name: string
  readonly value: number
  /** How it came about, for example `(1 used + 2 asked) of 4 CPUs, in percent`. */
  readonly words: string
}

export interface ExplainedScore {
  readonly terms: readonly ScoreTerm[]
  readonly sum: number
  /** Containers on the node, which decide between equal sums. */
  readonly containers: number
  /**
   * Given when the terms are compared one after another, the smaller number winning at the first that
   * differs. Then nothing is decided by the sum.
   */
  readonly compared?: 'term by term'
}

/** A part of the nodes that a spread preference tells apart. */
export interface ExplainedBranch {
  /** `node.labels.zone=a`, outermost first; a missing label has the value `''`. */
  readonly path: readonly string[]
  /** Active tasks of the service in it. */
  readonly tasks: number
  readonly nodes: number
  /** Nodes that no filter refuses. */
  readonly passing: number
  /** Whether one more task may go there; else other branches have fewer, or it has no room. */
  readonly open: boolean
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
      /** Among several equals for the first place. */
      readonly tied: boolean
      readonly chosen: boolean
    }
  /** The chain stopped before this node was judged. */
  | { readonly type: 'unjudged'; readonly reason: string }

/**
 * How much of a node would be promised with the request on it, in percent of what it offers. Only what is
 * asked for is there; it is known of a node that a filter refuses, too.
 */
export interface RoomAfter {
  readonly cpuPercent?: number
  readonly memoryPercent?: number
}

export interface ExplainedNode {
  /** The scheduler's handle. */
  readonly node: number
  readonly name: string
  readonly verdict: NodeVerdict
  /** Absent where the request asks for neither. */
  readonly room?: RoomAfter
}

export interface ExplainedPass {
  /** Whether soft expressions counted. */
  readonly soft: boolean
  /** The manager's error; `''` if the pass found a node. */
  readonly error: string
  /** In input order. */
  readonly nodes: readonly ExplainedNode[]
}

/** A node that was offered to a group of tasks. */
export interface ExplainedOffer {
  readonly name: string
  /** When the first task of the group looked at it. */
  readonly score: ExplainedScore
  /** How many tasks of the group it got. */
  readonly got: number
}

/** How a manager that decides about several tasks at once came to this one. */
export interface ExplainedGroup {
  /** Tasks that waited together. */
  readonly size: number
  /** Nodes of those that got one, in the order in which they did. */
  readonly placed: readonly string[]
  /** Place of the task among them, from 1; 0 when it got none. */
  readonly place: number
  /**
   * Where the walk over the offered nodes was: at its beginning, still on the same node, at the next one, or
   * past the last one, where every node has its turn. `none` for a task that got no node.
   */
  readonly step: 'first' | 'stayed' | 'next' | 'round' | 'none'
  /** Path of the branch whose nodes were offered; empty without preferences. */
  readonly branch: readonly string[]
  /** The nodes that were offered, best first. */
  readonly order: readonly ExplainedOffer[]
}

/** A single change that would admit the request; each one was tried out. */
export interface WouldFit {
  readonly type:
    | 'health'
    | 'label'
    | 'port'
    | 'overcommit'
    | 'memory'
    | 'cpus'
    | 'expression'
    | 'dependency'
    // Swarm mode.
    | 'availability'
    | 'role'
    | 'generic'
    | 'nodeSize'
    | 'constraint'
    | 'platform'
    | 'plugin'
    | 'maxReplicas'
  readonly words: string
  /** Names of the nodes that would share the first place then, in input order. */
  readonly nodes: readonly string[]
  /** The same as data, for whoever wants to make the change; absent where nobody can by a command. */
  readonly change?: AdmittingChange
}

export type AdmittingChange =
  | { readonly type: 'recover' | 'activate' | 'promote' | 'demote'; readonly node: string }
  /** No value takes the label away. */
  | {
      readonly type: 'label'
      readonly node: string
      readonly key: string
      readonly value: string | undefined
      readonly isOfEngine: boolean
    }
  | { readonly type: 'remove'; readonly container: string }
  | { readonly type: 'overcommit'; readonly fraction: number }
  /** Ask for the same with these amounts, or without one expression. */
  | { readonly type: 'memory'; readonly memoryBytes: number }
  | { readonly type: 'cpus'; readonly nanoCpus: number }
  | { readonly type: 'without'; readonly option: 'constraint' | 'affinity'; readonly text: string }
  | { readonly type: 'maxReplicas'; readonly count: number }

export interface Explanation {
  /** What was asked for, in a few words. */
  readonly request: string
  readonly strategy: string
  /** All filters of the manager by name, in the order in which they are asked. */
  readonly filters: readonly string[]
  readonly outcome: 'placed' | 'refused' | 'panic'
  /** The manager's error, `''` when placed. */
  readonly error: string
  /** One pass, or two when the first one found no node. */
  readonly passes: readonly ExplainedPass[]
  /** Names of the nodes that share the first place, in input order. */
  readonly best: readonly string[]
  /** Of the spread preferences, each branch before those inside it; absent without any. */
  readonly branches?: readonly ExplainedBranch[]
  /** Absent where a manager decides about one at a time, or where the order could not be found out. */
  readonly group?: ExplainedGroup
  /** What else a reader must know to trust the rest: sentences without a full stop. */
  readonly notes?: readonly string[]
  /** Name of the node that was taken; `''` if none, or if the caller did not say which. */
  readonly chosen: string
  /** How the choice among the best is made; `''` if there is none. */
  readonly tie: string
  /** Only for requests that found no node. */
  readonly wouldFit: readonly WouldFit[]
}

/** Nothing where neither is asked for. */
export function roomOf(
  cpuPercent: number | undefined,
  memoryPercent: number | undefined,
): RoomAfter | undefined {
  if (cpuPercent === undefined && memoryPercent === undefined) return undefined
  return {
    ...(cpuPercent !== undefined && { cpuPercent }),
    ...(memoryPercent !== undefined && { memoryPercent }),
  }
}
