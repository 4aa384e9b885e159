/**
 * What a person can do to the cluster by hand. Each becomes one dated line of the scenario, and
 * the scenario runs again with it: the page has no rule of its own about what a crash does.
 */

export type Verb = 'crash' | 'recover' | 'freeze' | 'unreachable' | 'leave'

export interface Intervention {
  /** A line for the scenario's timeline. */
  readonly entry: string
  /** A short name for the branch. */
  readonly label: string
  readonly atUs: number
}

/** What a verb does, for the menu. */
export const verbWords: Readonly<Record<Verb, { readonly name: string; readonly does: string }>> = {
  crash: { name: 'Crash', does: 'the machine stops, and its containers with it' },
  freeze: { name: 'Freeze', does: 'it takes connections and never answers; containers run on' },
  unreachable: { name: 'Cut off', does: 'connections are refused; containers run on' },
  recover: { name: 'Recover', does: 'the machine is up and reachable again' },
  leave: { name: 'Take out of discovery', does: 'the manager forgets it; it runs on' },
}

export function breakNode(verb: Verb, name: string, nowUs: number): Intervention {
  const atUs = entryTime(nowUs)
  const target = quoted(name)
  const entry =
    verb === 'leave'
      ? `{ at: ${durationText(atUs)}, leave: ${target} }`
      : `{ at: ${durationText(atUs)}, fault: ${verb}, node: ${target} }`
  return { entry, atUs, label: `${verbWords[verb].name.toLowerCase()} ${name}` }
}

export interface NewNode {
  readonly name: string
  readonly cpus: number
  readonly memory: string
  readonly zone: string
  readonly rack: string
  /** `key=value` words. */
  readonly labels: string
}

export function addNode(node: NewNode, nowUs: number): Intervention {
  const atUs = entryTime(nowUs)
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
  const entry = `{ at: ${durationText(atUs)}, join: { ${parts.join(', ')} } }`
  return { entry, atUs, label: `add ${node.name}` }
}

/** A docker command line, dated now. */
export function dockerCommand(line: string, nowUs: number): Intervention {
  const atUs = entryTime(nowUs)
  const words = line.trim().replace(/^docker\s+/, '')
  return { entry: `{ at: ${durationText(atUs)}, docker: ${quoted(words)} }`, atUs, label: words }
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
