/** Things done on an engine itself, behind the back of the manager. */
import { type EventEntry, engineKinds } from '../schema.ts'
import { inside, type Place } from '../text/place.ts'
import type { Workspace } from '../workspace.ts'
import type { Step } from './faults.ts'
import { nodesNamed } from './select.ts'

export function readEngineEntry(
  entry: EventEntry,
  place: Place,
  workspace: Workspace,
): readonly Step[] {
  const { issues } = workspace
  const kind = entry.engine as NonNullable<EventEntry['engine']>
  const need = (key: 'name' | 'takes', expected: string) => {
    if (entry[key] === undefined) {
      issues.error({ place: inside(place, key), spot: 'key', found: 'nothing', expected })
    }
  }
  if (kind === 'create-takes') {
    need('takes', 'a duration such as 20s')
    return [
      { atUs: entry.at, action: { type: 'engine.createTakes', durationUs: entry.takes ?? 0 } },
    ]
  }
  const impossible = workspace.manager.impossibleOnEngines[kind]
  if (impossible !== undefined) {
    const possible = engineKinds.filter(
      (one) => workspace.manager.impossibleOnEngines[one] === undefined,
    )
    const expected = `one of ${possible.join(', ')}`
    issues.error({ place: inside(place, 'engine'), found: kind, expected, because: impossible })
    return []
  }
  const nodes = [
    ...nodesNamed(entry.node, inside(place, 'node'), entry.at, workspace),
    ...nodesNamed(entry.nodes, inside(place, 'nodes'), entry.at, workspace),
  ]
  if (entry.node === undefined && entry.nodes === undefined) {
    issues.error({
      place: inside(place, 'node'),
      spot: 'key',
      found: 'nothing',
      expected: 'the node whose engine is meant',
    })
  }
  const isNamed = kind === 'create' || kind === 'stop' || kind === 'rm'
  if (isNamed) need('name', 'the name of a container')
  const { name = '', count = 1 } = entry
  if (kind === 'create' && name !== '') workspace.services.add(name, name)
  return nodes.map((node): Step => {
    const atUs = entry.at
    switch (kind) {
      case 'fail-creates':
        return { atUs, action: { type: 'engine.failCreates', node, count } }
      case 'close-events':
        return { atUs, action: { type: 'engine.closeEvents', node } }
      case 'replace': {
        const engineId = entry['engine-id'] ?? `${workspace.nodes.specs[node]?.engineId}-replaced`
        return { atUs, action: { type: 'engine.replace', node, engineId } }
      }
      default:
        return { atUs, action: { type: `engine.${kind}`, node, name } }
    }
  })
}
