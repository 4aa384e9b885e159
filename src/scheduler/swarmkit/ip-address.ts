/**
 * Reads addresses and subnets as Go does: dotted decimals without leading zeros, or colons with at
 * most one `::` and perhaps a dotted end. An IPv4 address written as IPv6 (`::ffff:10.0.0.1`) is
 * the IPv4 address.
 */

/** Four bytes, or sixteen. */
export type IpAddress = readonly number[]

export interface Subnet {
  readonly address: IpAddress
  readonly bits: number
}

export function parseIp(text: string): IpAddress | undefined {
  const bytes = text.includes(':') ? parseIpv6(text) : parseIpv4(text)
  return bytes === undefined ? undefined : shortest(bytes)
}

export function parseSubnet(text: string): Subnet | undefined {
  const slash = text.indexOf('/')
  if (slash < 0) return undefined
  const [start, length] = [text.slice(0, slash), text.slice(slash + 1)]
  const written = start.includes(':') ? parseIpv6(start) : parseIpv4(start)
  if (written === undefined || !/^(0|[1-9]\d*)$/.test(length)) return undefined
  const bits = Number(length)
  if (bits > written.length * 8) return undefined
  const address = shortest(written)
  // The prefix of an IPv4 subnet written as IPv6 counts the twelve bytes before it.
  const cut = written.length - address.length
  return { address, bits: Math.max(0, bits - cut * 8) }
}

export function isSameIp(a: IpAddress, b: IpAddress): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}

export function isInSubnet(ip: IpAddress, { address, bits }: Subnet): boolean {
  if (ip.length !== address.length) return false
  return ip.every((byte, index) => {
    const unused = Math.min(8, Math.max(0, (index + 1) * 8 - bits))
    return byte >> unused === address[index] >> unused
  })
}

const mappedStart = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255]

function shortest(bytes: IpAddress): IpAddress {
  const isMapped = bytes.length === 16 && mappedStart.every((byte, index) => bytes[index] === byte)
  return isMapped ? bytes.slice(12) : bytes
}

function parseIpv4(text: string): IpAddress | undefined {
  const parts = text.split('.')
  if (parts.length !== 4) return undefined
  const bytes = parts.map((part) => (/^(0|[1-9]\d{0,2})$/.test(part) ? Number(part) : 256))
  return bytes.every((byte) => byte < 256) ? bytes : undefined
}

function parseIpv6(text: string): IpAddress | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head, tail] = halves.map((half, index) => groups(half, index === halves.length - 1))
  if (head === undefined) return undefined
  if (halves.length === 1) return head.length === 16 ? head : undefined
  if (tail === undefined || head.length + tail.length > 14) return undefined
  return [...head, ...new Array<number>(16 - head.length - tail.length).fill(0), ...tail]
}

/** The bytes of groups between colons; the last one of the text may be dotted. */
function groups(text: string, isEnd: boolean): number[] | undefined {
  if (text === '') return []
  const bytes: number[] = []
  const parts = text.split(':')
  for (const [index, part] of parts.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(part)) {
      const value = Number.parseInt(part, 16)
      bytes.push(value >> 8, value & 255)
      continue
    }
    const dotted = isEnd && index === parts.length - 1 ? parseIpv4(part) : undefined
    if (dotted === undefined) return undefined
    bytes.push(...dotted)
  }
  return bytes
}
