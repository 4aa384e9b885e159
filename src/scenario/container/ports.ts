/** Published and exposed ports in the short form that `docker run -p` and Compose share. */
import type { PortBinding } from '../../model/container-config.ts'

const portMax = 65_535
const shortForm =
  /^(?:(?:(\[[0-9a-fA-F:]+\]|[0-9.]*):)?(\d*(?:-\d+)?):)?(\d+(?:-\d+)?)(?:\/(\w+))?$/

/** The bindings of `[[ip:]host:]container[/protocol]`, ranges spelled out; nothing if malformed. */
export function parsePublished(text: string): readonly PortBinding[] | undefined {
  const match = shortForm.exec(text)
  if (match === null) return undefined
  const [, ip = '', host = '', container = '', protocol = 'tcp'] = match
  const containerPorts = parseRange(container)
  if (containerPorts === undefined || !isProtocol(protocol)) return undefined
  const hostPorts = host === '' ? containerPorts.map(() => '') : parseRange(host)?.map(String)
  if (hostPorts === undefined) return undefined
  // A range of host ports for one container port lets the engine pick: the first is as good as any.
  const isPick = containerPorts.length === 1 && hostPorts.length > 1
  if (!isPick && hostPorts.length !== containerPorts.length) return undefined
  return containerPorts.map((port, index) => ({
    containerPort: `${port}/${protocol.toLowerCase()}`,
    hostIp: ip.replace(/[[\]]/g, ''),
    hostPort: hostPorts[index] as string,
  }))
}

/** The ports of `80`, `80/udp` or `8000-8010`; nothing if malformed. */
export function parseExposed(text: string): readonly string[] | undefined {
  const match = /^(\d+(?:-\d+)?)(?:\/(\w+))?$/.exec(text)
  const protocol = match?.[2] ?? 'tcp'
  const ports = match === null ? undefined : parseRange(match[1] as string)
  if (ports === undefined || !isProtocol(protocol)) return undefined
  return ports.map((port) => `${port}/${protocol.toLowerCase()}`)
}

function parseRange(text: string): readonly number[] | undefined {
  const [first = 0, last = first] = text.split('-').map(Number)
  if (first < 1 || last < first || last > portMax) return undefined
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

function isProtocol(text: string): boolean {
  return ['tcp', 'udp', 'sctp'].includes(text.toLowerCase())
}
