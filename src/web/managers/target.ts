/** What a verb can be about: one thing of the picture, or all machines of a place. */
import type { Trace } from '../../model/trace.ts'
import { type LoadedRun, planOf } from '../run/loaded-run.ts'

export interface Place {
  readonly kind: 'rack' | 'zone'
  readonly name: string
}

export type Target =
  | { readonly type: 'node'; readonly node: number }
  | ({ readonly type: 'place' } & Place)
  | { readonly type: 'container'; readonly container: number }
  /** One that waits in the roads. */
  | { readonly type: 'slot'; readonly slot: number }
  /** Number in the plan. */
  | { readonly type: 'service'; readonly service: number }
  | { readonly type: 'manager'; readonly manager: number }

export function nameOfTarget(run: LoadedRun, target: Target): string {
  const { model, tables } = run.trace
  switch (target.type) {
    case 'node':
      return model.nodes[target.node].name
    case 'place':
      return `${target.kind} ${target.name}`
    case 'container':
      return tables.containers[target.container].name
    case 'slot':
      return tables.slots[target.slot].name
    case 'service':
      return planOf(run, 'default').services[target.service].name
    case 'manager':
      return model.manager.managers[target.manager].name
  }
}

export function nodesOfPlace({ model }: Trace, { kind, name }: Place): number[] {
  return model.nodes.flatMap((node, index) => (node[kind] === name ? [index] : []))
}
