/** Which nodes an entry of the timeline means: by name, by rack, by zone. */
import type { EventEntry } from '../schema.ts'
import { inside, type Place, shown } from '../text/place.ts'
import { expandRange } from '../text/ranges.ts'
import { listed, nearest } from '../text/suggest.ts'
import { formatDuration } from '../text/units.ts'
import type { Workspace } from '../workspace.ts'

/** The nodes of `node`, `nodes`, `rack` and `zone`; rack and zone together mean both. */
export function selectNodes(
  entry: EventEntry,
  place: Place,
  workspace: Workspace,
): readonly number[] {
  const named = [
    ...nodesNamed(entry.node, inside(place, 'node'), entry.at, workspace),
    ...nodesNamed(entry.nodes, inside(place, 'nodes'), entry.at, workspace),
  ]
  if (entry.rack === undefined && entry.zone === undefined) return [...new Set(named)]
  return [...new Set([...named, ...nodesInDomain(entry, place, workspace)])]
}

/** The nodes with these names, ranges allowed. */
export function nodesNamed(
  names: readonly string[] | undefined,
  place: Place,
  atUs: number,
  { nodes, issues }: Workspace,
): readonly number[] {
  return (names ?? []).flatMap((text) => {
    const words = expandRange(text)
    if (words === undefined) {
      issues.error({
        place,
        found: shown(text),
        expected: 'a name or one range such as node-{1..3}',
      })
      return []
    }
    return words.flatMap((name) => {
      const index = nodes.indexOf.get(name)
      if (index === undefined) {
        if (!nodes.isComplete) return []
        const known = [...nodes.indexOf.keys()]
        const expected = `a node of this scenario (${listed(known, 6)})`
        issues.error({ place, found: shown(name), expected, suggestion: nearest(name, known) })
        return []
      }
      const joinsAtUs = nodes.joinsAtUs[index] as number
      if (joinsAtUs <= atUs) return [index]
      const because = `it joins at ${formatDuration(joinsAtUs)}`
      issues.error({ place, found: shown(name), expected: 'a node that is there by then', because })
      return []
    })
  })
}

/** The manager of this name; nothing if there is none by then, which is then reported. */
export function managerNamed(
  name: string,
  place: Place,
  atUs: number,
  { managers, issues }: Workspace,
): number | undefined {
  const index = managers.indexOf(name)
  const { names } = managers
  if (index < 0) {
    const expected = `a manager of this scenario (${listed(names, 6)})`
    issues.error({ place, found: shown(name), expected, suggestion: nearest(name, names) })
    return undefined
  }
  const sinceUs = managers.sinceUs(index)
  if (sinceUs <= atUs) return index
  const because = `it becomes one at ${formatDuration(sinceUs)}`
  issues.error({ place, found: shown(name), expected: 'a manager that is one by then', because })
  return undefined
}

function nodesInDomain(entry: EventEntry, place: Place, workspace: Workspace): readonly number[] {
  const { nodes, issues } = workspace
  const racks = domainNames('rack', entry.rack, place, workspace)
  const zones = domainNames('zone', entry.zone, place, workspace)
  if (racks === undefined || zones === undefined) return []
  const found = nodes.specs.flatMap(({ rack, zone }, index) => {
    const isIn =
      (racks.length === 0 || racks.includes(rack)) && (zones.length === 0 || zones.includes(zone))
    return isIn && (nodes.joinsAtUs[index] as number) <= entry.at ? [index] : []
  })
  if (found.length === 0) {
    const expected = 'a rack and a zone that have nodes by then'
    issues.error({ place: inside(place, entry.rack ? 'rack' : 'zone'), found: 'no node', expected })
  }
  return found
}

/** The racks or zones meant; nothing if one is unknown. */
function domainNames(
  kind: 'rack' | 'zone',
  names: readonly string[] | undefined,
  place: Place,
  { nodes, issues }: Workspace,
): readonly string[] | undefined {
  const known = [...new Set(nodes.specs.map((spec) => spec[kind]))].filter((name) => name !== '')
  const words = (names ?? []).flatMap((text) => expandRange(text) ?? [text])
  const unknown = words.filter((word) => !known.includes(word))
  if (unknown.length === 0) return words
  if (!nodes.isComplete) return undefined
  for (const word of unknown) {
    issues.error({
      place: inside(place, kind),
      found: shown(word),
      expected:
        known.length === 0
          ? `a ${kind} that a node has, but none has one`
          : `one of ${listed(known)}`,
      suggestion: nearest(word, known),
    })
  }
  return undefined
}
