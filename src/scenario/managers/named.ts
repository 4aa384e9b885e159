/** `managers:` under `swarm:`: a number of them, or a list of names and the nodes they run on. */

import { text, whole } from '../schema-values.ts'
import { inside, shown } from '../text/place.ts'
import { nearest } from '../text/suggest.ts'
import { z } from '../zod.ts'
import type { SwarmContext } from './manager.ts'

export function managersSchema(most: number) {
  const one = z.strictObject({
    name: text
      .optional()
      .meta({ description: 'Its name. Default: that of its node, or manager-1, manager-2, ...' }),
    on: text
      .optional()
      .meta({ description: 'The node it runs on. Default: a machine of its own.' }),
  })
  return z.union([whole(1, most), z.array(one).min(1)])
}

export type ManagersEntry = z.output<ReturnType<typeof managersSchema>>

/** Puts the managers into the register. `nameOn` names one that runs on a node and has no name. */
export function registerManagers(
  entry: ManagersEntry,
  { place, issues, nodes, managers }: SwarmContext,
  nameOn: (node: string, usual: string) => string,
): void {
  if (typeof entry === 'number') {
    for (let index = 0; index < entry; index++) {
      managers.add({ name: `manager-${index + 1}`, node: -1 })
    }
    return
  }
  for (const [index, { name = '', on }] of entry.entries()) {
    const usual = `manager-${index + 1}`
    const given = name !== '' ? name : on === undefined ? usual : nameOn(on, usual)
    if (managers.indexOf(given) >= 0) {
      const found = `${shown(given)} a second time`
      const at = inside(place, 'managers', index, 'name')
      issues.error({ place: at, found, expected: 'another name' })
    }
    const node = on === undefined ? -1 : (nodes.indexOf.get(on) ?? -1)
    if (on !== undefined && node < 0 && nodes.isComplete) {
      issues.error({
        place: inside(place, 'managers', index, 'on'),
        found: shown(on),
        expected: 'a node of this scenario',
        suggestion: nearest(on, [...nodes.indexOf.keys()]),
      })
    }
    managers.add({ name: given, node })
  }
}
