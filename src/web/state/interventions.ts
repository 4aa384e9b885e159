/**
 * What a person can do to the cluster by hand. Each becomes one dated line of the scenario, and
 * the scenario runs again with it: the page has no rule of its own about what a crash does.
 */

/** What goes wrong with a machine. */
export type Fault = 'crash' | 'freeze' | 'unreachable' | 'recover' | 'reboot' | 'flap'

export interface Intervention {
  /** A line for the scenario's timeline. */
  readonly entry: string
  /** A short name for the branch. */
  readonly label: string
  readonly atUs: number
  /** In place of a line: other values from the start, as `--set` takes them. */
  readonly set?: readonly string[]
}

interface Words {
  readonly name: string
  readonly does: string
}

/** What a fault does, for the menu. */
export const faultWords: Readonly<Record<Fault, Words>> = {
  crash: { name: 'Crash', does: 'the machine stops, and its containers with it' },
  freeze: { name: 'Freeze', does: 'it takes connections and never answers; containers run on' },
  unreachable: { name: 'Cut off', does: 'connections are refused; containers run on' },
  recover: { name: 'Recover', does: 'the machine is up and reachable again' },
  reboot: { name: 'Reboot', does: 'it stops, and is up again a minute later' },
  flap: { name: 'Flap', does: 'cut off for 30 s, three times, a minute apart' },
}

/** A node, or a manager on a machine of its own. */
export interface MachineName {
  readonly type: 'node' | 'manager'
  readonly name: string
}

export function breakMachine(fault: Fault, { type, name }: MachineName, nowUs: number) {
  const label = `${faultWords[fault].name.toLowerCase()} ${name}`
  return dated(nowUs, label, [`fault: ${fault}`, `${type}: ${quoted(name)}`])
}

/** The same for all machines of a rack or zone. */
export function breakPlace(
  fault: Fault,
  { kind, name }: { readonly kind: 'rack' | 'zone'; readonly name: string },
  nowUs: number,
): Intervention {
  const label = `${faultWords[fault].name.toLowerCase()} ${kind} ${name}`
  return dated(nowUs, label, [`fault: ${fault}`, `${kind}: ${quoted(name)}`])
}

export const leaveWords: Words = {
  name: 'Take out of discovery',
  does: 'the manager forgets it; it runs on',
}

export function leaveDiscovery(name: string, nowUs: number): Intervention {
  return dated(nowUs, `take out of discovery ${name}`, [`leave: ${quoted(name)}`])
}

/** A node that left is listed again. */
export function joinAgain(name: string, nowUs: number): Intervention {
  return dated(nowUs, `list ${name} again`, [`join: ${quoted(name)}`])
}

/** Cuts the connections between these machines and all others. */
export function partition(names: readonly string[], nowUs: number): Intervention {
  const side = names.map(quoted).join(', ')
  return dated(nowUs, `cut off ${names.join(', ')}`, ['fault: partition', `between: [[${side}]]`])
}

/** What becomes of messages on the way; all of them are lost where nothing is said. */
export interface LinkChange {
  readonly name: string
  readonly does: string
  readonly pairs: readonly string[]
}

export const linkChanges: readonly LinkChange[] = [
  {
    name: 'Slow link',
    does: 'each message to and from it takes 2 s longer',
    pairs: ['delay: 2s'],
  },
  { name: 'Lossy link', does: 'half of its messages are lost, both ways', pairs: ['loss: 50%'] },
  {
    name: 'Cut off, one way',
    does: 'nothing that it sends arrives; it still hears',
    pairs: ['one-way: true'],
  },
]

/** Changes the links between one machine or place and all others. */
export function changeLink(member: string, { name, pairs }: LinkChange, nowUs: number) {
  const words = ['fault: partition', `between: [[${quoted(member)}]]`, ...pairs]
  return dated(nowUs, `${name.toLowerCase()} ${member}`, words)
}

/** So many creations fail that the disk is as good as full for ever. */
const creationsOfFullDisk = 1000

/** Something done on the engine of a node, behind the back of the manager. */
export function engineFault(
  kind: 'fail-creates' | 'close-events' | 'replace',
  node: string,
  nowUs: number,
): Intervention {
  const labels = { 'fail-creates': 'fill disk of', 'close-events': 'close events of' }
  const label = { ...labels, replace: 'replace' }[kind]
  const count = kind === 'fail-creates' ? [`count: ${creationsOfFullDisk}`] : []
  return dated(nowUs, `${label} ${node}`, [`engine: ${kind}`, `node: ${quoted(node)}`, ...count])
}

/** Somebody uses the engine itself: the manager is not asked. */
export function engineContainer(
  kind: 'stop' | 'rm',
  { node, name }: { readonly node: string; readonly name: string },
  nowUs: number,
): Intervention {
  const pairs = [`engine: ${kind}`, `node: ${quoted(node)}`, `name: ${quoted(name)}`]
  return dated(nowUs, `${kind} ${name} behind the manager`, pairs)
}

/** The same run with other values from its start on, looked at now. */
export function fromTheStart(set: readonly string[], nowUs: number): Intervention {
  return { entry: '', set, label: `from the start: ${set.join(', ')}`, atUs: nowUs }
}

/** Restores all connections that a partition changed. */
export function heal(nowUs: number): Intervention {
  return dated(nowUs, 'heal', ['fault: heal'])
}

export interface NewNode {
  readonly name: string
  readonly cpus: number
  readonly memory: string
  readonly zone: string
  readonly rack: string
  /** `key=value` words. */
  readonly labels: string
  /** Only where nodes have roles. */
  readonly role?: 'manager' | 'worker'
}

export function addNode(node: NewNode, nowUs: number): Intervention {
  const parts = [
    `name: ${quoted(node.name)}`,
    `cpus: ${node.cpus}`,
    `memory: ${quoted(node.memory)}`,
  ]
  if (node.zone !== '') parts.push(`zone: ${quoted(node.zone)}`)
  if (node.rack !== '') parts.push(`rack: ${quoted(node.rack)}`)
  const labels = node.labels.split(/[\s,]+/).filter((word) => word.includes('='))
  if (labels.length > 0) {
    const pairs = labels.map((word) => {
      const at = word.indexOf('=')
      return `${quoted(word.slice(0, at))}: ${quoted(word.slice(at + 1))}`
    })
    parts.push(`labels: { ${pairs.join(', ')} }`)
  }
  if (node.role === 'manager') parts.push('role: manager')
  return dated(nowUs, `add ${node.name}`, [`join: { ${parts.join(', ')} }`])
}

/** Several nodes of one size: `node-5` and those after it. */
export function addNodes(
  nodes: {
    readonly first: number
    readonly count: number
    readonly cpus: number
    readonly memory: string
  },
  nowUs: number,
): Intervention {
  const { first, count, cpus, memory } = nodes
  const last = first + count - 1
  const name = count === 1 ? `node-${first}` : `node-{${first}..${last}}`
  const label = count === 1 ? `join ${name}` : `join ${count} nodes`
  const parts = [`name: ${quoted(name)}`, `cpus: ${cpus}`, `memory: ${quoted(memory)}`]
  return dated(nowUs, label, [`join: { ${parts.join(', ')} }`])
}

/**
 * A docker command line, dated now; `on` is the node on which it is typed, where that matters, and
 * `service` what its containers are counted as.
 */
export function dockerCommand(line: string, nowUs: number, on = '', service = ''): Intervention {
  const words = line.trim().replace(/^docker\s+/, '')
  const where = on === '' ? [] : [`node: ${quoted(on)}`]
  const label = on === '' ? words : `${words} on ${on}`
  const group = service === '' ? [] : [`service: ${quoted(service)}`]
  return dated(nowUs, label, [`docker: ${quoted(words)}`, ...where, ...group])
}

function dated(nowUs: number, label: string, pairs: readonly string[]): Intervention {
  const atUs = entryTime(nowUs)
  return { entry: `{ at: ${durationText(atUs)}, ${pairs.join(', ')} }`, atUs, label }
}

/** The next whole millisecond: what a person sees as "now" stays in the past. */
function entryTime(nowUs: number): number {
  return Math.floor(nowUs / 1000) * 1000 + 1000
}

/** A duration as scenarios write it: `1m42.301s`. */
export function durationText(timeUs: number): string {
  const milliseconds = Math.round(timeUs / 1000)
  const hours = Math.floor(milliseconds / 3_600_000)
  const minutes = Math.floor((milliseconds % 3_600_000) / 60_000)
  const seconds = (milliseconds % 60_000) / 1000
  return `${hours > 0 ? `${hours}h` : ''}${minutes > 0 ? `${minutes}m` : ''}${seconds}s`
}

/** JSON strings are YAML strings, whatever stands in them. */
function quoted(text: string): string {
  return /^[A-Za-z][\w.-]*$/.test(text) ? text : JSON.stringify(text)
}
