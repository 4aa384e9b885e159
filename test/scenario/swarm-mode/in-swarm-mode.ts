/** Scenarios of swarm mode in few words: three nodes, and lines of the timeline. */
import type { Action } from '../../../src/model/action.ts'
import type { Compiled } from '../../../src/scenario/index.ts'
import { compileText, type Files } from '../compile-text.ts'

export const nodes = 'nodes: [{ name: "node-{1..3}", zone: "z{1..3}" }]'

/** A scenario of swarm mode with entries of the timeline. */
export function inSwarmMode(
  entries: readonly string[],
  { swarm = '', more = '', files = {} }: { swarm?: string; more?: string; files?: Files } = {},
): Compiled {
  const lines = entries.map((entry) => `  - ${entry}`)
  const settings = `swarm: { manager: swarmkit${swarm === '' ? '' : `, ${swarm}`} }`
  const own = /^nodes:/m.test(more) ? '' : nodes
  const timeline = lines.length === 0 ? [] : ['timeline:', ...lines]
  return compileText([settings, own, more, ...timeline].join('\n'), {}, files)
}

/** What docker lines become, one second after the other. */
export function actionsOf(...lines: readonly string[]): readonly Action[] {
  return compileLines(lines).model.timeline.map(({ action }) => action)
}

/** What the last of several docker lines becomes. */
export function lastOf(...lines: readonly string[]): Action | undefined {
  return actionsOf(...lines).at(-1)
}

export function compileLines(lines: readonly string[], files: Files = {}): Compiled {
  const entries = lines.map((line, index) => {
    return `{ at: ${index + 1}s, docker: ${JSON.stringify(line)} }`
  })
  return inSwarmMode(entries, { files })
}

export const createWeb = 'service create --name web --replicas 2 nginx'
