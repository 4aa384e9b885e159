/**
 * Secrets, configs and networks: names that tasks need. What is in them is nobody's business here, only
 * that they are there before a service uses them and are not removed while one does.
 */
import type { NamedObject } from '../../../model/swarm-action.ts'
import type { SwarmContext } from '../context.ts'
import type { Transactions } from './transactions.ts'

/** The positions are the codes of changes. */
export const namedObjects: readonly NamedObject[] = ['secret', 'config', 'network']

export interface ObjectTable {
  hasObject(kind: NamedObject, name: string): boolean
  /** Names in the order in which they came. */
  objectsOf(kind: NamedObject): readonly string[]
  createObject(kind: NamedObject, name: string): void
  deleteObject(kind: NamedObject, name: string): void
}

export function createObjectTable(
  context: SwarmContext,
  { stage, tell }: Transactions,
): ObjectTable {
  const tables = {
    secret: new Set<string>(),
    config: new Set<string>(),
    network: new Set<string>(),
  }

  return {
    hasObject: (kind, name) => tables[kind].has(name),
    objectsOf: (kind) => [...tables[kind]],
    createObject(kind, name) {
      tables[kind].add(name)
      const undo = () => tables[kind].delete(name)
      const a = namedObjects.indexOf(kind)
      stage({ type: 'object.created', a, b: context.text(name), undo })
      tell({ type: 'object.created' })
    },
    deleteObject(kind, name) {
      tables[kind].delete(name)
      const undo = () => tables[kind].add(name)
      const a = namedObjects.indexOf(kind)
      stage({ type: 'object.removed', a, b: context.text(name), undo })
      tell({ type: 'object.deleted' })
    },
  }
}
