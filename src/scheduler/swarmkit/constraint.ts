/**
 * Placement constraints: `node.labels.disk==ssd`. Values are compared whole and without regard to
 * case; there are no patterns. An expression that cannot be read switches all constraints of the
 * task off, as it does in the original, whose API refuses such a service before it gets here.
 */
import {
  type IpAddress,
  isInSubnet,
  isSameIp,
  parseIp,
  parseSubnet,
  type Subnet,
} from './ip-address.ts'
import { labelOf, type SwarmkitNode } from './node.ts'

export interface Constraint {
  /** As written, with blanks around the parts cut off. */
  readonly text: string
  readonly isEqual: boolean
  /** What the node has there. */
  readonly subject: Subject
  readonly value: string
}

type Subject =
  | { readonly type: 'id' | 'hostname' | 'role' | 'os' | 'architecture' | 'unknown' }
  | { readonly type: 'nodeLabel' | 'engineLabel'; readonly key: string }
  | {
      readonly type: 'address'
      readonly ip: IpAddress | undefined
      readonly subnet: Subnet | undefined
    }

export const nodeLabelPrefix = 'node.labels.'
export const engineLabelPrefix = 'engine.labels.'

const keyPattern = /^[a-z_][a-z0-9\-_.]+$/iu
const valuePattern = /^[a-z0-9:\-_\t\n\f\r .*()?+[\]\\^$|/]+$/iu

/** All constraints, or `undefined` if one of them cannot be read. */
export function parseConstraints(texts: readonly string[]): readonly Constraint[] | undefined {
  const constraints: Constraint[] = []
  for (const text of texts) {
    // The first `==` wins over a `!=` before it.
    const operator = text.includes('==') ? '==' : '!='
    const at = text.indexOf(operator)
    if (at < 0) return undefined
    const key = text.slice(0, at).trim()
    const value = text.slice(at + operator.length).trim()
    if (!keyPattern.test(key) || !valuePattern.test(value)) return undefined
    const subject = subjectOf(key, value)
    constraints.push({
      text: `${key}${operator}${value}`,
      isEqual: operator === '==',
      subject,
      value,
    })
  }
  return constraints
}

export function meetsConstraint(node: SwarmkitNode, constraint: Constraint): boolean {
  const { subject, isEqual, value } = constraint
  if (subject.type === 'unknown') return false
  if (subject.type === 'address') {
    // What is neither an address nor a subnet is never met, not even by `!=`.
    if (subject.ip === undefined && subject.subnet === undefined) return false
    return isAtAddress(node, subject) === isEqual
  }
  return isEqualFold(value, textOf(node, subject)) === isEqual
}

/** Equal but for upper and lower case. */
export function isEqualFold(a: string, b: string): boolean {
  return a === b || (a.length === b.length && folded(a) === folded(b))
}

/** The rest of a text after a prefix, in any case, that does not take all of it. */
export function afterPrefix(text: string, prefix: string): string | undefined {
  const isLonger = text.length > prefix.length
  return isLonger && isEqualFold(text.slice(0, prefix.length), prefix)
    ? text.slice(prefix.length)
    : undefined
}

/** What the node has at the constraint's key, for people. */
export function subjectText(node: SwarmkitNode, { subject }: Constraint): string {
  if (subject.type === 'unknown') return ''
  return subject.type === 'address' ? node.address : textOf(node, subject)
}

/** By way of upper case: some letters share only that (the long s). */
function folded(text: string): string {
  return text.toUpperCase().toLowerCase()
}

function subjectOf(key: string, value: string): Subject {
  switch (folded(key)) {
    case 'node.id':
      return { type: 'id' }
    case 'node.hostname':
      return { type: 'hostname' }
    case 'node.role':
      return { type: 'role' }
    case 'node.platform.os':
      return { type: 'os' }
    case 'node.platform.arch':
      return { type: 'architecture' }
    case 'node.ip':
      return { type: 'address', ip: parseIp(value), subnet: parseSubnet(value) }
  }
  const nodeLabel = afterPrefix(key, nodeLabelPrefix)
  if (nodeLabel !== undefined) return { type: 'nodeLabel', key: nodeLabel }
  const engineLabel = afterPrefix(key, engineLabelPrefix)
  if (engineLabel !== undefined) return { type: 'engineLabel', key: engineLabel }
  return { type: 'unknown' }
}

function textOf(node: SwarmkitNode, subject: Exclude<Subject, { type: 'address' }>): string {
  switch (subject.type) {
    case 'id':
      return node.id
    case 'hostname':
      return node.description?.hostname ?? ''
    case 'role':
      return node.role
    case 'os':
      return node.description?.platform?.os ?? ''
    case 'architecture':
      return node.description?.platform?.architecture ?? ''
    case 'nodeLabel':
      return labelOf(node.labels, subject.key)
    case 'engineLabel':
      return labelOf(node.description?.engineLabels, subject.key)
    case 'unknown':
      return ''
  }
}

function isAtAddress(
  node: SwarmkitNode,
  { ip, subnet }: Extract<Subject, { type: 'address' }>,
): boolean {
  const address = parseIp(node.address)
  if (address === undefined) return false
  return ip !== undefined
    ? isSameIp(ip, address)
    : subnet !== undefined && isInSubnet(address, subnet)
}
