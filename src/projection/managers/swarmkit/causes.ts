/** Why swarm mode put tasks in the place of others that were well: what became of their node. */
import { factCode } from '../../../model/facts.ts'
import { availabilities, replaceCauses } from '../../../model/swarm-mode.ts'
import type { Trace } from '../../../model/trace.ts'
import type { Cause, Move } from '../../harbour-moves.ts'

type Reason = Pick<Cause, 'type' | 'words'>
type Draft = Cause & { readonly moves: Move[] }

/** By the causes that facts name; what ended by itself or is outdated did not move. */
const reasonOf: Readonly<Partial<Record<(typeof replaceCauses)[number], Reason>>> = {
  nodeLost: { type: 'down', words: 'was declared down' },
  drained: { type: 'drained', words: 'was drained' },
  unfit: { type: 'unfit', words: 'no longer fits' },
  rebalanced: { type: 'rebalance', words: '' },
}

export function swarmkitCauses(trace: Trace): readonly Cause[] {
  const { containers, texts } = trace.tables
  const causes: Draft[] = []
  /** The cause that further moves off the node belong to, by node and type. */
  const openOf = new Map<string, Draft>()
  /** When each node was last given up or drained. */
  const sinceUs = new Map<number, number>()
  const home = new Int32Array(containers.length).fill(-1)
  /** Successors without a place: what they take the place of, and why. */
  const waiting = new Map<number, { readonly from: number; readonly cause: Draft }>()
  const refused = new Set<number>()

  function causeOf(row: number, node: number, reason: Reason): Draft {
    const key = `${reason.type} ${reason.type === 'rebalance' ? -1 : node}`
    let cause = openOf.get(key)
    if (cause === undefined) {
      const isOfNode = reason.type !== 'rebalance'
      const timeUs = (isOfNode ? sinceUs.get(node) : undefined) ?? trace.timeUs[row]
      cause = { row, timeUs, node: isOfNode ? node : -1, ...reason, moves: [] }
      causes.push(cause)
      openOf.set(key, cause)
    }
    return cause
  }

  function add(row: number, task: number, toNode: number, error: string): void {
    const found = waiting.get(task)
    if (found === undefined) return
    const { from, cause } = found
    cause.moves.push({
      row,
      timeUs: trace.timeUs[row],
      order: cause.moves.length + 1,
      slot: containers[task].slot,
      from,
      fromNode: home[from],
      to: toNode < 0 ? -1 : task,
      toNode,
      error,
    })
  }

  function begins(node: number, type: Reason['type'], row: number): void {
    sinceUs.set(node, trace.timeUs[row])
    openOf.delete(`${type} ${node}`)
  }

  for (let row = 0; row < trace.length; row++) {
    const a = trace.a[row]
    switch (trace.type[row]) {
      case factCode['node.down']:
      case factCode['node.removed']:
        begins(a, 'down', row)
        break
      case factCode['node.specified']:
        if (availabilities[trace.b[row]] === 'drain') begins(a, 'drained', row)
        begins(a, 'unfit', row)
        break
      case factCode['task.replaced']: {
        const reason = reasonOf[replaceCauses[trace.c[row]]]
        if (reason) waiting.set(trace.b[row], { from: a, cause: causeOf(row, home[a], reason) })
        break
      }
      case factCode['task.assigned']:
        home[a] = trace.b[row]
        add(row, a, trace.b[row], '')
        waiting.delete(a)
        break
      case factCode['task.refused']:
        // It is tried again and again; the first answer is the one that tells.
        if (!refused.has(a)) add(row, a, -1, texts[trace.b[row]])
        refused.add(a)
        break
    }
  }
  return causes
}
