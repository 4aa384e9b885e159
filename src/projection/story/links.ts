/** A change of connections in plain words: who hears whom no more, or late, or in part. */
import { formatDuration, listed } from '../../model/format.ts'
import type { LinkChange, Machine } from '../../model/swarm-action.ts'
import type { Trace } from '../../model/trace.ts'
import { nodesInWords } from './words.ts'

/** `cut node-1 and node-3 off the rest`, `lose 50 % between zone a and zone b, one way`. */
export function linksInWords(trace: Trace, change: LinkChange): string {
  const { from, to, isOneWay, loss, delayUs } = change
  const isRest = nodesOf(from).length + nodesOf(to).length === trace.model.nodes.length
  const one = machinesInWords(trace, from)
  const other = isRest ? 'the rest' : machinesInWords(trace, to)
  const way = isOneWay ? ', one way' : ''
  if (loss >= 1) return `cut ${one} off ${other}${way}`
  const effects = [
    ...(loss > 0 ? [`lose ${Math.round(loss * 100)} %`] : []),
    ...(delayUs > 0 ? [`delay by ${formatDuration(delayUs)}`] : []),
  ]
  const effect = effects.length === 0 ? 'change nothing' : effects.join(' and ')
  return `${effect} between ${one} and ${other}${way}`
}

/** An entry of the timeline as it was typed; a change of connections in plain words. */
export function entryInWords(trace: Trace, entry: number): string {
  const { action, text } = trace.model.timeline[entry]
  return action.type === 'links.change' ? linksInWords(trace, action) : text
}

function nodesOf(machines: readonly Machine[]): number[] {
  return machines.flatMap((machine) => (machine.type === 'node' ? [machine.node] : []))
}

/** Managers on machines of their own stand behind the nodes. */
function machinesInWords(trace: Trace, machines: readonly Machine[]): string {
  const nodes = nodesOf(machines)
  const managers = machines.flatMap((machine) =>
    machine.type === 'manager' ? [trace.model.manager.managers[machine.manager].name] : [],
  )
  return listed([...(nodes.length > 0 ? [nodesInWords(trace, nodes)] : []), ...managers], 4)
}
