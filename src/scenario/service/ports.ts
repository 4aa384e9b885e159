/** Published ports of a service, in the short form of `-p` and the long form with `key=value`. */
import type { ServicePort } from '../../model/swarm-mode.ts'
import { parsePublished } from '../container/ports.ts'
import { Refused, refuse } from '../schema-values.ts'
import { readPairs } from './pairs.ts'
import { readWord } from './reading.ts'

const expected = 'ports such as 80, 8080:80, 53:53/udp or published=8080,target=80,mode=host'
const keys = ['target', 'published', 'protocol', 'mode'] as const
const modes = ['ingress', 'host'] as const

/** `8080:80/tcp` or `published=8080,target=80,protocol=tcp,mode=host`; ranges are spelled out. */
export function readServicePorts(text: string): readonly ServicePort[] | Refused {
  if (!text.includes('=')) return shortPorts(text, 'ingress')
  const pairs = readPairs(text, keys)
  return pairs instanceof Refused ? pairs : servicePorts(Object.fromEntries(pairs))
}

/** A port given by its parts, as the long forms of command line and Compose file do. */
export function servicePorts(
  parts: Readonly<Partial<Record<(typeof keys)[number], string>>>,
): readonly ServicePort[] | Refused {
  const { target = '', published = '', protocol = 'tcp', mode = 'ingress' } = parts
  const known = readWord(mode, modes)
  if (known instanceof Refused) return known
  const isAny = published === '' || published === '0'
  return shortPorts(`${isAny ? '' : `${published}:`}${target}/${protocol}`, known)
}

function shortPorts(text: string, mode: ServicePort['mode']): readonly ServicePort[] | Refused {
  const bindings = parsePublished(text)
  if (bindings === undefined) return refuse(expected)
  if (bindings.some(({ hostIp }) => hostIp !== '')) {
    return refuse('ports without a host address: a service is published on every node')
  }
  return bindings.map(({ containerPort, hostPort }) => {
    const [target, protocol] = containerPort.split('/') as [string, string]
    // A range of published ports for one target lets the allocator pick: the first is as good as any.
    return { protocol, published: Number.parseInt(hostPort, 10) || 0, target: Number(target), mode }
  })
}

/** The target that `--publish-rm` names: `80`, `80/udp` or `8080:80`, as `80/tcp`. */
export function readPortTarget(text: string): readonly string[] | Refused {
  const ports = readServicePorts(text)
  if (ports instanceof Refused) return refuse('a target port such as 80 or 53/udp')
  return ports.map(({ target, protocol }) => `${target}/${protocol}`)
}
