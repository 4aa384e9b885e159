/** Replaces the variables of a whole Compose file. */
import { inside, type Place } from '../text/place.ts'
import { isRecord } from '../text/plain.ts'
import type { ComposeContext } from './file.ts'
import { interpolate, type Variables } from './interpolate.ts'

/** Replaces variables in every text; keys stay as they are. */
export function substitute(value: unknown, place: Place, context: ComposeContext): unknown {
  if (typeof value === 'string') {
    return value.includes('$') ? interpolate(value, variablesAt(place, context)) : value
  }
  if (Array.isArray(value))
    return value.map((item, index) => substitute(item, inside(place, index), context))
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      substitute(item, inside(place, key), context),
    ]),
  )
}

function variablesAt(place: Place, { workspace, variables, missing }: ComposeContext): Variables {
  const { issues } = workspace
  return {
    values: variables,
    missing(name, offset) {
      if (missing.has(name)) return
      missing.add(name)
      issues.warn({ place, offset, says: `${name} has no value: it becomes empty, as in Compose` })
    },
    fail: (offset, found, expected) => issues.error({ place, offset, found, expected }),
  }
}
