/**
 * What can be read out of a recorded run: names of containers, where each creation went, when
 * which engine was asked in vain, and how the watchdog worked.
 */
import { nodeInFields, type RecordedLine, type RecordedRun } from './record.ts'

/** One container in a watchdog's round over a lost node. */
export type RescheduleItem =
  | { readonly type: 'moved'; readonly name: string; readonly to: string; started: boolean }
  | { readonly type: 'skipped'; readonly name: string }
  | { readonly type: 'failed'; readonly name: string; readonly error: string }

export interface RescheduleRound {
  readonly node: string
  readonly items: RescheduleItem[]
}

/** Name of every container ID that the record mentions. */
export function namesById(run: RecordedRun): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const line of run.trace) {
    if (line.k === 'event' && line.id && line.name) names.set(line.id, line.name)
    const created = /^POST \/containers\/create\?name=\/?(\S+)/.exec(line.call ?? '')
    if (created && line.detail?.id) names.set(line.detail.id, created[1])
    for (const { id, name } of line.containers ?? []) names.set(id, name)
  }
  return names
}

/** Nodes that were asked to create each name, in order, failed attempts included. */
export function creationsByName(run: RecordedRun): ReadonlyMap<string, string[]> {
  const names = namesById(run)
  const creations = new Map<string, string[]>()
  let lastMissing: RecordedLine | undefined
  for (const line of run.trace) {
    if (line.k !== 'call' || !line.call?.startsWith('POST /containers/create') || !line.node)
      continue
    const name = /name=\/?(\S+)/.exec(line.call)?.[1] ?? names.get(line.detail?.id ?? '') ?? ''
    // A creation that follows a pull on the same node is the same attempt.
    const isRepeat = lastMissing?.node === line.node && lastMissing.call === line.call
    lastMissing = line.status === 404 ? line : undefined
    if (isRepeat) continue
    creations.set(name, [...(creations.get(name) ?? []), line.node])
  }
  return creations
}

/** Times, in milliseconds, at which the refresh loop of each node is known to have come round. */
export function beatsByNode(run: RecordedRun): ReadonlyMap<string, number[]> {
  const beats = new Map<string, number[]>()
  const registered = new Set<string>()
  const add = (node: string, t: number) => {
    const list = beats.get(node) ?? []
    beats.set(node, list)
    if (list.at(-1) !== t) list.push(t)
  }
  for (const { k, msg = '', fields, call, node, t, status } of run.trace) {
    if (k === 'log') {
      const who = nodeInFields(fields)
      const member = /^Registered Engine (\S+)/.exec(msg)?.[1]
      if (member) registered.add(member)
      if (/^Removed Engine (\S+)/.test(msg)) registered.delete(msg.split(' ')[2])
      const isFailure =
        msg === 'Engine refresh failed' || msg.startsWith('Update engine specs failed: Cannot')
      if (isFailure && who) add(who, t)
    } else if (
      k === 'call' &&
      call === 'GET /info' &&
      status === 200 &&
      node &&
      registered.has(node)
    ) {
      add(node, t)
    }
  }
  return beats
}

/** The watchdog's rounds: one node after the other, one container after the other. */
export function rescheduleRounds(run: RecordedRun): RescheduleRound[] {
  const names = namesById(run)
  const nodeById = nodesById(run)
  const rounds: RescheduleRound[] = []
  const nameOf = (id: string) => names.get(id) ?? id
  for (const { k, msg = '' } of run.trace) {
    if (k !== 'log') continue
    const items = rounds.at(-1)?.items
    let match = /^Node (\S+) failed - rescheduling containers/.exec(msg)
    if (match) rounds.push({ node: nodeById.get(match[1]) ?? match[1], items: [] })
    match = /^Rescheduled container (\w+) from \S+ to (\S+) as/.exec(msg)
    if (match) items?.push({ type: 'moved', name: nameOf(match[1]), to: match[2], started: false })
    match = /^Container (\w+) was running, starting/.exec(msg)
    if (match) markStarted(items, nameOf(match[1]))
    match = /^Skipping rescheduling of (\w+)/.exec(msg)
    if (match) items?.push({ type: 'skipped', name: nameOf(match[1]) })
    match = /^Failed to reschedule container (\w+): ([\s\S]*)$/.exec(msg)
    if (match) items?.push({ type: 'failed', name: nameOf(match[1]), error: plainError(match[2]) })
  }
  return rounds
}

function markStarted(items: RescheduleItem[] | undefined, name: string): void {
  const item = items?.findLast((one) => one.type === 'moved' && one.name === name)
  if (item?.type === 'moved') item.started = true
}

/** Engine IDs and the nodes that had them; the manager logs both together. */
export function nodesById(run: RecordedRun): ReadonlyMap<string, string> {
  const nodes = new Map(run.nodes.map(({ id, name }) => [id, name]))
  for (const { k, fields = '' } of run.trace) {
    const id = /id="([^"]+)"/.exec(fields)?.[1]
    if (k === 'log' && id) nodes.set(id, nodeInFields(fields))
  }
  return nodes
}

/** What happened to each node in the manager's eyes, in order. */
export function nodeHistories(run: RecordedRun): ReadonlyMap<string, string[]> {
  const histories = new Map<string, string[]>()
  const add = (node: string, step: string) => {
    const history = histories.get(node) ?? []
    histories.set(node, history)
    // An engine with a foreign ID says so at every beat; the first time counts.
    if (step !== 'mismatched' || history.at(-1) !== step) history.push(step)
  }
  for (const { k, msg = '', fields } of run.trace) {
    if (k !== 'log') continue
    const who = nodeInFields(fields)
    const member = /^(Registered|Removed) Engine (\S+)/.exec(msg)
    if (member) add(member[2], member[1] === 'Registered' ? 'connected' : 'dropped')
    if (msg.startsWith('Flagging engine as unhealthy')) add(who, 'unhealthy')
    if (msg.startsWith('Engine came back to life')) add(who, 'reconnected')
    if (msg.includes('shows up with another ID')) add(who, 'mismatched')
  }
  return histories
}

/** Duplicates removed: `name, copy on node`, sorted. */
export function duplicatesRemoved(run: RecordedRun): string[] {
  const names = namesById(run)
  const nodeById = nodesById(run)
  const removed: string[] = []
  for (const { k, msg = '' } of run.trace) {
    const match = /^container (\w+) was rescheduled on node (\S+), removing it/.exec(msg)
    if (k === 'log' && match) {
      removed.push(
        `${names.get(match[1]) ?? match[1]}, copy on ${nodeById.get(match[2]) ?? match[2]}`,
      )
    }
  }
  return removed.sort()
}

/** Error texts without what differs from run to run: container IDs and line ends. */
export function plainError(text: string): string {
  return text
    .replace(/\\n$/, '')
    .replace(/\b[0-9a-f]{12,64}\b/g, '<id>')
    .trim()
}
