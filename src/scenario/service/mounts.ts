/** `--mount type=volume,source=data,target=/data`, and the drivers behind volumes. */
import type { Mount } from '../../model/swarm-mode.ts'
import { Refused, refuse } from '../schema-values.ts'
import { readPairs } from './pairs.ts'
import { readWord } from './reading.ts'

export interface ServiceMount {
  readonly mount: Mount
  /** The volume driver that a node must have; `''` if the one that every engine has will do. */
  readonly driver: string
}

const keys = [
  'type',
  'source',
  'src',
  'target',
  'destination',
  'dst',
  'readonly',
  'ro',
  'consistency',
  'bind-propagation',
  'bind-nonrecursive',
  'bind-recursive',
  'volume-driver',
  'volume-label',
  'volume-nocopy',
  'volume-opt',
  'volume-subpath',
  'tmpfs-mode',
  'tmpfs-size',
] as const

/** The value of `--mount`. Options that change nothing about placement are read over. */
export function readMount(text: string): ServiceMount | Refused {
  const pairs = readPairs(text, keys)
  if (pairs instanceof Refused) return pairs
  return serviceMount({
    type: pairs.get('type') ?? 'volume',
    source: pairs.get('source') ?? pairs.get('src') ?? '',
    target: pairs.get('target') ?? pairs.get('destination') ?? pairs.get('dst') ?? '',
    driver: pairs.get('volume-driver') ?? '',
  })
}

/** A mount given by its parts, as the long forms of command line and Compose file do. */
export function serviceMount(parts: {
  readonly type: string
  readonly source: string
  readonly target: string
  readonly driver?: string
}): ServiceMount | Refused {
  const { source, target, driver = '' } = parts
  const type = readWord(parts.type, ['volume', 'bind', 'tmpfs'])
  if (type instanceof Refused) return type
  if (target === '')
    return refuse('a mount with a target, such as type=volume,source=data,target=/data')
  if (type === 'bind' && source === '') return refuse('a bind mount with a source and a target')
  // `local` is on every engine, and the plugin filter of the original leaves it out.
  const isUsual = type !== 'volume' || driver === 'local'
  return { mount: { type, source, target }, driver: isUsual ? '' : driver }
}
